/** A password with a button to look at it. Without scripts it is a plain password field; pasting always works. */
import { useEffect, useState } from "preact/hooks";
import { fieldAttributes, FieldFrame, type FieldProps } from "../components/Field.tsx";
import { Icon } from "../components/Icon.tsx";

export interface PasswordFieldProps extends FieldProps {
  autocomplete: "current-password" | "new-password";
  minlength?: number;
}

/** The button is there only once it works; what is shown is hidden again before the form is sent. */
export default function PasswordField(props: PasswordFieldProps) {
  const [awake, setAwake] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => setAwake(true), []);
  return (
    <FieldFrame {...props}>
      <span class="password">
        <input
          class="input"
          {...(shown ? { type: "text" as const } : { type: "password" as const })}
          autocomplete={props.autocomplete}
          minlength={props.minlength}
          maxlength={256}
          spellcheck={false}
          autocapitalize="off"
          {...fieldAttributes(props)}
        />
        {awake && (
          <button
            type="button"
            class="password-toggle"
            aria-pressed={shown}
            aria-label={shown ? "Hide the password" : "Show the password"}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? "eye-off" : "eye"} />
          </button>
        )}
      </span>
    </FieldFrame>
  );
}
