/** Derived values of one vital, each with the data it rests on and who says how. No colour, no arrow, no verdict. */
import type { VitalTile as Vital } from "../../schema/observation.ts";
import type { Derived, DerivedFigure } from "../../schema/provenance.ts";
import { Card } from "./Card.tsx";
import { duration, figure, measureText } from "./measure.ts";
import { SourceNote } from "./SourceNote.tsx";
import { Stats } from "./Stat.tsx";
import { figureLabels, figureNote } from "./vital_words.ts";

function value(figureOf: DerivedFigure, vital: Vital): string {
  const { value, second, key } = figureOf;
  const measure = {
    value,
    second,
    text: null,
    kind: vital.kind,
    unit: vital.unit,
    unitDisplay: vital.unitDisplay,
    // A spread or a slope of less than what is shown would read as none.
    decimals: key === "spread" || key === "weekly_change" ? vital.decimals + 1 : vital.decimals,
  };
  switch (figureOf.in) {
    case "unit":
      return key === "spread" ? `± ${measureText(measure)}` : measureText(measure);
    case "unit_a_week":
      return `${value > 0 ? "+" : ""}${measureText(measure)}`;
    case "percent":
      return `${figure(value, 0)}%`;
    case "hours":
      return duration(value * 60);
    case "days":
      return `${value} of ${figureOf.ofDays}`;
  }
}

/** Nothing where there is nothing to say. */
export function DerivedPanel({ vital, derived }: { vital: Vital; derived: Derived }) {
  const { figures } = derived;
  if (figures.length === 0) return null;
  const sources = [...new Set(figures.map(({ source }) => source))];
  return (
    <Card id="derived" title="Over the last weeks">
      <div class="derived">
        <Stats
          label={`Derived values of ${vital.display}`}
          stats={figures.map((each) => ({
            label: figureLabels[each.key],
            value: value(each, vital),
            note: figureNote(each),
          }))}
        />
        <SourceNote>{sources.join(". ")}.</SourceNote>
      </div>
    </Card>
  );
}
