/**
 * A logo or photo: chosen here, drawn anew on a canvas at the size it is shown, and sent by itself. Drawing leaves
 * behind what the file says of place and camera. Without scripts the picture that is there is shown and stays.
 */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";

export interface PictureFieldProps {
  label: string;
  hint: string;
  /** Where it is put and deleted. */
  api: string;
  /** Path of the picture that is there. */
  current: string | null;
  /** A square cut from the middle as JPEG; otherwise the whole picture with its transparency. */
  square: boolean;
}

const edge = 512, maxBytes = 200 * 1024;

async function draw(file: File, square: boolean): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  const cut = Math.min(width, height);
  const scale = Math.min(1, edge / (square ? cut : Math.max(width, height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round((square ? cut : width) * scale));
  canvas.height = Math.max(1, Math.round((square ? cut : height) * scale));
  const [x, y, w, h] = square ? [(width - cut) / 2, (height - cut) / 2, cut, cut] : [0, 0, width, height];
  canvas.getContext("2d")?.drawImage(picture, x, y, w, h, 0, 0, canvas.width, canvas.height);
  picture.close();
  const tries: [string, number][] = square
    ? [["image/jpeg", 0.88], ["image/jpeg", 0.7], ["image/jpeg", 0.5]]
    : [["image/png", 1], ["image/jpeg", 0.85]];
  for (const [type, quality] of tries) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (blob !== null && blob.size <= maxBytes) return blob;
  }
  throw new Error("too large");
}

async function base64(blob: Blob): Promise<string> {
  let text = "";
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}

function say(tone: "good" | "danger", text: string): void {
  document.dispatchEvent(new CustomEvent("toast", { detail: { tone, text } }));
}

/** Default export of the island. */
export default function PictureField({ label, hint, api, current, square }: PictureFieldProps) {
  const [awake, setAwake] = useState(false);
  const [shown, setShown] = useState(current);
  const [busy, setBusy] = useState(false);
  useEffect(() => setAwake(true), []);

  async function send(init: RequestInit, done: (answer: Response) => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      const answer = await fetch(api, init);
      if (!answer.ok) throw new Error(String(answer.status));
      await done(answer);
    } catch {
      say("danger", "The picture could not be saved. Try another one, or try again.");
    } finally {
      setBusy(false);
    }
  }

  async function choose(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    let data: string;
    try {
      data = await base64(await draw(file, square));
    } catch {
      return say("danger", "This file is not a picture that can be shown. Choose a JPEG or PNG.");
    }
    await send({
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data }),
    }, async (answer) => {
      const { path } = await answer.json() as { path: string };
      setShown(path);
      say("good", "The picture was saved.");
    });
  }

  const remove = () =>
    send({ method: "DELETE" }, () => {
      setShown(null);
      say("good", "The picture was removed.");
      return Promise.resolve();
    });

  return (
    <div class="picture-field" aria-busy={busy}>
      <div class={square ? "picture-frame picture-frame-round" : "picture-frame"}>
        {shown === null
          ? <Icon name={square ? "user" : "file"} size={32} />
          : <img src={shown} alt={label} />}
      </div>
      <div class="picture-text">
        <p class="field-label">{label}</p>
        <p class="field-hint">{hint}</p>
        {awake
          ? (
            <div class="row">
              <label class="button button-plain button-small">
                <Icon name="upload" size={16} />
                <span>{shown === null ? "Choose a picture" : "Replace"}</span>
                <input
                  type="file"
                  class="visually-hidden"
                  accept="image/*"
                  aria-label={`${label}: choose a picture`}
                  disabled={busy}
                  onChange={(event) => {
                    const input = event.currentTarget;
                    void choose(input.files?.[0]).finally(() => input.value = "");
                  }}
                />
              </label>
              {shown !== null && (
                <Button
                  size="small"
                  tone="quiet"
                  disabled={busy}
                  onClick={() => void remove()}
                >
                  Remove
                </Button>
              )}
            </div>
          )
          : <p class="field-hint">Pictures are prepared in your browser, which needs scripts.</p>}
      </div>
    </div>
  );
}
