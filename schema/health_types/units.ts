/**
 * How HealthKit writes units, and what each is worth: one table per dimension, shared by every type that has it.
 *
 * Spellings are those of `HKUnit.unitString` and of Apple's export, which writes products with `·`. A unit that is
 * not in a type's dimension has no conversion, so it is refused rather than guessed.
 * Sources: Apple, HKUnit.h; NIST SP 811 appendix B for the exact customary factors.
 */
import type { UnitConversion } from "../health_type.ts";

/** Worth of each spelling, in the dimension's own base. Temperature alone has an offset (see `unitsOf`). */
const dimensions = {
  /** gram */
  mass: { g: 1, kg: 1000, mg: 1e-3, mcg: 1e-6, oz: 28.349523125, lb: 453.59237, st: 6350.29318 },
  /** metre */
  length: { m: 1, km: 1000, cm: 0.01, mm: 1e-3, in: 0.0254, ft: 0.3048, yd: 0.9144, mi: 1609.344 },
  /** litre */
  volume: {
    L: 1,
    l: 1,
    dL: 0.1,
    dl: 0.1,
    cL: 0.01,
    cl: 0.01,
    mL: 1e-3,
    ml: 1e-3,
    fl_oz_us: 0.0295735295625,
    fl_oz_imp: 0.0284130625,
    cup_us: 0.2365882365,
    cup_imp: 0.284130625,
    pt_us: 0.473176473,
    pt_imp: 0.56826125,
  },
  /** joule; HealthKit's calorie is the thermochemical one, and its "Cal" is a kilocalorie */
  energy: { J: 1, kJ: 1000, cal: 4.184, kcal: 4184, Cal: 4184 },
  /** second */
  time: { s: 1, ms: 1e-3, min: 60, hr: 3600, d: 86_400 },
  /** pascal */
  pressure: {
    Pa: 1,
    hPa: 100,
    kPa: 1000,
    mmHg: 133.322387415,
    inHg: 3386.388640341,
    cmAq: 98.0665,
    atm: 101_325,
  },
  /** metre per hour, so that kilometres an hour stay whole */
  speed: { "m/s": 3600, "km/hr": 1000, "mi/hr": 1609.344, "ft/s": 1097.28, "cm/s": 36 },
  /** per minute */
  rate: { "count/min": 1, "count/s": 60, "count/hr": 1 / 60 },
  /** per cent; on the wire "%" is a share of one */
  share: { "%": 100 },
  count: { count: 1 },
  score: { appleEffortScore: 1, count: 1 },
  bodyMassIndex: { count: 1, "kg/m^2": 1 },
  /** siemens */
  conductance: { S: 1, mS: 1e-3, mcS: 1e-6 },
  power: { W: 1, kW: 1000 },
  sound: { dBASPL: 1 },
  insulin: { IU: 1 },
  /** mg/dL of glucose; HKUnitMolarMassBloodGlucose is 180.15588000005408 g/mol */
  glucose: {
    "mg/dL": 1,
    "mg/dl": 1,
    "g/L": 100,
    "mmol<180.1558800000541>/L": 18.015588000005408,
    "mmol<180.15588000005408>/L": 18.015588000005408,
    "mmol<180.15588>/L": 18.015588,
    "mmol/L": 18.015588000005408,
  },
  /** litre per minute */
  flow: { "L/min": 1, "l/min": 1, "L/s": 60, "l/s": 60, "mL/min": 1e-3, "ml/min": 1e-3 },
  oxygenUptake: {
    "mL/min·kg": 1,
    "mL/kg·min": 1,
    "mL/(kg·min)": 1,
    "mL/min*kg": 1,
    "mL/kg*min": 1,
    "mL/(kg*min)": 1,
    "ml/kg*min": 1,
    "ml/(kg*min)": 1,
  },
  exertion: {
    "kcal/hr·kg": 1,
    "kcal/kg·hr": 1,
    "kcal/(kg·hr)": 1,
    "kcal/hr*kg": 1,
    "kcal/kg*hr": 1,
    "kcal/(kg*hr)": 1,
  },
} as const;

/**
 * What a quantity is kept and shown in: dimension, UCUM code, the spelling on the wire that equals one canonical
 * unit (none for "%", whose wire is a fraction), and what a person reads. A code in braces is a UCUM annotation: a plain count of such things.
 */
export const measures = {
  bpm: ["rate", "/min", "count/min", "bpm"],
  breaths: ["rate", "/min", "count/min", "breaths/min"],
  rpm: ["rate", "/min", "count/min", "rpm"],
  "%": ["share", "%", undefined, "%"],
  mmHg: ["pressure", "mm[Hg]", "mmHg", "mmHg"],
  "mg/dL": ["glucose", "mg/dL", "mg/dL", "mg/dL"],
  Cel: ["temperature", "Cel", "degC", "°C"],
  kcal: ["energy", "kcal", "kcal", "kcal"],
  kg: ["mass", "kg", "kg", "kg"],
  g: ["mass", "g", "g", "g"],
  mg: ["mass", "mg", "mg", "mg"],
  ug: ["mass", "ug", "mcg", "µg"],
  km: ["length", "km", "km", "km"],
  m: ["length", "m", "m", "m"],
  cm: ["length", "cm", "cm", "cm"],
  L: ["volume", "L", "L", "L"],
  min: ["time", "min", "min", "min"],
  ms: ["time", "ms", "ms", "ms"],
  "m/s": ["speed", "m/s", "m/s", "m/s"],
  "km/h": ["speed", "km/h", "km/hr", "km/h"],
  "L/min": ["flow", "L/min", "L/min", "L/min"],
  "mL/kg/min": ["oxygenUptake", "mL/kg/min", "mL/min·kg", "mL/kg/min"],
  MET: ["exertion", "kcal/kg/h", "kcal/hr·kg", "MET"],
  "kg/m2": ["bodyMassIndex", "kg/m2", "count", "kg/m²"],
  W: ["power", "W", "W", "W"],
  uS: ["conductance", "uS", "mcS", "µS"],
  dB: ["sound", "dB[SPL]", "dBASPL", "dB"],
  IU: ["insulin", "[IU]", "IU", "IU"],
  effort: ["score", "{effort}", "count", "of 10"],
  uv: ["count", "{index}", "count", "UV index"],
  steps: ["count", "{steps}", "count", "steps"],
  flights: ["count", "{flights}", "count", "flights"],
  pushes: ["count", "{pushes}", "count", "pushes"],
  strokes: ["count", "{strokes}", "count", "strokes"],
  puffs: ["count", "{puffs}", "count", "puffs"],
  falls: ["count", "{falls}", "count", "falls"],
  drinks: ["count", "{drinks}", "count", "drinks"],
  disturbances: ["count", "{disturbances}", "count", "disturbances"],
} as const satisfies Record<
  string,
  readonly [
    dimension: keyof typeof dimensions | "temperature",
    ucum: string,
    wire: string | undefined,
    display: string,
  ]
>;

/** Names a row of `measures`. */
export type Measure = keyof typeof measures;

const toCelsius: Readonly<Record<string, UnitConversion>> = {
  degC: { factor: 1 },
  degF: { factor: 5 / 9, offset: -160 / 9 },
  K: { factor: 1, offset: -273.15 },
};

const tables = new Map<Measure, Readonly<Record<string, UnitConversion>>>();

/** The accepted spellings of a measure and their conversion to it; one shared table per measure. */
export function unitsOf(measure: Measure): Readonly<Record<string, UnitConversion>> {
  const known = tables.get(measure);
  if (known) return known;
  const [dimension, , wire] = measures[measure];
  const table = dimension === "temperature" ? toCelsius : ratios(dimensions[dimension], wire);
  tables.set(measure, table);
  return table;
}

function ratios(worth: Readonly<Record<string, number>>, canonical: string | undefined) {
  const one = canonical === undefined ? 1 : worth[canonical]!;
  const table: Record<string, UnitConversion> = {};
  for (const [unit, each] of Object.entries(worth)) {
    // Rounded to 15 digits because 453.59237 / 1000 is not the double that 0.45359237 is.
    table[unit] = { factor: one === 1 ? each : Number((each / one).toPrecision(15)) };
  }
  return table;
}
