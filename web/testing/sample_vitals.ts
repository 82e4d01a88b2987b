/**
 * Believable vitals for looking at the screens: a year with daily rhythm, gaps, a travel day, and none of it real.
 * The same seed gives the same figures.
 */
import type { HealthGroup } from "../../schema/health_type.ts";
import type { Chart, Reading, VitalTile } from "../../schema/observation.ts";

/** Friday, 20 November 2026, 9:30 in Chicago. */
export const now = "2026-11-20T15:30:00Z";
export const zone = "America/Chicago";
export const today = "2026-11-20";
const nowMs = Date.parse(now);
const dayMs = 86_400_000;
const offset = -360;

/** A small generator (mulberry32): uniform in 0–1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Vital {
  type: string;
  display: string;
  group: HealthGroup;
  kind: string;
  unit: string;
  unitDisplay: string;
  decimals: number;
  shape: Chart["shape"];
  /** Usual value, and how far a day strays from it. */
  usual: number;
  stray: number;
  second?: number;
  reference?: VitalTile["reference"];
  /** Share of days with data. */
  density: number;
  day?: boolean;
  text?: string;
  receivedMinutesAgo: number;
}

const q = (name: string) => `HKQuantityTypeIdentifier${name}`;
const level = { kind: "discrete", shape: "level" as const };
const sum = { kind: "cumulative", shape: "sum" as const, day: true };

export const vitals: readonly Vital[] = [
  {
    ...level,
    type: q("HeartRate"),
    display: "Heart Rate",
    group: "heart",
    unit: "/min",
    unitDisplay: "bpm",
    decimals: 0,
    usual: 72,
    stray: 9,
    density: 1,
    receivedMinutesAgo: 8,
  },
  {
    ...level,
    type: q("RestingHeartRate"),
    display: "Resting Heart Rate",
    group: "heart",
    unit: "/min",
    unitDisplay: "bpm",
    decimals: 0,
    usual: 58,
    stray: 3,
    density: 0.95,
    day: true,
    receivedMinutesAgo: 130,
    reference: { low: 60, high: 100, source: "American Heart Association, 2024" },
  },
  {
    ...level,
    type: q("HeartRateVariabilitySDNN"),
    display: "Heart Rate Variability",
    group: "heart",
    unit: "ms",
    unitDisplay: "ms",
    decimals: 0,
    usual: 44,
    stray: 12,
    density: 0.9,
    receivedMinutesAgo: 130,
  },
  {
    kind: "correlation",
    shape: "pair",
    type: "HKCorrelationTypeIdentifierBloodPressure",
    display: "Blood Pressure",
    group: "heart",
    unit: "mm[Hg]",
    unitDisplay: "mmHg",
    decimals: 0,
    usual: 126,
    stray: 7,
    second: 79,
    density: 0.4,
    receivedMinutesAgo: 1500,
    reference: { high: 130, source: "ACC/AHA 2017" },
  },
  {
    kind: "category",
    shape: "event",
    type: "HKCategoryTypeIdentifierHighHeartRateEvent",
    display: "High Heart Rate Notifications",
    group: "heart",
    unit: "",
    unitDisplay: "",
    decimals: 0,
    usual: 1,
    stray: 1,
    density: 0.05,
    text: "Notified",
    receivedMinutesAgo: 12_000,
  },
  {
    ...sum,
    type: q("StepCount"),
    display: "Steps",
    group: "activity",
    unit: "{steps}",
    unitDisplay: "steps",
    decimals: 0,
    usual: 8400,
    stray: 3100,
    density: 1,
    receivedMinutesAgo: 8,
  },
  {
    ...sum,
    type: q("ActiveEnergyBurned"),
    display: "Active Energy",
    group: "activity",
    unit: "kcal",
    unitDisplay: "kcal",
    decimals: 0,
    usual: 460,
    stray: 170,
    density: 1,
    receivedMinutesAgo: 8,
  },
  {
    ...sum,
    type: q("AppleExerciseTime"),
    display: "Exercise Minutes",
    group: "activity",
    unit: "min",
    unitDisplay: "min",
    decimals: 0,
    usual: 32,
    stray: 18,
    density: 0.96,
    receivedMinutesAgo: 8,
  },
  {
    kind: "interval",
    shape: "night",
    type: "HKCategoryTypeIdentifierSleepAnalysis",
    display: "Sleep",
    group: "sleep",
    unit: "h",
    unitDisplay: "h",
    decimals: 1,
    usual: 7.1,
    stray: 0.8,
    density: 0.93,
    day: true,
    receivedMinutesAgo: 220,
  },
  {
    ...level,
    type: q("BodyMass"),
    display: "Weight",
    group: "body",
    unit: "kg",
    unitDisplay: "kg",
    decimals: 1,
    usual: 81.4,
    stray: 0.5,
    density: 0.3,
    receivedMinutesAgo: 3100,
  },
  {
    ...level,
    type: q("BodyMassIndex"),
    display: "Body Mass Index",
    group: "body",
    unit: "kg/m2",
    unitDisplay: "kg/m²",
    decimals: 1,
    usual: 25.4,
    stray: 0.2,
    density: 0.3,
    receivedMinutesAgo: 3100,
    reference: { low: 18.5, high: 24.9, source: "WHO 2000" },
  },
  {
    ...level,
    type: q("BodyTemperature"),
    display: "Body Temperature",
    group: "body",
    unit: "Cel",
    unitDisplay: "°C",
    decimals: 1,
    usual: 36.6,
    stray: 0.2,
    density: 0.06,
    receivedMinutesAgo: 52_000,
  },
  {
    ...level,
    type: q("OxygenSaturation"),
    display: "Blood Oxygen",
    group: "respiratory",
    unit: "%",
    unitDisplay: "%",
    decimals: 0,
    usual: 97,
    stray: 1,
    density: 0.92,
    receivedMinutesAgo: 220,
    reference: { low: 95, high: 100, source: "WHO 2011" },
  },
  {
    ...level,
    type: q("RespiratoryRate"),
    display: "Respiratory Rate",
    group: "respiratory",
    unit: "/min",
    unitDisplay: "breaths/min",
    decimals: 1,
    usual: 14.6,
    stray: 0.8,
    density: 0.92,
    receivedMinutesAgo: 220,
  },
  {
    ...level,
    type: q("BloodGlucose"),
    display: "Blood Glucose",
    group: "metabolic",
    unit: "mg/dL",
    unitDisplay: "mg/dL",
    decimals: 0,
    usual: 118,
    stray: 22,
    density: 0.98,
    receivedMinutesAgo: 3,
    reference: { low: 70, high: 180, source: "ADA Standards of Care 2025, time in range" },
  },
  {
    ...level,
    type: q("WalkingSpeed"),
    display: "Walking Speed",
    group: "mobility",
    unit: "km/h",
    unitDisplay: "km/h",
    decimals: 1,
    usual: 4.9,
    stray: 0.3,
    density: 0.8,
    receivedMinutesAgo: 130,
  },
  {
    ...level,
    type: q("AppleWalkingSteadiness"),
    display: "Walking Steadiness",
    group: "mobility",
    unit: "%",
    unitDisplay: "%",
    decimals: 0,
    usual: 71,
    stray: 4,
    density: 0.14,
    receivedMinutesAgo: 7400,
  },
];

function daily(vital: Vital, index: number, random: () => number): number | null {
  if (random() > vital.density) return null;
  const season = Math.sin(index / 58) * vital.stray * 0.6;
  const week = index % 7 < 2 ? vital.stray * 0.3 : 0;
  const value = vital.usual + season + week + (random() + random() - 1) * vital.stray;
  return Math.max(0, Number(value.toFixed(vital.decimals)));
}

/** The tile of one vital. */
export function sampleTile(vital: Vital): VitalTile {
  const random = randomFrom(vital.type.length * 7919);
  const sparkline = Array.from({ length: 30 }, (_, index) => daily(vital, 335 + index, random));
  const value = sparkline.findLast((day) => day !== null) ?? vital.usual;
  const receivedAt = new Date(nowMs - vital.receivedMinutesAgo * 60_000).toISOString();
  return {
    type: vital.type,
    display: vital.display,
    group: vital.group,
    kind: vital.kind,
    unit: vital.unit,
    unitDisplay: vital.unitDisplay,
    decimals: vital.decimals,
    latest: {
      value: vital.text === undefined ? value : null,
      second: vital.second ?? null,
      text: vital.text ?? null,
      at: new Date(nowMs - (vital.receivedMinutesAgo + 4) * 60_000).toISOString(),
      offset,
      day: vital.day ?? false,
      source: "Tomás’s Apple Watch",
    },
    receivedAt,
    firstAt: new Date(nowMs - 900 * dayMs).toISOString(),
    sparkline,
    count: Math.round(vital.density * 214_310),
    ...(vital.text === undefined && {
      trend: {
        on: "2026-03-02",
        value,
        baseline: vital.usual,
        deviation: value - vital.usual,
        direction: Math.abs(value - vital.usual) < vital.usual * 0.03
          ? "usual" as const
          : value > vital.usual
          ? "above" as const
          : "below" as const,
        days: 58,
      },
    }),
    ...(vital.reference === undefined ? {} : { reference: vital.reference }),
  };
}

const resolutionMs = { raw: 300_000, hour: 3_600_000, day: dayMs, week: 7 * dayMs, month: 30 * dayMs };

/** The chart that the server would answer with: the finest resolution of at most 800 points. */
export function sampleChart(type: string, from: number, to: number): Chart {
  const vital = vitals.find((candidate) => candidate.type === type) ?? vitals[0]!;
  const finest = vital.shape === "level" && vital.density === 1
    ? ["raw", "hour", "day", "week", "month"] as const
    : vital.shape === "sum"
    ? ["hour", "day", "week", "month"] as const
    : ["day", "week", "month"] as const;
  const resolution = finest.find((name) => (to - from) / resolutionMs[name] <= 800) ?? "month";
  const step = resolutionMs[resolution];
  const first = Math.ceil((from + offset * 60_000) / step) * step - offset * 60_000;
  const chart: Chart = {
    type,
    kind: vital.kind,
    shape: vital.shape,
    resolution: resolution === "day" && vital.density < 0.5 && vital.shape === "level" ? "raw" : resolution,
    unit: vital.unit,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    at: [],
    offset: [],
    count: [],
    min: [],
    average: [],
    max: [],
    last: [],
    coverage: [],
  };
  if (vital.second !== undefined) Object.assign(chart, { secondMin: [], secondAverage: [], secondMax: [] });
  if (vital.shape === "night") {
    chart.stages = { inBed: [], awake: [], rem: [], core: [], deep: [], unspecified: [] };
  }
  for (let at = first; at < Math.min(to, nowMs); at += step) {
    const random = randomFrom(Math.floor(at / 1000) + type.length);
    const index = Math.floor(at / dayMs);
    const day = daily(vital, index, random);
    if (day === null || (resolution !== "month" && index % 97 > 90)) continue;
    const hour = ((at + offset * 60_000) % dayMs) / 3_600_000;
    const rhythm = resolution === "raw" || resolution === "hour"
      ? vital.shape === "sum"
        ? (hour < 7 || hour > 22 ? 0.01 : 0.1 * random())
        : 0.82 + 0.3 * Math.sin((hour - 8) / 24 * 2 * Math.PI)
      : 1;
    const value = day * rhythm * (vital.shape === "sum" && resolution === "week" ? 7 : 1);
    const spread = resolution === "raw" ? 0 : vital.stray * (0.6 + random());
    chart.at.push(at);
    chart.offset.push(offset);
    chart.count.push(
      vital.shape === "event"
        ? 1 + Math.floor(random() * 3)
        : resolution === "raw"
        ? 1
        : 20 + Math.floor(random() * 200),
    );
    chart.average.push(value);
    chart.min.push(vital.shape === "level" || vital.shape === "pair" ? value - spread : null);
    chart.max.push(
      vital.shape === "level" || vital.shape === "pair"
        ? value + spread * (vital.group === "heart" ? 2.1 : 1.1)
        : null,
    );
    chart.last.push(value);
    chart.coverage.push(index % 9 === 0 ? 0.62 : 1);
    if (vital.second !== undefined) {
      const second = vital.second + (value - vital.usual) * 0.5;
      chart.secondAverage?.push(second);
      chart.secondMin?.push(second - spread * 0.6);
      chart.secondMax?.push(second + spread * 0.6);
    }
    if (chart.stages) {
      const minutes = value * 60;
      chart.stages.deep.push(Math.round(minutes * 0.16));
      chart.stages.core.push(Math.round(minutes * 0.56));
      chart.stages.rem.push(Math.round(minutes * 0.28));
      chart.stages.unspecified.push(0);
      chart.stages.awake.push(Math.round(12 + random() * 30));
      chart.stages.inBed.push(Math.round(minutes + 40));
    }
  }
  return chart;
}

/** Raw readings in a stretch of time, newest first. */
export function sampleReadings(type: string, from: number, to: number, most = 8): Reading[] {
  const vital = vitals.find((candidate) => candidate.type === type) ?? vitals[0]!;
  const end = Math.min(to, nowMs);
  return Array.from({ length: most }, (_, index) => {
    const start = new Date(Math.max(from, end - (index + 1) * 312_000)).toISOString();
    const random = randomFrom(index + 1);
    return {
      type,
      start,
      end: start,
      offset,
      value: vital.text === undefined ? vital.usual + (random() - 0.5) * vital.stray : null,
      text: vital.text ?? null,
      unit: vital.unit,
      source: index % 3 === 2 ? "Withings Body+" : "Tomás’s Apple Watch",
      second: null,
      measuredBy: null,
      note: null,
      uuid: `8f0e5a1c-0000-4000-8000-${String(index).padStart(12, "0")}`,
      detail: null,
    };
  });
}
