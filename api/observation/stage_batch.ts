/**
 * From a batch on the wire to what one SQL statement can take in: every sample judged on its own, converted to
 * its type's canonical unit, and packed.
 *
 * Pure: `now` comes in, refusals go out as values. A bad sample costs nobody but itself; only columns that do not
 * fit each other make the whole batch unreadable.
 */
import type { ObservationBatch, SampleGroup, SampleSource } from "../../schema/observation.ts";
import { maxBatchSamples } from "../../schema/observation.ts";
import type { HealthType } from "../../schema/health_type.ts";
import { convertToCanonical, healthType, isPlausible } from "../../schema/health_types.ts";
import { exportFingerprint, normalizeSourceName } from "../../schema/export_identity.ts";
import type { Aggregation } from "./aggregation.ts";
import { aggregationOf, isSplit } from "./aggregation.ts";
import { exportUuid } from "./export_uuid.ts";
import type { PackedSamples } from "./packed_samples.ts";
import { packedBytes, packedSamples, packSample, sortPacked } from "./packed_samples.ts";
import { dayMs, hourRuns, localDay, localHour } from "./local_time.ts";

/** One sample, deletion or total that was not taken, and why. */
export interface Refused {
  readonly list: "groups" | "deletions" | "totals";
  readonly group: number;
  readonly index: number;
  readonly field: string;
  readonly reason:
    | "not_an_instant"
    | "before_1900"
    | "in_future"
    | "end_before_start"
    | "too_long"
    | "not_an_offset"
    | "not_a_number"
    | "not_a_code"
    | "unknown_unit"
    | "implausible"
    | "not_a_uuid"
    | "not_an_ordinal"
    | "no_such_row"
    | "not_cumulative";
}

/** A batch as JSON texts for SQL's `json_each`. */
export interface StagedBatch {
  /** `[code, aggregation, minOffset, maxOffset, maxDuration, hasPhone, hasExport]`. */
  readonly types: string;
  /** `[id, type code, is_export, name_key, product, name, bundle, version, device, zone, unit]`. */
  readonly groups: string;
  /** `packed_samples.ts`; ordered by start within a group. */
  readonly rows: Uint8Array;
  /** `[type code, first hour, last hour]`. */
  readonly runs: string;
  /** `[group id, start, uuid, detail as JSON text]`; `""` where there is none. */
  readonly details: string;
  /** `[type code, uuid]`; `""` where there is none. */
  readonly deletions: string;
  /** `[group id, period, bucket, offset, value, computedAt, first hour, last hour]`; `""` where there is none. */
  readonly totals: string;
  /** How many samples were good. */
  readonly good: number;
  /** Which kinds of buckets its types have. */
  readonly hasLevels: boolean;
  readonly hasSplits: boolean;
  /** The batch itself takes samples out: by deletions, or by bringing both kinds of one type. */
  readonly mayRemove: boolean;
  readonly refusals: readonly Refused[];
}

/** Columns do not fit each other, or there are too many rows; `field` names the place, as a path. */
export interface InvalidBatch {
  readonly tag: "invalid_batch";
  readonly field: string;
  readonly reason: Misfit;
}
type Misfit = "length_differs" | "uuid_and_ordinal" | "too_many";

/** The clock of a phone may run ahead of ours by this much. */
const futureToleranceMs = 10 * 60_000;
const year1900 = Date.UTC(1900, 0, 1);
/** HealthKit's own limit for intervals that add up (345,600 s). */
const maxSplitMs = 4 * dayMs;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface StagedType {
  readonly code: string;
  readonly known: HealthType | undefined;
  readonly aggregation: Aggregation;
  readonly hours: number[];
  minOffset: number;
  maxOffset: number;
  maxDuration: number;
  hasPhone: 0 | 1;
  hasExport: 0 | 1;
}

/** SQLite's text ends at NUL for some readers, and UTF-8 has no lone surrogates. */
function storable(text: string | undefined): string {
  return text === undefined ? "" : text.replaceAll("\0", "\ufffd").toWellFormed();
}

function groupRow(
  id: number,
  type: string,
  isExport: 0 | 1,
  source: SampleSource,
  zone: string | undefined,
  unit: string | undefined,
): unknown[] {
  const device = storable(source.device).replace(/<HKDevice: 0x[0-9a-f]+>/gi, "<HKDevice>");
  // The export names the hardware only in the device's text; the phone only by itself.
  const product = storable(source.product) || (/\bhardware:([^,>]+(?:,\d+)?)/.exec(device)?.[1] ?? "").trim();
  const name = storable(source.name);
  return [
    id,
    type,
    isExport,
    normalizeSourceName(name),
    product,
    name,
    storable(source.bundle),
    storable(source.version),
    device,
    storable(zone),
    storable(unit),
  ];
}

/**
 * Judges and packs a batch for a patient (compact key) at `now` (UTC ms).
 * Returns `InvalidBatch` where columns of a group differ in length or the batch holds too many rows.
 */
export function stageBatch(
  batch: ObservationBatch,
  patient: number,
  now: number,
): StagedBatch | InvalidBatch {
  const misfit = findMisfit(batch);
  if (misfit !== undefined) return misfit;

  const types = new Map<string, StagedType>();
  const typeOf = (code: string): StagedType => {
    let type = types.get(code);
    if (type === undefined) {
      const known = healthType(code);
      type = {
        code,
        known,
        aggregation: aggregationOf(known),
        hours: [],
        minOffset: 9_999,
        maxOffset: -9_999,
        maxDuration: 0,
        hasPhone: 0,
        hasExport: 0,
      };
      types.set(code, type);
    }
    return type;
  };
  const refusals: Refused[] = [];
  const groups: unknown[][] = [];
  const rows = packedSamples(batch.groups.reduce((sum, group) => sum + group.start.length, 0));
  const details: unknown[][] = [];
  batch.groups.forEach((group, index) => {
    const type = typeOf(group.type);
    groups.push(
      groupRow(index, group.type, group.uuid ? 0 : 1, group.source, group.zone, group.unit),
    );
    stageGroup(group, index, type, patient, now, rows, details, refusals);
  });
  const deletions: unknown[][] = [];
  batch.deletions?.forEach((deletion, group) => {
    typeOf(deletion.type);
    deletion.uuid.forEach((uuid, index) => {
      if (uuidPattern.test(uuid)) deletions.push([deletion.type, uuid]);
      else refusals.push({ list: "deletions", group, index, field: "uuid", reason: "not_a_uuid" });
    });
  });
  const totals = stageTotals(batch, typeOf, groups, now, refusals);

  const list = [...types.values()];
  return {
    types: JSON.stringify(list.map((type) => [
      type.code,
      type.aggregation,
      type.minOffset,
      type.maxOffset,
      type.maxDuration,
      type.hasPhone,
      type.hasExport,
    ])),
    groups: JSON.stringify(groups),
    rows: packedBytes(rows),
    runs: JSON.stringify(
      list.flatMap((type) => hourRuns(type.hours).map((run) => [type.code, run.first, run.last])),
    ),
    details: details.length === 0 ? "" : JSON.stringify(details),
    deletions: deletions.length === 0 ? "" : JSON.stringify(deletions),
    totals: totals.length === 0 ? "" : JSON.stringify(totals),
    good: rows.count,
    hasLevels: list.some((type) => !isSplit(type.aggregation)),
    hasSplits: list.some((type) => isSplit(type.aggregation)),
    mayRemove: deletions.length > 0 || list.some((type) => type.hasPhone === 1 && type.hasExport === 1),
    refusals,
  };
}

/** The path of the first column that does not fit, if any. */
function findMisfit(batch: ObservationBatch): InvalidBatch | undefined {
  const misfit = (field: string, reason: Misfit): InvalidBatch => ({ tag: "invalid_batch", field, reason });
  let count = 0;
  for (const [index, group] of batch.groups.entries()) {
    count += group.start.length;
    if (group.uuid !== undefined && group.ordinal !== undefined) {
      return misfit(`groups.${index}.ordinal`, "uuid_and_ordinal");
    }
    for (const field of ["end", "offset", "value", "uuid", "ordinal"] as const) {
      const column = group[field];
      if (Array.isArray(column) && column.length !== group.start.length) {
        return misfit(`groups.${index}.${field}`, "length_differs");
      }
    }
  }
  for (const deletion of batch.deletions ?? []) count += deletion.uuid.length;
  for (const [index, total] of (batch.totals ?? []).entries()) {
    count += total.start.length;
    if (total.value.length !== total.start.length) {
      return misfit(`totals.${index}.value`, "length_differs");
    }
    if (Array.isArray(total.offset) && total.offset.length !== total.start.length) {
      return misfit(`totals.${index}.offset`, "length_differs");
    }
  }
  return count > maxBatchSamples ? misfit("groups", "too_many") : undefined;
}

function isOffset(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= -1080 && (value as number) <= 1080;
}

function instantRefusal(value: unknown, now: number): Refused["reason"] | undefined {
  if (!Number.isSafeInteger(value)) return "not_an_instant";
  if ((value as number) < year1900) return "before_1900";
  if ((value as number) > now + futureToleranceMs) return "in_future";
  return undefined;
}

/** Appends a group's good samples to `rows`, its particulars to `details`, the rest to `refusals`. */
function stageGroup(
  group: SampleGroup,
  groupIndex: number,
  type: StagedType,
  patient: number,
  now: number,
  rows: PackedSamples,
  details: unknown[][],
  refusals: Refused[],
): void {
  const refuse = (index: number, field: string, reason: Refused["reason"]) => {
    refusals.push({ list: "groups", group: groupIndex, index, field, reason });
  };
  const { known, aggregation } = type;
  const isQuantity = known?.kind === "cumulative" || known?.kind === "discrete";
  const isCategory = known?.kind === "category" || known?.kind === "interval";
  const convert = isQuantity ? convertToCanonical(known, group.unit ?? "") : undefined;
  const split = isSplit(aggregation);
  const isExport = group.uuid === undefined;
  const sourceKey = isExport ? normalizeSourceName(storable(group.source.name)) : "";
  const { start: starts, end: ends, offset: offsets, value: values, uuid: uuids, ordinal: ordinals } = group;
  const firstRow = rows.count;
  let sorted = true;
  let previous = -Infinity;
  let lastHour = NaN;

  for (let i = 0; i < starts.length; i++) {
    const startReason = instantRefusal(starts[i], now);
    if (startReason !== undefined) {
      refuse(i, "start", startReason);
      continue;
    }
    const start = starts[i] as number;
    const endValue = ends === undefined ? start : ends[i];
    if (!Number.isSafeInteger(endValue)) {
      refuse(i, "end", "not_an_instant");
      continue;
    }
    const end = endValue as number;
    if (end < start) {
      refuse(i, "end", "end_before_start");
      continue;
    }
    if (end > now + futureToleranceMs) {
      refuse(i, "end", "in_future");
      continue;
    }
    const duration = end - start;
    if (split && duration > maxSplitMs) {
      refuse(i, "end", "too_long");
      continue;
    }
    const offset: unknown = Array.isArray(offsets) ? offsets[i] : offsets;
    if (!isOffset(offset)) {
      refuse(i, "offset", "not_an_offset");
      continue;
    }

    const given = values === undefined ? null : values[i];
    let value: number | null;
    if (typeof given === "number" && Number.isFinite(given)) {
      if (isQuantity) {
        if (convert === undefined) {
          refuse(i, "unit", "unknown_unit");
          continue;
        }
        value = convert(given) + 0;
        if (!isPlausible(known, value)) {
          refuse(i, "value", "implausible");
          continue;
        }
      } else if (isCategory && !Number.isSafeInteger(given)) {
        refuse(i, "value", "not_a_code");
        continue;
      } else {
        value = given + 0;
      }
    } else if ((given === null || given === undefined) && !isQuantity) {
      value = null;
    } else {
      refuse(i, "value", "not_a_number");
      continue;
    }

    let uuid: string;
    if (uuids !== undefined) {
      const claimed = uuids[i];
      uuid = typeof claimed === "string" ? claimed : "";
    } else {
      const ordinal = ordinals === undefined ? 0 : ordinals[i];
      if (!Number.isInteger(ordinal) || (ordinal as number) < 0 || (ordinal as number) > 0xffff) {
        refuse(i, "ordinal", "not_an_ordinal");
        continue;
      }
      const fingerprint = exportFingerprint(group.type, start, end, value, sourceKey);
      uuid = exportUuid(patient, fingerprint, ordinal as number);
    }
    if (!packSample(rows, start, uuid, groupIndex, duration, offset, value)) {
      refuse(i, "uuid", "not_a_uuid");
      continue;
    }
    if (start < previous) sorted = false;
    previous = start;

    if (offset < type.minOffset) type.minOffset = offset;
    if (offset > type.maxOffset) type.maxOffset = offset;
    const hour = localHour(start, offset);
    if (hour !== lastHour) type.hours.push(lastHour = hour);
    if (split && duration > 0) {
      if (duration > type.maxDuration) type.maxDuration = duration;
      const endHour = localHour(end - 1, offset);
      if (endHour !== hour) { for (let h = hour + 1; h <= endHour; h++) type.hours.push(h); }
    }
    const detail = group.detail?.[i];
    if (detail !== undefined) {
      details.push([groupIndex, start, uuid, JSON.stringify(detail)]);
    }
  }
  if (rows.count > firstRow) {
    if (isExport) type.hasExport = 1;
    else type.hasPhone = 1;
  }
  for (const index of Object.keys(group.detail ?? {})) {
    if (Number(index) >= starts.length || index !== String(Number(index))) {
      refuse(Number(index), "detail", "no_such_row");
    }
  }
  if (!sorted) sortPacked(rows, firstRow);
}

/** The device totals of a batch; their sources are appended to `groups`. */
function stageTotals(
  batch: ObservationBatch,
  typeOf: (code: string) => StagedType,
  groups: unknown[][],
  now: number,
  refusals: Refused[],
): unknown[][] {
  const staged: unknown[][] = [];
  batch.totals?.forEach((total, group) => {
    const type = typeOf(total.type);
    const convert = type.aggregation === "sum" && type.known
      ? convertToCanonical(type.known, total.unit)
      : undefined;
    const id = groups.length;
    groups.push(groupRow(id, total.type, 0, total.source, undefined, total.unit));
    const refuse = (index: number, field: string, reason: Refused["reason"]) => {
      refusals.push({ list: "totals", group, index, field, reason });
    };
    total.start.forEach((start, index) => {
      const offset: unknown = Array.isArray(total.offset) ? total.offset[index] : total.offset;
      const value = total.value[index];
      const reason = instantRefusal(start, now);
      if (type.aggregation !== "sum") return refuse(index, "type", "not_cumulative");
      if (reason !== undefined) return refuse(index, "start", reason);
      // Taken as it is, a computation "from the future" would win against every later one.
      if (total.computedAt > now + futureToleranceMs) return refuse(index, "computedAt", "in_future");
      if (!isOffset(offset)) return refuse(index, "offset", "not_an_offset");
      if (convert === undefined) return refuse(index, "unit", "unknown_unit");
      if (typeof value !== "number" || !Number.isFinite(value)) return refuse(index, "value", "not_a_number");
      const canonical = convert(value) + 0;
      if (!Number.isFinite(canonical) || canonical < 0) return refuse(index, "value", "implausible");
      const bucket = total.period === "hour"
        ? localHour(start as number, offset)
        : localDay(start as number, offset);
      const firstHour = total.period === "hour" ? bucket : bucket * 24;
      if (offset < type.minOffset) type.minOffset = offset;
      if (offset > type.maxOffset) type.maxOffset = offset;
      staged.push([
        id,
        total.period,
        bucket,
        offset,
        canonical,
        total.computedAt,
        firstHour,
        total.period === "hour" ? bucket : firstHour + 23,
      ]);
    });
  });
  return staged;
}
