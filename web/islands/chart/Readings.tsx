/** The raw readings behind a point, or the newest of the range before one is chosen. */
import type { Reading } from "../../../schema/observation.ts";
import { Badge } from "../../components/Badge.tsx";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { Table } from "../../components/Table.tsx";
import { readingValue, readingWhen, type ValueLook } from "./words.ts";

export interface ReadingsProps {
  title: string;
  readings: readonly Reading[];
  look: ValueLook;
  loading: boolean;
  /** Where a reading of the clinic is corrected, for those who may. */
  correctPath?: string;
  /** Everything behind the chart, as a spreadsheet. */
  downloadHref: string;
  /** There is a further page. */
  onMore?: (() => void) | undefined;
}

/** The device's own name; or that it was the clinic, who, what was noted, and the way to correct it. */
function Provenance({ reading, correctPath }: { reading: Reading; correctPath: string | undefined }) {
  if (reading.measuredBy === null) return <>{reading.source}</>;
  return (
    <span class="provenance">
      <span class="provenance-who">
        <Badge tone="accent">Clinic</Badge>
        {reading.measuredBy}
        {correctPath !== undefined && (
          <a href={`${correctPath}?replaces=${reading.uuid}`}>
            Correct<span class="visually-hidden">this reading</span>
          </a>
        )}
      </span>
      {reading.note !== null && <span class="muted small">{reading.note}</span>}
    </span>
  );
}

/** A table with value, time with zone, and source. */
export function Readings(
  { title, readings, look, loading, correctPath, downloadHref, onMore }: ReadingsProps,
) {
  return (
    <section class="card card-flush readings" aria-labelledby="readings-title" aria-busy={loading}>
      <header class="card-header">
        <div>
          <h2 class="card-title" id="readings-title">Readings</h2>
          <p class="card-description" aria-live="polite">{loading ? "Fetching…" : title}</p>
        </div>
        {readings.length > 0 && (
          <ButtonLink href={downloadHref} size="small" tone="quiet" icon="download">
            This range (CSV)
          </ButtonLink>
        )}
      </header>
      <div class="card-body">
        {readings.length === 0
          ? <p class="list-row muted">Choose a point on the chart to see the readings behind it.</p>
          : (
            <Table
              caption="Readings"
              rows={readings}
              rowKey={(reading) => reading.uuid}
              columns={[
                {
                  key: "value",
                  label: "Value",
                  primary: true,
                  render: (reading) => readingValue(reading, look),
                },
                {
                  key: "when",
                  label: "When",
                  render: (reading) => <time datetime={reading.start}>{readingWhen(reading)}</time>,
                },
                {
                  key: "source",
                  label: "Source",
                  render: (reading) => <Provenance reading={reading} correctPath={correctPath} />,
                },
              ]}
            />
          )}
        {onMore !== undefined && (
          <div class="pagination">
            <Button size="small" onClick={onMore} disabled={loading}>More readings</Button>
          </div>
        )}
      </div>
    </section>
  );
}
