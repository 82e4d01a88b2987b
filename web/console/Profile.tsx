/** A practitioner's profile as it stands, with what of it patients are shown. */
import { languageNames } from "../../schema/language.ts";
import type { PractitionerProfile, Showable } from "../../schema/practitioner.ts";
import { Badge } from "../components/Badge.tsx";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { Portrait } from "../components/Portrait.tsx";
import { schedulingWords } from "./ProfileSteps.tsx";

/** `zone` is the clinic's, for who has none of their own. */
export function Profile(
  { profile, name, base, zone }: { profile: PractitionerProfile; name: string; base: string; zone: string },
) {
  const facts: { label: string; value: string | null; shown?: Showable }[] = [
    { label: "Specialties", value: profile.specialties.join(", ") || null, shown: "specialties" },
    {
      label: "Languages",
      value: profile.languages.map((tag) => languageNames[tag]).join(", ") || null,
      shown: "languages",
    },
    { label: "Direct phone", value: profile.phone, shown: "phone" },
    { label: "Mobile for texts", value: profile.mobile, shown: "mobile" },
    { label: "Email", value: profile.email, shown: "email" },
    {
      label: "Time zone",
      value: (profile.timeZone ?? `${zone} (the clinic's)`).replaceAll("_", " "),
    },
    { label: "Patients may schedule", value: schedulingWords[profile.patientScheduling] },
  ];
  const shows = (field: Showable) => profile.shown.includes(field);
  return (
    <>
      <PageHeader
        title="Profile"
        actions={<ButtonLink href={`${base}/who`} tone="primary">Edit Profile</ButtonLink>}
      />
      <Card>
        <div class="profile-head">
          <Portrait name={name} src={profile.photo} large />
          <div>
            <p class="profile-name">{name}</p>
            {profile.photo !== null && (
              <p class="muted small">
                {shows("photo") ? "Patients see your photo." : "Your photo is kept within the clinic."}
              </p>
            )}
          </div>
        </div>
        <dl class="facts">
          {facts.map(({ label, value, shown }) => (
            <>
              <dt>{label}</dt>
              <dd class="row">
                {value ?? <span class="muted">Not given</span>}
                {shown !== undefined && value !== null && (
                  <Badge tone={shows(shown) ? "accent" : "neutral"}>
                    {shows(shown) ? "Patients see it" : "Clinic only"}
                  </Badge>
                )}
              </dd>
            </>
          ))}
        </dl>
      </Card>
    </>
  );
}
