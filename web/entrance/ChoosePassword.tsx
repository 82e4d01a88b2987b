/** Choosing a password by a one-use link. Showing this page uses nothing: only its form does. */
import type { ComponentChildren } from "preact";
import { Button, ButtonLink } from "../components/Button.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { Island } from "../components/Island.tsx";
import PasswordField from "../islands/PasswordField.tsx";
import { EntranceLayout } from "./layout.tsx";

export interface ChoosePasswordProps {
  organization: string;
  action: string;
  title: string;
  lead?: ComponentChildren;
  submit: string;
  errors?: readonly FieldError[];
  message?: string;
  /** Above the password: who it is for. */
  before?: ComponentChildren;
  /** Below the password: what is agreed to. */
  after?: ComponentChildren;
}

/** What makes a good one, in words. */
export const passwordHint =
  "At least 15 characters. A few unrelated words work well; a password manager works best.";

/** Field names: password, and those of `after`. Uses the island `PasswordField`. */
export function ChoosePassword(props: ChoosePasswordProps) {
  return (
    <EntranceLayout organization={props.organization} title={props.title} lead={props.lead}>
      <form class="form" method="post" action={props.action}>
        <ErrorSummary message={props.message} errors={props.errors ?? []} />
        {props.before}
        <Island
          name="PasswordField"
          of={PasswordField}
          props={{
            name: "password",
            label: "New password",
            hint: passwordHint,
            minlength: 15,
            autocomplete: "new-password",
            required: true,
            ...errorOf(props.errors, "password"),
          }}
        />
        {props.after}
        <Button type="submit" tone="primary" size="large" wide>{props.submit}</Button>
      </form>
    </EntranceLayout>
  );
}

/** A link that opens nothing any more, and what to do about it. */
export function LinkIsOver(
  { organization, text, children }: { organization: string; text: string; children?: ComponentChildren },
) {
  return (
    <EntranceLayout organization={organization} title="This link is over" lead={text}>
      <div class="row error-page-actions">{children}</div>
    </EntranceLayout>
  );
}

/** The way back in, for somebody whose reset link is over. */
export function NewLink({ href }: { href: string }) {
  return <ButtonLink href={href} tone="primary">Ask for a new link</ButtonLink>;
}
