/** Bringing an Apple Health export onto a chart. Below `PatientHeader`, or for patients inside `PatientLayout`. */
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { TextField } from "../components/Field.tsx";
import { Island } from "../components/Island.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import ImportPanel, { type ImportPanelProps } from "../islands/ImportPanel.tsx";

/** What came of asking for a pairing code: the command to type, or why there is none. */
export type Pairing = { command: string } | { error: string };

/** For archives too large for a browser tab: a code that lets the command line in once. */
function CommandLine(
  { action, askReason, pairing }: { action: string; askReason: boolean; pairing: Pairing | undefined },
) {
  if (pairing !== undefined && "command" in pairing) {
    return (
      <Card title="Import from the command line" description="The code opens once, within 10 minutes.">
        <pre class="command" tabindex={0}><code>{pairing.command}</code></pre>
      </Card>
    );
  }
  return (
    <Card
      title="Very large archives"
      description="Several gigabytes go faster from the command line of a computer that has this project."
    >
      <form class="form" method="post" action={action}>
        {askReason && (
          <TextField
            name="reason"
            label="Reason for the command line import"
            maxlength={200}
            required
            {...(pairing === undefined ? {} : { error: pairing.error })}
          />
        )}
        <div class="form-actions">
          <Button type="submit" size="small">Get a pairing code</Button>
        </div>
      </form>
    </Card>
  );
}

/** Uses the island `ImportPanel`. */
export function ImportHealth(
  { panel, pairAction, pairing }: { panel: ImportPanelProps; pairAction?: string; pairing?: Pairing },
) {
  return (
    <div class="columns">
      <Card
        title="Import Apple Health"
        description="Years of readings, in minutes. Sending the same file twice changes nothing."
      >
        <Island name="ImportPanel" of={ImportPanel} props={panel} />
        <noscript>
          <p class="muted">The file is read in this browser, which needs scripts. They are switched off.</p>
        </noscript>
      </Card>
      <div class="sections">
        <Card title="Where the file comes from">
          <ol class="steps-list">
            <li>On the iPhone, open Health and tap the picture at the top right.</li>
            <li>Tap Export All Health Data. Making the file takes a few minutes.</li>
            <li>
              Save export.zip on the device in front of you; AirDrop or a cable brings it to a computer.
            </li>
          </ol>
        </Card>
        {pairAction !== undefined && (
          <CommandLine action={pairAction} askReason={panel.askReason} pairing={pairing} />
        )}
        <SourceNote>
          Readings that also come from the phone directly are stored once. Workout routes are not taken.
        </SourceNote>
      </div>
    </div>
  );
}
