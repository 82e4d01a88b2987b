/** Opens the browser's print dialog. Without scripts it isn't there: the browser's own menu does the same. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/Button.tsx";

/** Hidden until it works. */
export default function PrintButton() {
  const [awake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  return (
    <span hidden={!awake}>
      <Button size="small" tone="primary" icon="file" onClick={() => print()}>Print or save as PDF</Button>
    </span>
  );
}
