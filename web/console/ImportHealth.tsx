/** Bringing an Apple Health export onto a chart. Below `PatientHeader`, or for patients inside `PatientLayout`. */
import { Card } from "../components/Card.tsx";
import { Island } from "../components/Island.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import ImportPanel, { type ImportPanelProps } from "../islands/ImportPanel.tsx";

/** Uses the island `ImportPanel`. */
export function ImportHealth({ panel }: { panel: ImportPanelProps }) {
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
            <li>Save export.zip to this computer, by AirDrop or a cable.</li>
          </ol>
        </Card>
        <SourceNote>
          Readings that also come from the phone directly are stored once. Workout routes are not taken.
        </SourceNote>
      </div>
    </div>
  );
}
