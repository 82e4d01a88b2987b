/** A short answer to what the person just did. The region is in the page from the start, or nothing is announced. */
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";

export interface ToastMessage {
  id: string;
  tone: "good" | "info" | "danger";
  text: string;
}

const icons = { good: "check", info: "info", danger: "alert" } as const;

/** One toast; `onClose` is only there once scripts run. */
export function Toast({ message, onClose }: { message: ToastMessage; onClose?: () => void }) {
  return (
    <li class={`toast toast-${message.tone}`}>
      <Icon name={icons[message.tone]} />
      <p>{message.text}</p>
      {onClose && <Button tone="quiet" size="small" icon="close" iconOnly onClick={onClose}>Dismiss</Button>}
    </li>
  );
}
