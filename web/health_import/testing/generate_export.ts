/**
 * Apple Health exports of any size from a seed, streamed, for tests and benchmarks.
 *
 * The same options give the same bytes. Rows stand as Apple writes them: by type, then by time, whole seconds,
 * local offsets with daylight saving and travel, blood pressure repeated at top level. It is believable, not
 * medical: nothing here describes anybody. It refuses to be asked for nothing.
 */
import { daysOf, type GeneratedDay, timeText } from "./generated_days.ts";
import { seededRandom } from "./seeded_random.ts";

export interface GenerateOptions {
  /** Stop near this size; the file ends properly, at most a few percent above or below. */
  readonly bytes?: number;
  /** Or near this number of rows; about 330 bytes each. One of the two. */
  readonly records?: number;
  readonly seed?: number;
  /** Years that the rows spread over; by default as many as keep the daily density natural (at least one). */
  readonly years?: number;
}

/** What a generated file holds, for tests to hold a reader against. */
export interface GeneratedTruth {
  /** Elements `Record` (children of correlations included), `Correlation` and `Workout`, by type. */
  readonly rows: Record<string, number>;
  /** The same with each repeated child counted once: what a store ends up with. */
  readonly distinct: Record<string, number>;
  /** Days that have an `ActivitySummary` that isn't all zeros. */
  readonly activityDays: number;
  readonly elements: number;
}

export interface GeneratedExport {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Resolves when the stream was read to its end. */
  readonly truth: Promise<GeneratedTruth>;
}

const quantity = "HKQuantityTypeIdentifier";
const watchName = "Robin\u2019s Apple\u00a0Watch";
const phoneName = "Robin\u2019s iPhone";

interface Writer {
  readonly random: () => number;
  readonly days: readonly GeneratedDay[];
  readonly rows: Record<string, number>;
  readonly distinct: Record<string, number>;
}

const watchDevice = (days: number) =>
  `&lt;&lt;HKDevice: 0x${
    (0x281600000 + days * 64).toString(16)
  }&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:9.${
    days % 5
  }&gt;`;
const phoneDevice = (days: number) =>
  `&lt;&lt;HKDevice: 0x${
    (0x283100000 + days * 64).toString(16)
  }&gt;, name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone13,2, software:16.${
    days % 7
  }&gt;`;

/** The attributes of a row that don't change within a day. */
function head(type: string, unit: string, day: GeneratedDay, phone: boolean): string {
  const source = phone ? phoneName : watchName;
  const device = phone ? phoneDevice(day.index >> 6) : watchDevice(day.index >> 6);
  const version = phone ? `16.${(day.index >> 6) % 7}` : `9.${(day.index >> 6) % 5}`;
  return ` <Record type="${type}" sourceName="${source}" sourceVersion="${version}" device="${device}"${
    unit === "" ? "" : ` unit="${unit}"`
  } creationDate="`;
}

interface Series {
  readonly type: string;
  readonly unit: string;
  /** Share of all rows. */
  readonly share: number;
  /** Mean seconds that a row lasts; 0 for instants. */
  readonly seconds: number;
  readonly phone?: boolean;
  value(random: () => number, secondOfDay: number): string;
  metadata?(random: () => number, day: GeneratedDay): string;
}

const motion = (random: () => number) =>
  `  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="${random() < 0.8 ? 1 : 2}"/>\n`;

function beats(random: () => number, day: GeneratedDay): string {
  let text = "  <HeartRateVariabilityMetadataList>\n";
  for (let beat = 0; beat < 8; beat++) {
    text += `   <InstantaneousBeatsPerMinute bpm="${55 + Math.floor(random() * 20)}" time="${
      timeText(3600 * 7 + beat)
    },${day.index % 10}1"/>\n`;
  }
  return `${text}  </HeartRateVariabilityMetadataList>\n`;
}

/** A day's wave: low at 4 in the morning, high in the afternoon. */
const daily = (second: number) => 0.5 - 0.5 * Math.cos(((second - 14_400) / 86_400) * 2 * Math.PI);

const stages = ["AsleepCore", "AsleepDeep", "AsleepREM", "Awake", "InBed"];

const series: readonly Series[] = [
  {
    type: `${quantity}HeartRate`,
    unit: "count/min",
    share: 0.5,
    seconds: 0,
    value: (random, second) => String(Math.round(52 + 30 * daily(second) + 25 * random() ** 4)),
    metadata: motion,
  },
  {
    type: `${quantity}StepCount`,
    unit: "count",
    share: 0.1,
    seconds: 240,
    value: (random, second) => String(1 + Math.floor(300 * random() * daily(second))),
  },
  {
    type: `${quantity}StepCount`,
    unit: "count",
    share: 0.1,
    seconds: 300,
    phone: true,
    value: (random, second) => String(1 + Math.floor(280 * random() * daily(second))),
  },
  {
    type: `${quantity}ActiveEnergyBurned`,
    unit: "Cal",
    share: 0.17,
    seconds: 60,
    value: (random, second) => (0.05 + 4 * random() * daily(second)).toFixed(3),
  },
  {
    type: `${quantity}DistanceWalkingRunning`,
    unit: "mi",
    share: 0.07,
    seconds: 300,
    value: (random) => (0.002 + 0.2 * random()).toFixed(6),
  },
  {
    type: "HKCategoryTypeIdentifierSleepAnalysis",
    unit: "",
    share: 0.03,
    seconds: 900,
    value: (random) => `HKCategoryValueSleepAnalysis${stages[Math.floor(random() * stages.length)]}`,
    metadata: (_random, day) => `  <MetadataEntry key="HKTimeZone" value="${day.zone}"/>\n`,
  },
  {
    type: `${quantity}OxygenSaturation`,
    unit: "%",
    share: 0.01,
    seconds: 0,
    value: (random) => (0.93 + 0.07 * random()).toFixed(2),
    metadata: () => `  <MetadataEntry key="HKMetadataKeyBarometricPressure" value="740.2 mmHg"/>\n`,
  },
  {
    type: `${quantity}HeartRateVariabilitySDNN`,
    unit: "ms",
    share: 0.006,
    seconds: 60,
    value: (random) => (20 + 70 * random()).toFixed(4),
    metadata: beats,
  },
  {
    type: `${quantity}RespiratoryRate`,
    unit: "count/min",
    share: 0.008,
    seconds: 0,
    value: (random) => String(12 + Math.floor(random() * 12) / 2),
  },
  {
    type: `${quantity}BodyMass`,
    unit: "lb",
    share: 0.001,
    seconds: 0,
    phone: true,
    value: (random) => (165 + 6 * random()).toFixed(1),
    metadata: () => `  <MetadataEntry key="HKWasUserEntered" value="1"/>\n`,
  },
];

const count = (writer: Writer, type: string, distinct = true) => {
  writer.rows[type] = (writer.rows[type] ?? 0) + 1;
  if (distinct) writer.distinct[type] = (writer.distinct[type] ?? 0) + 1;
};

/** Rows of one series, evenly over the days with jitter, never two in one second. Yields pieces of text. */
function* writeSeries(writer: Writer, one: Series, rows: number): Generator<string> {
  const { days, random } = writer;
  const perDay = rows / days.length;
  let due = 0;
  let piece = "";
  for (const day of days) {
    due += perDay;
    const today = Math.floor(due);
    if (today === 0) continue;
    due -= today;
    const start = head(one.type, one.unit, day, one.phone ?? false);
    const step = 86_000 / today;
    const length = Math.min(one.seconds, Math.floor(step));
    for (let row = 0; row < today; row++) {
      const second = Math.floor((row + (step > 2 ? random() * 0.9 : 0)) * step);
      const value = one.value(random, second);
      const startText = day.at(second);
      const endText = length === 0 ? startText : day.at(second + Math.ceil(random() * length));
      const metadata = one.metadata?.(random, day);
      piece += `${start}${endText}" startDate="${startText}" endDate="${endText}" value="${value}"${
        metadata === undefined ? "/>\n" : `>\n${metadata} </Record>\n`
      }`;
      count(writer, one.type);
    }
    if (piece.length > 100_000) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

/** Blood pressure: each reading as two top-level rows and again inside its correlation. */
function* writeBloodPressure(writer: Writer, readings: number): Generator<string> {
  const { days, random } = writer;
  const names = [`${quantity}BloodPressureSystolic`, `${quantity}BloodPressureDiastolic`] as const;
  const correlations: string[] = [];
  const everyDays = Math.max(1, Math.floor(days.length / Math.max(1, readings)));
  for (let reading = 0; reading < readings && reading * everyDays < days.length; reading++) {
    const day = days[reading * everyDays];
    if (day === undefined) break;
    const at = day.at(27_000 + Math.floor(random() * 3_600));
    const attributes = `sourceName="Cuff &amp; Co" sourceVersion="3.1" `;
    let inside = "";
    for (const name of names) {
      const value = Math.round((name === names[0] ? 118 : 76) + 14 * random());
      const row = `<Record type="${name}" ${attributes}unit="mmHg" creationDate="${at}" startDate="${at}" ` +
        `endDate="${at}" value="${value}"/>\n`;
      yield ` ${row}`;
      inside += `  ${row}`;
      count(writer, name);
      count(writer, name, false);
    }
    count(writer, "HKCorrelationTypeIdentifierBloodPressure");
    correlations.push(
      ` <Correlation type="HKCorrelationTypeIdentifierBloodPressure" ${attributes}creationDate="${at}" ` +
        `startDate="${at}" endDate="${at}">\n${inside} </Correlation>\n`,
    );
  }
  yield* correlations;
}

function* writeWorkouts(writer: Writer, workouts: number): Generator<string> {
  const { days, random } = writer;
  const kinds = ["Running", "Walking", "Cycling", "Yoga"];
  for (let workout = 0; workout < workouts; workout++) {
    const day = days[Math.floor((workout / workouts) * days.length)];
    if (day === undefined) break;
    const start = 61_200 + Math.floor(random() * 3_600);
    const minutes = 20 + Math.floor(random() * 40);
    const from = day.at(start), to = day.at(start + minutes * 60);
    const kind = kinds[workout % kinds.length];
    yield ` <Workout workoutActivityType="HKWorkoutActivityType${kind}" duration="${minutes}" durationUnit="min" ` +
      `sourceName="${watchName}" sourceVersion="9.1" creationDate="${to}" startDate="${from}" endDate="${to}">\n` +
      `  <MetadataEntry key="HKTimeZone" value="${day.zone}"/>\n` +
      `  <WorkoutEvent type="HKWorkoutEventTypePause" date="${day.at(start + 300)}"/>\n` +
      `  <WorkoutStatistics type="${quantity}ActiveEnergyBurned" startDate="${from}" endDate="${to}" ` +
      `sum="${(minutes * 9.5).toFixed(2)}" unit="Cal"/>\n` +
      `  <WorkoutRoute sourceName="${watchName}" startDate="${from}" endDate="${to}">\n` +
      `   <FileReference path="/workout-routes/route_${day.on}.gpx"/>\n  </WorkoutRoute>\n </Workout>\n`;
    count(writer, "HKWorkoutTypeIdentifier");
  }
}

function* writeActivity(writer: Writer, active: { days: number }): Generator<string> {
  for (const day of writer.days) {
    const worn = day.index % 9 !== 4;
    if (worn) active.days++;
    const of = (value: number) => (worn ? value : 0);
    yield ` <ActivitySummary dateComponents="${day.on}" activeEnergyBurned="${
      of(320 + Math.floor(writer.random() * 400))
    }" activeEnergyBurnedGoal="500" activeEnergyBurnedUnit="Cal" appleMoveTime="0" appleMoveTimeGoal="0" ` +
      `appleExerciseTime="${of(20 + day.index % 40)}" appleExerciseTimeGoal="30" appleStandHours="${
        of(8 + day.index % 7)
      }" appleStandHoursGoal="12"/>\n`;
  }
}

const bytesPerRow = 433;

function* writeExport(options: GenerateOptions): Generator<string, GeneratedTruth> {
  const records = options.records ?? Math.ceil((options.bytes ?? 0) / bytesPerRow);
  if (records < 1) throw new RangeError("generateExport() needs bytes or records above 0");
  const years = options.years ?? Math.max(1, Math.round(records / 400_000));
  const writer: Writer = {
    random: seededRandom(options.seed ?? 1),
    days: daysOf(years),
    rows: {},
    distinct: {},
  };
  const last = writer.days.at(-1);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!-- HealthKit Export Version: 12 -->\n` +
    `<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>\n` +
    `<!ATTLIST HealthData\n  locale CDATA #REQUIRED\n>\n]>\n<HealthData locale="en_US">\n` +
    ` <ExportDate value="${
      last?.at(72_000)
    }"/>\n <Me HKCharacteristicTypeIdentifierDateOfBirth="1980-02-29" ` +
    `HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale" ` +
    `HKCharacteristicTypeIdentifierBloodType="HKBloodTypeNotSet"/>\n`;
  for (const one of series) yield* writeSeries(writer, one, records * one.share);
  yield* writeBloodPressure(writer, Math.ceil(records * 0.0005));
  yield* writeWorkouts(writer, Math.ceil(records * 0.0005));
  const active = { days: 0 };
  yield* writeActivity(writer, active);
  yield "</HealthData>\n";
  return {
    rows: writer.rows,
    distinct: writer.distinct,
    activityDays: active.days,
    elements: Object.values(writer.rows).reduce((sum, rows) => sum + rows, 0),
  };
}

/**
 * An `export.xml` as a stream of bytes, and the truth about it. Pull-driven: memory stays flat at any size.
 *
 * @throws {RangeError} at the first read, when neither `bytes` nor `records` is above 0.
 */
export function generateExport(options: GenerateOptions): GeneratedExport {
  const pieces = writeExport(options);
  const encoder = new TextEncoder();
  const { promise: truth, resolve } = Promise.withResolvers<GeneratedTruth>();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      let text = "";
      while (text.length < 100_000) {
        const next = pieces.next();
        if (next.done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.close();
          resolve(next.value);
          return;
        }
        text += next.value;
      }
      controller.enqueue(encoder.encode(text));
    },
  }, { highWaterMark: 1 });
  return { stream, truth };
}
