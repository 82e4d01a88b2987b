/** Levels (heart rate, weight): one bucket out of the buckets of several sources, or of several days. Pure. */
import type { Aggregation } from "./aggregation.ts";

/** A row of `rollup_hour` or `rollup_day`. */
export interface LevelBucket {
  /** Local hour or day. */
  readonly bucket: number;
  readonly offset: number;
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly sum: number | null;
  readonly weight: number;
  readonly last: number | null;
  /** Hours that have data. */
  readonly hours: number;
}

/** What a chart shows of a bucket. */
export interface LevelPoint {
  readonly offset: number;
  readonly count: number;
  readonly min: number | null;
  readonly average: number | null;
  readonly max: number | null;
  readonly last: number | null;
  readonly hours: number;
}

function lowest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function highest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/**
 * Combines buckets given in order of time: the average is that of all samples (or of all time, or of all energy),
 * never the mean of means. `last` and `offset` are the newest bucket's, of several at once the fullest's. Sources
 * that share an hour count it once.
 */
export function combineLevels(buckets: readonly LevelBucket[], aggregation: Aggregation): LevelPoint {
  let count = 0, sum = 0, weight = 0, hours = 0, hoursOfBucket = 0;
  let min: number | null = null, max: number | null = null;
  let newest: LevelBucket | undefined;
  for (const bucket of buckets) {
    count += bucket.count;
    sum += bucket.sum ?? 0;
    weight += bucket.weight;
    min = lowest(min, bucket.min);
    max = highest(max, bucket.max);
    if (newest === undefined || bucket.bucket > newest.bucket) {
      hours += hoursOfBucket;
      hoursOfBucket = bucket.hours;
      newest = bucket;
    } else {
      hoursOfBucket = Math.max(hoursOfBucket, bucket.hours);
      if (bucket.count > newest.count) newest = bucket;
    }
  }
  const mean = weight > 0 ? sum / weight : null;
  return {
    offset: newest?.offset ?? 0,
    count,
    min,
    average: mean !== null && aggregation === "equivalent_level" ? 10 * Math.log10(mean) : mean,
    max,
    last: newest?.last ?? null,
    hours: hours + hoursOfBucket,
  };
}
