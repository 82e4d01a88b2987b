/** Inviting colleagues, and how their invitations stand. Inside `ConsoleLayout` with `width="narrow"`. */
import type { Invitation } from "../../schema/invitation.ts";
import { Badge } from "../components/Badge.tsx";
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { CheckField, TextField } from "../components/Field.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { invitationWords } from "./invitation_words.ts";

export interface StaffInvitationsProps {
  invitations: readonly Invitation[];
  /** Posts the form. */
  action: string;
  /** Posts `invitation`, the id. */
  sendAgainAction: string;
  withdrawAction: string;
  values?: Partial<Record<string, string>>;
  errors?: readonly FieldError[];
  message?: string;
  now: string;
  zone: string;
}

function Row({ invitation, props }: { invitation: Invitation; props: StaffInvitationsProps }) {
  const name = `${invitation.name.given} ${invitation.name.family}`;
  const roles = invitation.roles.map((role) => role === "practitioner" ? "Clinician" : "Administrator");
  const { label, tone } = invitationWords[invitation.state];
  return (
    <li class="list-row">
      <div class="list-row-text">
        <p class="list-row-title">
          {name} <Badge tone={tone}>{label}</Badge>
        </p>
        <p class="muted small">
          {invitation.email} · {roles.join(", ")} ·{" "}
          <RelativeTime at={invitation.sentAt} now={props.now} zone={props.zone} prefix="sent" />
        </p>
      </div>
      {invitation.state !== "accepted" && (
        <form class="row" method="post">
          <input type="hidden" name="invitation" value={invitation.id} />
          <Button type="submit" size="small" formaction={props.sendAgainAction}>
            Send again<span class="visually-hidden">: {name}</span>
          </Button>
          <Button type="submit" size="small" tone="quiet" formaction={props.withdrawAction}>
            Withdraw<span class="visually-hidden">: {name}</span>
          </Button>
        </form>
      )}
    </li>
  );
}

/** Field names: given, family, credentials, email, practitioner, administrator. */
export function StaffInvitations(props: StaffInvitationsProps) {
  const field = (name: string) => ({
    name,
    value: props.values?.[name] ?? "",
    ...errorOf(props.errors, name),
  });
  return (
    <>
      <PageHeader title="Colleagues" description="Who is invited to work here." />
      <div class="sections">
        {props.invitations.length > 0 && (
          <Card title="Invited" flush>
            <ul class="list-rows">
              {props.invitations.map((invitation) => (
                <Row key={invitation.id} invitation={invitation} props={props} />
              ))}
            </ul>
          </Card>
        )}
        <Card
          title="Invite a colleague"
          description="A mail with a link: they choose a password and can sign in. It works once, for 14 days."
        >
          <form class="form" method="post" action={props.action}>
            <ErrorSummary message={props.message} errors={props.errors ?? []} />
            <div class="form-row">
              <TextField label="Given name" autocomplete="off" maxlength={80} required {...field("given")} />
              <TextField
                label="Family name"
                autocomplete="off"
                maxlength={80}
                required
                {...field("family")}
              />
            </div>
            <div class="form-row">
              <TextField
                label="Email"
                type="email"
                autocomplete="off"
                maxlength={254}
                required
                {...field("email")}
              />
              <TextField
                label="Credentials, such as MD or NP"
                autocomplete="off"
                maxlength={40}
                required={false}
                {...field("credentials")}
              />
            </div>
            <CheckField
              name="practitioner"
              label="Clinician"
              hint="Sees patients' health data."
              checked={props.values === undefined || props.values.practitioner === "on"}
              {...errorOf(props.errors, "practitioner")}
            />
            <CheckField
              name="administrator"
              label="Administrator"
              hint="Looks after settings, mail and colleagues."
              checked={props.values?.administrator === "on"}
            />
            <div class="form-actions">
              <Button type="submit" tone="primary">Send the invitation</Button>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}
