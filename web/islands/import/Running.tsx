/** An import under way: bar, rate, time left, pause, stop. */
import type { ImportState } from "./state.ts";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { bytes } from "../../components/measure.ts";
import { Progress } from "../../components/Progress.tsx";
import { progressParts, shareDone } from "./import_words.ts";

/** The status is announced politely, at the pace of whole percents. */
export function Running(
  { state, onPause, onStop }: {
    state: ImportState & { step: "running" };
    onPause: () => void;
    onStop: () => void;
  },
) {
  const { file, progress, paused, stopping } = state;
  const share = progress === null ? undefined : shareDone(progress);
  const parts = progress === null ? ["Opening the file"] : progressParts(progress, paused);
  return (
    <div>
      <div class="import-file">
        <Icon name="file" size={24} />
        <div>
          <p class="import-file-name">{file.name}</p>
          <p class="muted small">{bytes(file.size)}</p>
        </div>
      </div>
      <Progress value={share} label="Import" />
      <p class="import-figures">{parts.map((part) => <span key={part}>{part}</span>)}</p>
      <p class="visually-hidden" role="status">
        {share === undefined ? "" : `${Math.floor(share * 10) * 10} percent`}
      </p>
      <div class="row">
        <Button icon={paused ? "play" : "pause"} onClick={onPause} disabled={stopping || progress === null}>
          {paused ? "Resume" : "Pause"}
        </Button>
        <Button tone="danger" icon="close" onClick={onStop} disabled={stopping}>
          {stopping ? "Stopping…" : "Stop"}
        </Button>
        <p class="muted small">You can close this page; the same file goes on from where it stopped.</p>
      </div>
    </div>
  );
}
