/**
 * One vital at a glance: name, newest value, when it was measured, thirty days, and when it was last heard of.
 * It shows; it never judges: no arrow, no colour and no word says good or bad.
 */
import type { HealthGroup } from "../../schema/health_type.ts";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";
import { ago, atOffset, atOffsetWithZone, dayName, inZone } from "./instant.ts";
import { measureParts, measureText } from "./measure.ts";
import { Sparkline } from "./Sparkline.tsx";
import { trendTitle, trendWords } from "./vital_words.ts";

/** Name and icon of each group, in the order of `healthGroups`. */
export const groupLooks: Record<HealthGroup, { label: string; icon: IconName }> = {
  heart: { label: "Heart", icon: "heart" },
  activity: { label: "Activity", icon: "flame" },
  sleep: { label: "Sleep", icon: "moon" },
  body: { label: "Body measurements", icon: "body" },
  respiratory: { label: "Respiratory", icon: "lungs" },
  metabolic: { label: "Metabolic", icon: "drop" },
  mobility: { label: "Mobility", icon: "steps" },
  other: { label: "Other", icon: "vitals" },
};

function when(vital: Vital, now: number | string): string {
  const { at, offset, day } = vital.latest;
  const name = dayName(at, offset, now);
  if (day) {
    return vital.kind === "interval" && vital.group === "sleep"
      ? `Night to ${name.toLowerCase() === "today" ? "today" : name}`
      : name;
  }
  return `${name}, ${atOffset(at, offset, "clock")}`;
}

/** The value set large, units small. */
export function MeasureText({ parts }: { parts: readonly [string, string][] }) {
  return (
    <>
      {parts.map(([value, unit], index) => (
        <span key={index} class="measure">
          <span class="measure-figure">{value}</span>{" "}
          {unit !== "" && <span class="measure-unit">{unit}</span>}
          {" "}
        </span>
      ))}
    </>
  );
}

/** A link to the vital's chart. `zone` is the reader's, for when it was received; the reading keeps its own. */
export function VitalTile(
  { vital, href, now, zone }: { vital: Vital; href: string; now: string; zone: string },
) {
  const { latest } = vital;
  const measure = {
    ...latest,
    kind: vital.kind,
    unit: vital.unit,
    unitDisplay: vital.unitDisplay,
    decimals: vital.decimals,
  };
  const say = (value: number) => measureText({ ...measure, value, second: null, text: null });
  const words = latest.text !== null;
  return (
    <a class="tile" href={href} data-group={vital.group}>
      <span class="tile-name">
        <Icon name={groupLooks[vital.group].icon} size={16} />
        <span>{vital.display}</span>
        <Icon name="chevron-right" size={16} class="tile-go" />
      </span>
      <span class={words ? "tile-value tile-words" : "tile-value"} title={measureText(measure)}>
        <MeasureText parts={measureParts(measure)} />
      </span>
      <span class="tile-trend" {...(vital.trend ? { title: trendTitle(vital.trend, say) } : {})}>
        {vital.trend && trendWords(vital.trend, latest, now, say)}
        {vital.sparkline.every((value) => value === null) && "Nothing in the last 30 days"}
      </span>
      <Sparkline values={vital.sparkline} bars={vital.kind !== "discrete" && vital.kind !== "correlation"} />
      <span class="tile-foot">
        <time datetime={latest.at} title={atOffsetWithZone(latest.at, latest.offset)}>
          {when(vital, now)}
        </time>
        <time datetime={vital.receivedAt} title={inZone(vital.receivedAt, zone)}>
          heard {ago(vital.receivedAt, now) ?? inZone(vital.receivedAt, zone, "day")}
        </time>
      </span>
    </a>
  );
}
