/** Copies a text. It is there only once it works: without scripts the text itself stands beside it. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/Button.tsx";

/** `label` names what is copied for those who don't see it. */
export default function CopyButton({ text, label }: { text: string; label: string }) {
  const [awake, setAwake] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setAwake(navigator.clipboard !== undefined), []);
  if (!awake) return null;
  return (
    <Button
      size="small"
      icon={copied ? "check" : "copy"}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => {})}
    >
      {copied ? "Copied" : "Copy"}
      <span class="visually-hidden">{label}</span>
    </Button>
  );
}
