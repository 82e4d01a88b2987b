/**
 * Collects rows into the wire's batches: rows alike in type, unit, source and zone share a group of columns.
 *
 * A batch is closed when it holds `maxSamples` rows, when it may weigh `maxBytes`, or when it is out of groups.
 * The same rows give the same batches, always. Nothing is judged here; the server refuses.
 */
import type { ObservationBatch, SampleGroup, SampleSource } from "../../schema/observation.ts";
import { normalizeSourceName, wholeSecond } from "../../schema/export_identity.ts";
import { detached } from "./detached_text.ts";
import { type DeviceText, readDevice } from "./device_text.ts";
import type { CountOrdinal } from "./ordinals.ts";

export interface BatchLimits {
  readonly maxSamples: number;
  /** Estimated characters of JSON; far enough below the wire's bytes for what escaping and UTF-8 add. */
  readonly maxBytes: number;
  readonly maxGroups: number;
}

export const defaultBatchLimits: BatchLimits = {
  // The wire's own number; importing it would bring the whole validator into the browser. A test compares them.
  maxSamples: 5_000,
  maxBytes: 1_000_000,
  maxGroups: 400,
};

export type Detail = Record<string, unknown>;

/** Who measured a row, as the file spells it. */
export interface RowSource {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly device: string | undefined;
}

/** The content of a batch before it has an id. */
export interface BatchContent {
  readonly groups: SampleGroup[];
  readonly totals: NonNullable<ObservationBatch["totals"]>;
  /** For each group, each row's line in the file. */
  readonly groupLines: readonly number[][];
  readonly totalLines: readonly number[][];
  readonly rows: number;
}

interface OpenGroup {
  readonly type: string;
  readonly unit: string | undefined;
  readonly zone: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  rawDevice: string | undefined;
  readonly source: SampleSource;
  /** Stands for type and normalized source name, see `CountOrdinal`. */
  readonly stream: number;
  readonly start: (number | null)[];
  readonly lines: number[];
  readonly firstOffset: number;
  // Columns that say nothing yet don't exist.
  end: (number | null)[] | undefined;
  offset: number[] | undefined;
  value: (number | null)[] | undefined;
  ordinal: number[] | undefined;
  detail: Record<string, Detail> | undefined;
}

type Totals = NonNullable<ObservationBatch["totals"]>[number];

const cacheLimit = 2_000;
const rowWeight = 44;
const groupWeight = 700;
const recentGroups = 6;

function cached<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      const own = detached(text);
      value = make(own);
      if (known.size >= cacheLimit) known.clear();
      known.set(own, value);
    }
    return value;
  };
}

/** JSON has no NaN: what is no date goes as null, and the server names it. */
const orNull = (instant: number) => (instant === instant ? instant : null);

const cleanText = (text: string, length: number) => text.slice(0, length).toWellFormed();

export interface BatchBuilder {
  /** `start` and `end` in UTC ms or NaN for what is no date; `weight` is about the detail's characters. */
  add(
    type: string,
    unit: string | undefined,
    source: RowSource,
    zone: string | undefined,
    start: number,
    end: number,
    offset: number,
    value: number | null,
    detail: Detail | undefined,
    weight: number,
    line: number,
    count: CountOrdinal,
  ): void;
  /** A device's own sum of a local day that starts at `start`. */
  addDayTotal(
    type: string,
    unit: string,
    source: string,
    computedAt: number,
    start: number,
    offset: number,
    value: number | null,
    line: number,
  ): void;
  /** The batches that are full, oldest first; with `all` also the one that isn't. */
  take(all: boolean): BatchContent[];
}

/** A builder for one file. */
export function createBatchBuilder(limits: BatchLimits = defaultBatchLimits): BatchBuilder {
  const full: BatchContent[] = [];
  let groups = new Map<string, OpenGroup>();
  let recent: OpenGroup[] = [];
  let totals = new Map<string, { list: Totals; lines: number[] }>();
  let rows = 0;
  let weight = 0;

  const type = cached((text) => text);
  const name = cached((text) => {
    const name = cleanText(text, 200) || "Unknown";
    return { name, normalized: normalizeSourceName(name) };
  });
  const device = cached<DeviceText>(readDevice);
  let streams = 0;
  const streamOf = (typeText: string, normalizedName: string) => streamIds(`${typeText}\n${normalizedName}`);
  // After the cache has overflowed a stream gets a new number; only a file with thousands of sources does that.
  const streamIds = cached(() => ++streams);

  const openGroup = (
    typeText: string,
    unit: string | undefined,
    source: RowSource,
    zone: string | undefined,
    offset: number,
  ): OpenGroup => {
    const { device: deviceText, product }: DeviceText = source.device === undefined
      ? {}
      : device(source.device);
    const key = [typeText, unit, source.name, source.version, deviceText, zone].join("\n");
    const open = groups.get(key);
    if (open !== undefined) {
      open.rawDevice = source.device;
      return open;
    }
    const named = name(source.name ?? "");
    const group: OpenGroup = {
      type: type(typeText),
      unit,
      zone,
      name: source.name,
      version: source.version,
      rawDevice: source.device,
      source: {
        name: named.name,
        ...(source.version === undefined ? {} : { version: cleanText(source.version, 100) }),
        ...(product === undefined ? {} : { product }),
        ...(deviceText === undefined ? {} : { device: deviceText }),
      },
      stream: streamOf(typeText, named.normalized),
      start: [],
      lines: [],
      firstOffset: offset,
      end: undefined,
      offset: undefined,
      value: undefined,
      ordinal: undefined,
      detail: undefined,
    };
    groups.set(key, group);
    weight += groupWeight;
    return group;
  };

  // Neighbouring rows mostly share a group; comparing six texts is cheaper than building and hashing a key.
  const groupOf = (
    typeText: string,
    unit: string | undefined,
    source: RowSource,
    zone: string | undefined,
    offset: number,
  ): OpenGroup => {
    for (let index = 0; index < recent.length; index++) {
      const group = recent[index];
      if (
        group !== undefined && group.type === typeText && group.unit === unit && group.zone === zone &&
        group.name === source.name &&
        group.version === source.version && group.rawDevice === source.device
      ) return group;
    }
    const group = openGroup(typeText, unit, source, zone, offset);
    const at = recent.indexOf(group);
    if (at >= 0) recent.splice(at, 1);
    recent.unshift(group);
    if (recent.length > recentGroups) recent.pop();
    return group;
  };

  const toWire = (group: OpenGroup): SampleGroup => ({
    type: group.type,
    ...(group.unit === undefined ? {} : { unit: cleanText(group.unit, 60) }),
    source: group.source,
    ...(group.zone === undefined ? {} : { zone: group.zone }),
    start: group.start,
    ...(group.end === undefined ? {} : { end: group.end }),
    offset: group.offset ?? group.firstOffset,
    ...(group.value === undefined ? {} : { value: group.value }),
    ...(group.ordinal === undefined ? {} : { ordinal: group.ordinal }),
    ...(group.detail === undefined ? {} : { detail: group.detail }),
  });

  const close = () => {
    if (rows === 0) return;
    const open = [...groups.values()];
    const sums = [...totals.values()];
    full.push({
      groups: open.map(toWire),
      totals: sums.map((sum) => sum.list),
      groupLines: open.map((group) => group.lines),
      totalLines: sums.map((sum) => sum.lines),
      rows,
    });
    groups = new Map();
    recent = [];
    totals = new Map();
    rows = 0;
    weight = 0;
  };

  const closeIfFull = () => {
    if (
      rows >= limits.maxSamples || weight >= limits.maxBytes || groups.size + totals.size >= limits.maxGroups
    ) close();
  };

  return {
    add(typeText, unit, source, zone, start, end, offset, value, detail, detailWeight, line, count) {
      // A long detail goes into the next batch rather than over this one's limit.
      if (weight + detailWeight > limits.maxBytes) close();
      const group = groupOf(typeText, unit, source, zone, offset);
      const index = group.start.length;
      const ordinal = count(group.stream, wholeSecond(start), wholeSecond(end), value);
      group.start.push(orNull(start));
      group.lines.push(line);
      if (group.end !== undefined) group.end.push(orNull(end));
      else if (start !== end) (group.end = group.start.slice(0, index)).push(orNull(end));
      if (group.offset !== undefined) group.offset.push(offset);
      else if (offset !== group.firstOffset) {
        (group.offset = Array<number>(index).fill(group.firstOffset)).push(offset);
      }
      if (group.value !== undefined) group.value.push(value);
      else if (value !== null) (group.value = Array<number | null>(index).fill(null)).push(value);
      if (group.ordinal !== undefined) group.ordinal.push(ordinal);
      else if (ordinal !== 0) (group.ordinal = Array<number>(index).fill(0)).push(ordinal);
      if (detail !== undefined) (group.detail ??= {})[index] = detail;
      weight += rowWeight + detailWeight;
      rows++;
      closeIfFull();
    },
    addDayTotal(typeText, unit, source, computedAt, start, offset, value, line) {
      const key = `${typeText}\n${unit}\n${offset}`;
      let total = totals.get(key);
      if (total === undefined) {
        total = {
          list: {
            type: typeText,
            unit,
            period: "day",
            source: { name: source },
            computedAt,
            start: [],
            offset,
            value: [],
          },
          lines: [],
        };
        totals.set(key, total);
        weight += groupWeight;
      }
      total.list.start.push(start);
      total.list.value.push(value);
      total.lines.push(line);
      weight += rowWeight;
      rows++;
      closeIfFull();
    },
    take(all) {
      if (all) close();
      return full.splice(0);
    },
  };
}
