/** Asking for a link to choose a new password, and what is said after: the same for every address. */
import { Banner } from "../components/Banner.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { TextField } from "../components/Field.tsx";
import { EntranceLayout } from "./layout.tsx";

export interface ForgotPasswordProps {
  organization: string;
  action: string;
  signInHref: string;
  email?: string;
  error?: string;
}

export function ForgotPassword(props: ForgotPasswordProps) {
  return (
    <EntranceLayout
      organization={props.organization}
      title="Choose a new password"
      lead="Type the address you sign in with. We'll mail you a link that works for 30 minutes."
      foot={<a href={props.signInHref}>Back to signing in</a>}
    >
      <form class="form" method="post" action={props.action}>
        <ErrorSummary message={props.error} />
        <TextField
          name="email"
          label="Email"
          type="email"
          autocomplete="username"
          inputmode="email"
          spellcheck={false}
          maxlength={254}
          required
          value={props.email ?? ""}
          autofocus={props.error === undefined}
        />
        <Button type="submit" tone="primary" size="large" wide>Send me a link</Button>
      </form>
    </EntranceLayout>
  );
}

/** `outboxHref` is there only on somebody's own machine, where mail goes nowhere else. */
export function MailIsOnItsWay(
  { organization, email, signInHref, outboxHref }: {
    organization: string;
    email: string;
    signInHref: string;
    outboxHref?: string;
  },
) {
  return (
    <EntranceLayout
      organization={organization}
      title="Look into your mail"
      lead={`If ${email} signs in here, a link is on its way. It works once, for 30 minutes.`}
      foot={<a href={signInHref}>Back to signing in</a>}
    >
      <ul class="entrance-notes">
        <li>Nothing after a few minutes? Look into the junk folder, or check the address for a slip.</li>
        <li>No longer have that mailbox? Call the clinic: they can hand you a link.</li>
      </ul>
      {outboxHref !== undefined && (
        <Banner actions={<ButtonLink href={outboxHref} size="small">Open the outbox</ButtonLink>}>
          This deployment runs on one machine and sends no mail to anyone.
        </Banner>
      )}
    </EntranceLayout>
  );
}

/** For a link that was read out: the address up to `/reset`, then the code. Field name: code. */
export function TypeCode({ organization, action }: { organization: string; action: string }) {
  return (
    <EntranceLayout
      organization={organization}
      title="Choose a new password"
      lead="Type the code that the clinic gave you. It works once, for an hour."
      foot={<a href="/forgot">Get a link by mail instead</a>}
    >
      <form class="form" method="post" action={action}>
        <TextField
          name="code"
          label="Code"
          hint="Four groups of four letters and digits."
          autocomplete="one-time-code"
          spellcheck={false}
          maxlength={40}
          required
          autofocus
        />
        <Button type="submit" tone="primary" size="large" wide>Go on</Button>
      </form>
    </EntranceLayout>
  );
}
