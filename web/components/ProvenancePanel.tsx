/**
 * How the number of one day came about: what is shown, who measured, what was kept of each, and what the device
 * says itself. Plain links and a plain form step through the days.
 */
import type { VitalTile as Vital } from "../../schema/observation.ts";
import type { Provenance, ProvenanceSource } from "../../schema/provenance.ts";
import { ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { HiddenFields } from "./Field.tsx";
import { calendarDay } from "./instant.ts";
import { duration, measureText } from "./measure.ts";
import { type Column, Table } from "./Table.tsx";
import { basisWords, deviceWords, sourceKindWords } from "./vital_words.ts";

export interface ProvenancePanelProps {
  vital: Vital;
  provenance: Provenance;
  /** The page with another day; the rest of its state as it is. */
  dayHref: (on: string) => string;
  /** Where the form goes, and what it must carry along. */
  action: string;
  hidden: Readonly<Record<string, string>>;
  /** The last day there can be. */
  today: string;
}

/** The calendar day `days` after another. */
function shift(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function ProvenancePanel(
  { vital, provenance, dayHref, action, hidden, today }: ProvenancePanelProps,
) {
  const { on, shown, shape, sources, device } = provenance;
  const say = (value: number | null) => {
    if (shape === "event") return value === null ? "–" : value.toLocaleString("en-US");
    const words = measureText({
      value,
      second: null,
      text: null,
      kind: vital.kind,
      unit: vital.unit,
      unitDisplay: vital.unitDisplay,
      decimals: vital.decimals,
    });
    return shape === "pair" ? `${words} systolic` : words;
  };
  const columns: Column<ProvenanceSource>[] = [
    {
      key: "source",
      label: "Source",
      primary: true,
      render: ({ name, kind, product }) => (
        <>
          {name}
          <span class="provenance-kind">
            {[sourceKindWords[kind], product].filter(Boolean).join(", ")}
          </span>
        </>
      ),
    },
    { key: "count", label: "Readings", align: "end", render: (row) => row.count.toLocaleString("en-US") },
    ...(sources.some(({ coveredMinutes }) => coveredMinutes !== null)
      ? [{
        key: "covers",
        label: shape === "night" ? "From first to last" : "Covers",
        align: "end" as const,
        render: ({ coveredMinutes }: ProvenanceSource) =>
          coveredMinutes === null ? "–" : duration(coveredMinutes),
      }]
      : []),
    {
      key: "own",
      label: shape === "level" || shape === "pair" ? "Average by itself" : "Says by itself",
      align: "end",
      render: (row) => say(row.own),
    },
    ...(shape === "sum" || shape === "night"
      ? [{
        key: "kept",
        label: "Counted here",
        align: "end" as const,
        render: (row: ProvenanceSource) => row.kept === 0 ? "–" : say(row.kept),
      }]
      : []),
  ];
  return (
    <Card
      id="provenance"
      title="How this number came about"
      flush
      actions={
        <>
          <ButtonLink href={dayHref(shift(on, -1))} size="small" icon="chevron-left" iconOnly>
            Day before
          </ButtonLink>
          <form method="get" action={`${action}#provenance`} class="row provenance-day">
            <HiddenFields values={hidden} />
            <input class="input" type="date" name="on" value={on} max={today} aria-label="Day" required />
            <button type="submit" class="button button-plain button-small">Show</button>
          </form>
          {on < today
            ? (
              <ButtonLink href={dayHref(shift(on, 1))} size="small" icon="chevron-right" iconOnly>
                Day after
              </ButtonLink>
            )
            : null}
        </>
      }
    >
      <div class="provenance-words">
        <p>
          <time datetime={on}>{calendarDay(on)}</time>
          {shown !== null && (
            <>
              : <strong>{say(shown)}</strong>
              {shape === "event" && ` ${shown === 1 ? "reading" : "readings"}`}
            </>
          )}
        </p>
        <p class="muted">{basisWords(provenance)}</p>
        {device !== null && <p class="muted">{deviceWords(device, say)}</p>}
      </div>
      {sources.length > 0 && (
        <Table
          caption={`Sources of ${vital.display} on ${calendarDay(on)}`}
          columns={columns}
          rows={sources}
          rowKey={({ id }) => String(id)}
        />
      )}
    </Card>
  );
}
