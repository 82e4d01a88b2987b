/** A practitioner's own profile, for them and for administrators; and the list that administrators choose from. */
import { Hono } from "hono";
import type { PractitionerProfile } from "../../schema/practitioner.ts";
import { Card } from "../components/Card.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { answerOf, ApiProblem, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { zoneChoices } from "../time_zones.ts";
import { consolePage } from "./chart_page.tsx";
import { Profile } from "./Profile.tsx";
import { profileErrors, profileUpdate, profileValues } from "./profile_form.ts";
import { type ProfileStep, ProfileSteps, profileSteps, type ProfileStepsProps } from "./ProfileSteps.tsx";

const savedToast = { id: "saved", tone: "good", text: "The profile was saved." } as const;

const nameOf = ({ name, credentials }: Pick<PractitionerProfile, "name" | "credentials">) =>
  [`${name.given} ${name.family}`, credentials].filter(Boolean).join(", ");

async function profileOf(c: PageContext): Promise<PractitionerProfile> {
  const practitioner = c.req.param("practitioner") ?? "";
  return await answerOf(
    clients(c).practitioner.practitioner[":practitioner"].$get({ param: { practitioner } }),
  );
}

async function profilePage(c: PageContext) {
  const profile = await profileOf(c);
  return consolePage(
    c,
    {
      title: "Profile",
      current: "settings",
      width: "narrow",
      toasts: c.req.query("saved") === undefined ? [] : [savedToast],
      crumbs: [{ href: "/settings", label: "Settings" }, { label: "Profile" }],
    },
    <Profile
      profile={profile}
      name={nameOf(profile)}
      base={`/settings/practitioners/${profile.id}`}
      zone={c.var.session.timeZone}
    />,
  );
}

function stepPage(
  c: PageContext,
  step: ProfileStep,
  profile: PractitionerProfile,
  more: Partial<Pick<ProfileStepsProps, "values" | "errors" | "message">> = {},
) {
  const base = `/settings/practitioners/${profile.id}`;
  return consolePage(
    c,
    {
      title: "Edit Profile",
      current: "settings",
      width: "narrow",
      islands: ["PictureField"],
      status: more.message === undefined ? 200 : 422,
      crumbs: [
        { href: "/settings", label: "Settings" },
        { href: base, label: "Profile" },
        { label: "Edit Profile" },
      ],
    },
    <ProfileSteps
      step={step}
      base={base}
      name={nameOf(profile)}
      photoApi={`/api/practitioner/${profile.id}/photo`}
      photo={profile.photo}
      zones={zoneChoices()}
      values={profileValues(profile)}
      errors={[]}
      {...more}
    />,
  );
}

async function saveStep(c: PageContext, step: ProfileStep) {
  const profile = await profileOf(c);
  const values = await formOf(c);
  const outcome = await tried(
    clients(c).practitioner.practitioner[":practitioner"].$put({
      param: { practitioner: profile.id },
      json: profileUpdate(profile, step, values),
    }),
  );
  if (outcome.ok) {
    const next = profileSteps[profileSteps.indexOf(step) + 1];
    const base = `/settings/practitioners/${profile.id}`;
    return c.redirect(next === undefined ? `${base}?saved` : `${base}/${next}`, 303);
  }
  const { problem } = outcome;
  if (problem.status !== 409 && problem.status !== 422) throw new ApiProblem(problem);
  const stale = problem.status === 409;
  return stepPage(c, step, profile, {
    values: stale ? { ...values, version: String(profile.version) } : values,
    errors: profileErrors(problem),
    message: stale
      ? "This profile was changed meanwhile. What you typed is below; saving again replaces the other change."
      : problem.title,
  });
}

async function list(c: PageContext) {
  if (!c.var.session.roles.includes("administrator")) return c.redirect("/settings", 303);
  const { practitioners } = await answerOf(clients(c).practitioner.practitioner.$get());
  return consolePage(
    c,
    {
      title: "Clinicians",
      current: "settings",
      width: "narrow",
      crumbs: [{ href: "/settings", label: "Settings" }, { label: "Clinicians" }],
    },
    <>
      <PageHeader
        title="Clinicians"
        description="Each keeps their own profile; you may change it for them."
      />
      <Card flush>
        <ul class="list-rows">
          {practitioners.map((one) => (
            <li key={one.id} class="list-row">
              <a class="list-row-title" href={`/settings/practitioners/${one.id}`}>{nameOf(one)}</a>
            </li>
          ))}
        </ul>
      </Card>
    </>,
  );
}

export const profilePages = new Hono<PageEnv>()
  .get("/profile", (c) => {
    const own = c.var.session.practitioner;
    return c.redirect(own === null ? "/settings" : `/settings/practitioners/${own}`, 303);
  })
  .get("/practitioners", list)
  .get("/practitioners/:practitioner", profilePage)
  .get("/practitioners/:practitioner/:step{who|contact|scheduling}", async (c) => {
    const step = profileSteps.find((one) => one === c.req.param("step")) ?? "who";
    return stepPage(c, step, await profileOf(c));
  })
  .post("/practitioners/:practitioner/:step{who|contact|scheduling}", (c) => {
    const step = profileSteps.find((one) => one === c.req.param("step")) ?? "who";
    return saveStep(c, step);
  });
