/**
 * Signing in with e-mail and password. Works without scripts; the answer to a failed try is one sentence that is
 * the same for known and unknown addresses, so the form never points at the field that was wrong.
 */
import { Banner } from "../components/Banner.tsx";
import { Button } from "../components/Button.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { HiddenFields, TextField } from "../components/Field.tsx";
import { Island } from "../components/Island.tsx";
import PasswordField from "../islands/PasswordField.tsx";
import { EntranceLayout } from "./layout.tsx";

export interface SignInProps {
  organization: string;
  action: string;
  hidden?: Readonly<Record<string, string>>;
  email?: string;
  /** Why the last try failed. */
  error?: string;
  /** Something to know first, e.g. that the session ended. */
  notice?: string;
  forgotHref?: string;
}

/** Uses the island `PasswordField`. */
export function SignIn(props: SignInProps) {
  return (
    <EntranceLayout
      organization={props.organization}
      title="Sign in"
      foot={props.forgotHref && <a href={props.forgotHref}>Forgot your password?</a>}
    >
      <form class="form" method="post" action={props.action}>
        <ErrorSummary message={props.error} />
        {props.notice !== undefined && <Banner>{props.notice}</Banner>}
        <HiddenFields values={props.hidden} />
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
        <Island
          name="PasswordField"
          of={PasswordField}
          props={{ name: "password", label: "Password", autocomplete: "current-password", required: true }}
        />
        <Button type="submit" tone="primary" size="large" wide>Sign in</Button>
      </form>
    </EntranceLayout>
  );
}
