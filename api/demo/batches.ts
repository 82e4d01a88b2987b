/**
 * Gathers made-up samples in the wire's columns and hands them out as batches of the size that the wire allows.
 */
import {
  maxBatchSamples,
  type ObservationBatch,
  type SampleGroup,
  type SampleSource,
} from "../../schema/observation.ts";
import type { Random } from "./random.ts";

/** What the samples of one column have in common. */
export interface ColumnKey {
  readonly type: string;
  /** HealthKit's unit string; absent for categories and correlations. */
  readonly unit?: string;
  readonly source: SampleSource;
  readonly zone: string;
}

/** Samples of one type, unit, source and zone. Instants are UTC ms, offsets minutes. */
export interface Column {
  push(uuid: string, start: number, end: number, offset: number, value: number | null, detail?: Detail): void;
}
type Detail = Record<string, unknown>;

interface Kept {
  readonly key: ColumnKey;
  start: number[];
  end: number[];
  offset: number[];
  value: (number | null)[];
  uuid: string[];
  detail: (Detail | undefined)[];
}

/** Gathers what a patient's devices measured. */
export interface Gatherer {
  column(key: ColumnKey): Column;
  /** Batches of columns that are full. */
  full(): Iterable<ObservationBatch>;
  /** All that is left. */
  rest(): Iterable<ObservationBatch>;
}

const empty = (key: ColumnKey): Kept => ({
  key,
  start: [],
  end: [],
  offset: [],
  value: [],
  uuid: [],
  detail: [],
});

function take(kept: Kept, count: number): SampleGroup {
  const { type, unit, source, zone } = kept.key;
  const cut = <T>(column: T[]): T[] => column.splice(0, count);
  const start = cut(kept.start), end = cut(kept.end), offset = cut(kept.offset), value = cut(kept.value);
  const detail = Object.fromEntries(
    cut(kept.detail).flatMap((entry, index) => entry === undefined ? [] : [[String(index), entry]]),
  );
  return {
    type,
    ...(unit === undefined ? {} : { unit }),
    source,
    zone,
    start,
    ...(end.every((at, index) => at === start[index]) ? {} : { end }),
    offset: offset.every((minutes) => minutes === offset[0]) ? offset[0]! : offset,
    ...(value.every((one) => one === null) ? {} : { value }),
    uuid: cut(kept.uuid),
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
  };
}

/** A gatherer for one patient (public id); batch ids come from `ids`. */
export function gatherBatches(patient: string, ids: Random): Gatherer {
  const columns = new Map<string, Kept>();
  const batch = (groups: SampleGroup[]): ObservationBatch => ({ batchId: ids.uuid(), patient, groups });
  return {
    column(key) {
      const name = `${key.type}|${key.source.name}|${key.zone}`;
      let kept = columns.get(name);
      if (kept === undefined) columns.set(name, kept = empty(key));
      const { start, end, offset, value, uuid, detail } = kept;
      return {
        push(id, startAt, endAt, minutes, number, particulars) {
          uuid.push(id);
          start.push(startAt);
          end.push(endAt);
          offset.push(minutes);
          value.push(number);
          detail.push(particulars);
        },
      };
    },
    *full() {
      for (const kept of columns.values()) {
        while (kept.start.length >= maxBatchSamples) yield batch([take(kept, maxBatchSamples)]);
      }
    },
    *rest() {
      let groups: SampleGroup[] = [], room = maxBatchSamples;
      for (const kept of columns.values()) {
        while (kept.start.length > 0) {
          const group = take(kept, room);
          groups.push(group);
          room -= group.start.length;
          if (room > 0) continue;
          yield batch(groups);
          groups = [], room = maxBatchSamples;
        }
      }
      if (groups.length > 0) yield batch(groups);
    },
  };
}
