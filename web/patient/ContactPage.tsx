/**
 * How a patient reaches their clinician and the clinic: large targets that a phone acts on by itself; on a desk the
 * number with a code for the phone. What was not published is not there. The emergency line always is.
 */
import { addressLines, dialable } from "../../schema/contact_point.ts";
import type { Contact, ContactClinician, OpenNow } from "../../schema/contact.ts";
import { languageNames } from "../../schema/language.ts";
import { type ClockRange, weekdays } from "../../schema/opening_hours.ts";
import type { Organization } from "../../schema/organization.ts";
import { Badge } from "../components/Badge.tsx";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { calendarDay, inZone } from "../components/instant.ts";
import { Island } from "../components/Island.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { Portrait } from "../components/Portrait.tsx";
import { QrCode } from "../components/QrCode.tsx";
import { weekdayNames } from "../console/HoursFields.tsx";
import CopyButton from "../islands/CopyButton.tsx";

export interface ContactPageProps {
  contact: Contact;
  /** Now, and the clinic's calendar day. */
  now: string;
  today: string;
}

interface Way {
  icon: IconName;
  label: string;
  detail: string;
  href: string;
}

function Ways({ ways }: { ways: readonly Way[] }) {
  return (
    <ul class="reach-list">
      {ways.map(({ icon, label, detail, href }) => (
        <li key={label} class="reach">
          <a class="reach-link" href={href}>
            <Icon name={icon} size={24} />
            <span class="reach-text">
              <span class="reach-label">{label}</span>
              <span class="reach-detail">{detail}</span>
            </span>
          </a>
          <Island name="CopyButton" of={CopyButton} props={{ text: detail, label }} />
          <details class="reach-code">
            <summary class="button button-plain button-small">
              <Icon name="qr" size={16} />
              <span>
                Code<span class="visually-hidden">{`: ${label}`}</span>
              </span>
            </summary>
            <QrCode text={href} label={`Code for your phone: ${label}`} />
          </details>
        </li>
      ))}
    </ul>
  );
}

const telephone = (number: string) => `tel:${dialable(number)}`;

function way(icon: IconName, label: string, detail: string | null, scheme: "tel" | "sms" | "mailto"): Way[] {
  if (detail === null) return [];
  const href = scheme === "mailto"
    ? `mailto:${encodeURIComponent(detail).replace("%40", "@")}`
    : `${scheme}:${dialable(detail)}`;
  return [{ icon, label, detail, href }];
}

/** What patients are told of appointments; booking itself is not part of this page. */
export function appointmentWords(clinician: ContactClinician, clinic: Organization): string {
  const reach = clinic.phone === null ? `contact ${clinic.name}` : `call ${clinic.name} at ${clinic.phone}`;
  return {
    direct: `You can make appointments with ${clinician.name} yourself: ${reach}.`,
    request: `You can ask for an appointment with ${clinician.name}, who then confirms it: ${reach}.`,
    no: `Appointments with ${clinician.name} are made by the clinic: ${reach}.`,
  }[clinician.patientScheduling];
}

function Emergency({ clinic }: { clinic: Organization }) {
  const { emergencyPhone, emergencyText } = clinic;
  return (
    <div class="banner banner-danger emergency">
      <Icon name="alert" />
      <div class="banner-text">
        <p class="banner-title">
          {emergencyPhone === null
            ? <>In an emergency call your local emergency number: 911 in the United States, 112 in Europe</>
            : (
              <>
                In an emergency call <a href={telephone(emergencyPhone)}>{emergencyPhone}</a>
              </>
            )}
        </p>
        {emergencyText !== null && <p>{emergencyText}</p>}
      </div>
    </div>
  );
}

function Clinician({ clinician, clinic }: { clinician: ContactClinician; clinic: Organization }) {
  const about = [
    clinician.specialties.join(", "),
    clinician.languages.length === 0
      ? ""
      : `Speaks ${clinician.languages.map((tag) => languageNames[tag]).join(", ")}`,
  ].filter((line) => line !== "");
  return (
    <Card
      title="Your clinician"
      flush
      actions={
        <ButtonLink href="/api/contact/card" size="small" icon="download" download="clinician.vcf">
          Save contact
        </ButtonLink>
      }
    >
      <div class="list-row">
        <Portrait name={clinician.name} src={clinician.photo} large />
        <div class="list-row-text">
          <p class="profile-name">{clinician.name}</p>
          {about.map((line) => <p key={line} class="muted">{line}</p>)}
        </div>
      </div>
      <Ways
        ways={[
          ...way("phone", "Call your clinician", clinician.phone, "tel"),
          ...way("message", "Text your clinician", clinician.mobile, "sms"),
          ...way("mail", "Email your clinician", clinician.email, "mailto"),
        ]}
      />
      <p class="list-row muted">{appointmentWords(clinician, clinic)}</p>
    </Card>
  );
}

/**
 * The state of the door in words.
 * @example openWords({ open: false, changesAt: null, holiday: null }, "UTC", "2026-03-10T15:00:00Z") // "Closed"
 */
export function openWords({ open, changesAt }: OpenNow, zone: string, now: string): string {
  if (changesAt === null) return open ? "Open around the clock" : "Closed";
  const clock = inZone(changesAt, zone, "clock");
  const day = (at: string) => inZone(at, zone, "weekday");
  const when = day(changesAt) === day(now) ? clock : `${day(changesAt).split(",")[0]} ${clock}`;
  return open ? `Open now, until ${when}` : `Closed, opens ${when}`;
}

/** `09:00` as people here read it: `9:00 AM`. */
function clockWords(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}

const rangeWords = ({ from, to }: ClockRange) =>
  from === "00:00" && to === "00:00" ? "All day" : `${clockWords(from)} – ${clockWords(to)}`;

function Ranges({ ranges }: { ranges: readonly ClockRange[] }) {
  if (ranges.length === 0) return <>Closed</>;
  return (
    <>
      {ranges.map((range) => <span key={range.from} class="day-range">{rangeWords(range)}</span>)}
    </>
  );
}

/** How many days of holidays are worth knowing. */
const holidayDays = 45;

function Hours({ contact: { organization }, today }: ContactPageProps) {
  const { hours } = organization;
  if (hours === null) return null;
  // Calendar days compare as text; the last one is far enough from any clock's change to be a day.
  const until = new Date(Date.parse(today) + holidayDays * 86_400_000).toISOString().slice(0, 10);
  const holidays = hours.holidays.filter(({ on }) => on >= today && on <= until)
    .toSorted((a, b) => a.on < b.on ? -1 : 1);
  const weekday = weekdays[(new Date(today).getUTCDay() + 6) % 7];
  return (
    <Card title="Opening hours">
      <dl class="day-hours">
        {weekdays.map((day) => (
          <>
            <dt class={day === weekday ? "day-today" : undefined}>{weekdayNames[day]}</dt>
            <dd class={day === weekday ? "day-today" : undefined}>
              <Ranges ranges={hours.weekly[day]} />
            </dd>
          </>
        ))}
        {holidays.map(({ on, name, hours }) => (
          <>
            <dt>{`${name}, ${calendarDay(on)}`}</dt>
            <dd>
              <Ranges ranges={hours} />
            </dd>
          </>
        ))}
      </dl>
    </Card>
  );
}

function Places({ clinic }: { clinic: Organization }) {
  if (clinic.addresses.length === 0) return null;
  return (
    <Card title="Where we are" flush>
      <ul class="reach-list">
        {clinic.addresses.map((address) => {
          const lines = addressLines(address);
          const query = encodeURIComponent(lines.join(", "));
          return (
            <li key={lines.join()} class="reach">
              <a
                class="reach-link"
                href={`https://www.google.com/maps/search/?api=1&query=${query}`}
                target="_blank"
                rel="noopener noreferrer"
              >
                <Icon name="pin" size={24} />
                <span class="reach-text">
                  <span class="reach-label">{address.name ?? "Map"}</span>
                  <span class="reach-detail">{lines.join(", ")}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Uses the island `CopyButton`. Inside `PatientLayout`. */
export function ContactPage(props: ContactPageProps) {
  const { organization: clinic, clinician, openNow } = props.contact;
  const closed = openNow !== null && !openNow.open;
  return (
    <>
      <PageHeader title="Contact" />
      <Emergency clinic={clinic} />
      <div class="sections">
        {clinician !== null && <Clinician clinician={clinician} clinic={clinic} />}
        <Card
          title={clinic.name}
          flush
          actions={
            <ButtonLink href="/api/organization/card" size="small" icon="download" download="clinic.vcf">
              Save contact
            </ButtonLink>
          }
        >
          {clinic.logo !== null && (
            <p class="list-row">
              <img class="contact-logo" src={clinic.logo} alt="" />
            </p>
          )}
          {openNow !== null && (
            <p class="list-row open-state">
              <Badge tone={openNow.open ? "good" : "neutral"}>
                {openWords(openNow, clinic.timeZone, props.now)}
              </Badge>
              {openNow.holiday !== null && <span>{`Today is ${openNow.holiday}`}</span>}
            </p>
          )}
          <Ways
            ways={[
              ...(closed ? way("phone", "Call after hours", clinic.afterHoursPhone, "tel") : []),
              ...way("phone", "Call the clinic", clinic.phone, "tel"),
              ...way("mail", "Email the clinic", clinic.email, "mailto"),
              ...(clinic.website === null ? [] : [{
                icon: "link" as const,
                label: "Website",
                detail: clinic.website,
                href: clinic.website,
              }]),
            ]}
          />
        </Card>
        <Hours {...props} />
        <Places clinic={clinic} />
      </div>
    </>
  );
}
