/** Choosing the file, by dropping it or by the button, and for clinicians the reason. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { TextField } from "../../components/Field.tsx";
import { Icon } from "../../components/Icon.tsx";
import { bytes } from "../../components/measure.ts";

/** `onStart` gets the file and, where one is asked for, the reason. */
export function Choose(
  { askReason, problem, onStart }: {
    askReason: boolean;
    problem: string | null;
    onStart: (file: File, reason: string | undefined) => void;
  },
) {
  const [awake, setAwake] = useState(false);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState<"file" | "reason" | null>(null);
  useEffect(() => setAwake(true), []);

  const take = (files: FileList | null | undefined) => {
    const first = files?.[0];
    if (first === undefined) return;
    setFile(first);
    setMissing(null);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement).get("reason");
    const reason = typeof given === "string" ? given.trim() : "";
    if (file === null) return setMissing("file");
    if (askReason && reason.length < 3) return setMissing("reason");
    onStart(file, askReason ? reason : undefined);
  };

  return (
    <form class="form" onSubmit={submit} noValidate>
      <div
        class={over ? "drop-zone drop-zone-over" : "drop-zone"}
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <Icon name={file === null ? "upload" : "file"} size={32} />
        <p class="drop-zone-title">{file === null ? "Choose export.zip, or drop it here" : file.name}</p>
        <p class="muted small" id="import-file-hint">
          {file === null
            ? "It is read on this device, piece by piece. The file itself is never sent."
            : `${bytes(file.size)}, ready to be read`}
        </p>
        <label class="button button-plain file-button">
          <Icon name="file" />
          {file === null ? "Choose a file" : "Choose another"}
          <input
            class="visually-hidden"
            type="file"
            accept=".zip,.xml,application/zip,text/xml"
            aria-describedby="import-file-hint"
            disabled={!awake}
            onChange={(event) => take(event.currentTarget.files)}
          />
        </label>
        {missing === "file" && <p class="field-error" role="alert">Choose the file first.</p>}
      </div>
      {askReason && (
        <TextField
          name="reason"
          label="Reason"
          hint="Stands in the chart's access log, where the patient may read it."
          maxlength={200}
          autocomplete="off"
          required
          {...(missing === "reason" ? { error: "Say in a few words why you bring this in." } : {})}
        />
      )}
      {problem !== null && <p class="field-error" role="alert">{problem}</p>}
      <div class="form-actions">
        <Button type="submit" tone="primary" icon="upload" disabled={!awake}>Start the import</Button>
      </div>
    </form>
  );
}
