/** Sending a patient a link: to choose a new password, or to sign in for the first time. The address is shown first. */
import { Banner } from "../components/Banner.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { TextField } from "../components/Field.tsx";
import { ExactTime } from "../components/RelativeTime.tsx";

/** Posts `way`: mail or print. */
export function SendReset(
  { email, action, cancelHref }: { email: string; action: string; cancelHref: string },
) {
  return (
    <div class="sections chart-narrow">
      <Card
        title="Send a reset link"
        description="The patient chooses the new password. Nobody here sees the link or the password."
      >
        <form class="form" method="post" action={action}>
          <p>
            It goes to{" "}
            <strong>{email}</strong>, works once, for 24 hours, and ends any older link. Once it is used,
            every other session of the patient ends.
          </p>
          <div class="form-actions">
            <Button type="submit" tone="primary" name="way" value="mail">Send to {email}</Button>
            <ButtonLink href={cancelHref} tone="quiet">Cancel</ButtonLink>
          </div>
        </form>
      </Card>
      <Card
        title="The patient can't get at that mailbox"
        description="Make a link to print or read out, once you are sure who is in front of you. It works once, for an hour. The patient is told by mail that it was made."
      >
        <form method="post" action={action}>
          <Button type="submit" name="way" value="print" icon="file">Make a link to hand over</Button>
        </form>
      </Card>
    </div>
  );
}

/** The link to hand over, shown this once. */
export function PrintedReset(
  { link, expiresAt, zone, doneHref }: { link: string; expiresAt: string; zone: string; doneHref: string },
) {
  return (
    <div class="sections chart-narrow">
      <Card title="Hand this over" description="It is shown this once. Print the page, or read it out.">
        <p class="printed-link">{link}</p>
        <p class="muted">
          To read it out: the address up to “/reset”, then the sixteen letters and digits. It works once,
          until{" "}
          <ExactTime at={expiresAt} zone={zone} />. It opens a page on which the patient chooses a new
          password.
        </p>
      </Card>
      <p class="no-print">
        <ButtonLink href={doneHref}>Back to the chart</ButtonLink>
      </p>
    </div>
  );
}

/** Field name: email. */
export function SendInvitation(
  { email, again, action, cancelHref, errors, message }: {
    email: string;
    again: boolean;
    action: string;
    cancelHref: string;
    errors?: readonly FieldError[];
    message?: string;
  },
) {
  return (
    <div class="sections chart-narrow">
      <Card
        title={again ? "Send the invitation again" : "Invite to the patient app"}
        description="A mail with a link: the patient chooses a password and can sign in. It works once, for 14 days."
      >
        <form class="form" method="post" action={action}>
          <ErrorSummary message={message} errors={errors ?? []} />
          {again && <Banner>The link that was sent before ends.</Banner>}
          <TextField
            name="email"
            label="Email"
            hint="The patient signs in with it."
            type="email"
            autocomplete="off"
            maxlength={254}
            required
            value={email}
            {...errorOf(errors, "email")}
          />
          <div class="form-actions">
            <Button type="submit" tone="primary">Send the invitation</Button>
            <ButtonLink href={cancelHref} tone="quiet">Cancel</ButtonLink>
          </div>
        </form>
      </Card>
    </div>
  );
}
