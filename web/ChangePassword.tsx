/** Changing one's own password, in Settings and in a patient's Account: the present one first. */
import { Button, ButtonLink } from "./components/Button.tsx";
import { Card } from "./components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "./components/ErrorSummary.tsx";
import { Island } from "./components/Island.tsx";
import { PageHeader } from "./components/PageHeader.tsx";
import { passwordHint } from "./entrance/ChoosePassword.tsx";
import PasswordField from "./islands/PasswordField.tsx";

/** Field names: current, password. Uses the island `PasswordField`. */
export function ChangePassword(
  { action, cancelHref, errors, message }: {
    action: string;
    cancelHref: string;
    errors?: readonly FieldError[];
    message?: string;
  },
) {
  return (
    <>
      <PageHeader
        title="Change your password"
        description="You stay signed in here and are signed out everywhere else."
      />
      <form class="form" method="post" action={action}>
        <ErrorSummary message={message} errors={errors ?? []} />
        <Card>
          <div class="form">
            <Island
              name="PasswordField"
              of={PasswordField}
              props={{
                name: "current",
                label: "Present password",
                autocomplete: "current-password",
                required: true,
                ...errorOf(errors, "current"),
              }}
            />
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
                ...errorOf(errors, "password"),
              }}
            />
          </div>
        </Card>
        <div class="form-actions">
          <Button type="submit" tone="primary">Change the password</Button>
          <ButtonLink href={cancelHref} tone="quiet">Cancel</ButtonLink>
        </div>
      </form>
    </>
  );
}
