/**
 * The SQL that makes buckets from raw rows. Ingest and rebuild run this very text over `touched_run`, in key
 * order, which is what makes their sums equal bit for bit (SQLite's sorter keeps the order of equal keys).
 *
 * An hour is made from samples; a day from its 24 hours, of which every column can be combined. All statements
 * take the patient's compact key as `?1` and nothing else. Worked example of a split: 600 steps from 23:50 to
 * 00:20 are 200 in the hour of 23:00 and 400 in that of 00:00 (and so in the next day); they count as one
 * sample, in the hour they began.
 */
import { dayOfHourSql, hourMs, localHourSql } from "./local_time.ts";

/** Newest (start, offset) of a bucket in one integer; the bias keeps it positive. */
const newestBias = 3_456_000_000_000;
const newestSample = `((s.start + ${newestBias}) * 4096 + s.offset + 1080)`;

/**
 * Joins `s`, every sample of run `r` that can reach into its hours, by one range of the key; `st` is its stream.
 * `sample` is nailed to its place (CROSS JOIN): rows come in key order whatever the planner would like.
 */
export const samplesOfRun = `
  CROSS JOIN stream st ON st.patient = ?1 AND st.type = r.type
  CROSS JOIN sample s ON s.patient = ?1 AND s.type = r.type
    AND s.start >= r.first_hour * ${hourMs} - st.max_offset * 60000 - st.max_duration
    AND s.start < (r.last_hour + 1) * ${hourMs} - st.min_offset * 60000`;

const fraction = "((s.value - CAST(s.value AS INTEGER)) * 0.23025850929940458)";
/** 10^(value / 10): whole decibels from a table, the rest by the exponential's series. */
const energy = `coalesce((SELECT d.power FROM decibel d WHERE d.level = CAST(s.value AS INTEGER)), 0.0)
  * (1 + ${fraction} * (1 + ${fraction} / 2 * (1 + ${fraction} / 3 * (1 + ${fraction} / 4))))`;

const firstHour = localHourSql("s.start", "s.offset");
const lastHour = localHourSql("s.start + max(s.duration - 1, 0)", "s.offset");
const hourColumns = "patient, type, hour, source, offset, count, min, max, sum, weight, last, covered";

/** Rebuilds the hours of runs whose samples belong to the hour they start in. */
export const fillLevelHours = `
INSERT OR REPLACE INTO rollup_hour (${hourColumns})
SELECT ?1, type, hour, source, (newest & 4095) - 1080, count, min, max, sum, coalesce(weight, valued),
  (SELECT l.value FROM sample l
   WHERE l.patient = ?1 AND l.type = bucket.type AND l.start = (newest >> 12) - ${newestBias}
     AND l.source = bucket.source AND l.offset = (newest & 4095) - 1080
   ORDER BY l.uuid DESC LIMIT 1),
  0
FROM (
  SELECT r.type AS type, ${firstHour} AS hour, s.source AS source,
    max(${newestSample}) AS newest, count(*) AS count, count(s.value) AS valued,
    min(iif(t.aggregation = 'count', NULL, s.value)) AS min,
    max(iif(t.aggregation = 'count', NULL, s.value)) AS max,
    sum(CASE t.aggregation
      WHEN 'arithmetic' THEN s.value
      WHEN 'temporal' THEN s.value * max(s.duration, 1)
      WHEN 'equivalent_level' THEN ${energy} * max(s.duration, 1)
    END) AS sum,
    sum(iif(t.aggregation IN ('temporal', 'equivalent_level') AND s.value IS NOT NULL,
      max(s.duration, 1), NULL)) AS weight
  FROM touched_run r
  CROSS JOIN observation_type t ON t.id = r.type AND t.aggregation NOT IN ('sum', 'duration')
  ${samplesOfRun}
  WHERE ${firstHour} BETWEEN r.first_hour AND r.last_hour
  GROUP BY r.type, r.first_hour, r.last_hour, ${firstHour}, s.source
) AS bucket`;

/**
 * Rebuilds the hours of runs whose samples are split over the hours they cover. An idle stand hour
 * (HKCategoryValueAppleStandHour.idle, 1) is a sample, but no time spent standing.
 */
export const fillSplitHours = `
INSERT OR REPLACE INTO rollup_hour (${hourColumns})
SELECT ?1, type, hour, source, (max(newest) & 4095) - 1080, sum(step = 0), NULL, NULL,
  sum(iif(piece = duration, value, value * piece / duration)), sum(step = 0 AND value IS NOT NULL), NULL,
  sum(iif(idle, 0, piece))
FROM (
  SELECT type, first_hour, last_hour, source, newest, value, duration, idle, step, start_hour + step AS hour,
    min(local + duration, (start_hour + step + 1) * ${hourMs}) - max(local, (start_hour + step) * ${hourMs})
      AS piece
  FROM (
    SELECT r.type AS type, r.first_hour AS first_hour, r.last_hour AS last_hour, s.source AS source,
      ${newestSample} AS newest, s.duration AS duration,
      iif(t.aggregation = 'sum', s.value, NULL) AS value,
      t.code = 'HKCategoryTypeIdentifierAppleStandHour' AND s.value = 1 AS idle,
      s.start + s.offset * 60000 AS local, ${firstHour} AS start_hour, k.n AS step
    FROM touched_run r
    CROSS JOIN observation_type t ON t.id = r.type AND t.aggregation IN ('sum', 'duration')
    ${samplesOfRun}
    CROSS JOIN counting k ON k.n <= ${lastHour} - ${firstHour}
  )
)
WHERE hour BETWEEN first_hour AND last_hour
GROUP BY type, first_hour, last_hour, hour, source`;

const runDays = (alias: string) =>
  `BETWEEN ${dayOfHourSql("r.first_hour")} AND ${dayOfHourSql("r.last_hour")} AND ${alias}.type = r.type`;

/** Rebuilds the days that the runs touch, from their hours. */
export const fillDays = `
INSERT OR REPLACE INTO rollup_day
  (patient, type, day, source, offset, count, min, max, sum, weight, last, covered, hours)
SELECT ?1, type, day, source, (newest & 4095) - 1080, count, min, max, sum, weight,
  (SELECT h.last FROM rollup_hour h
   WHERE h.patient = ?1 AND h.type = bucket.type AND h.hour = (newest >> 12) - 960000
     AND h.source = bucket.source),
  covered, hours
FROM (
  SELECT r.type AS type, ${dayOfHourSql("h.hour")} AS day, h.source AS source,
    max((h.hour + 960000) * 4096 + h.offset + 1080) AS newest,
    sum(h.count) AS count, min(h.min) AS min, max(h.max) AS max, sum(h.sum) AS sum,
    sum(h.weight) AS weight, sum(h.covered) AS covered, count(*) AS hours
  FROM touched_run r
  CROSS JOIN rollup_hour h ON h.patient = ?1 AND h.type = r.type
    AND h.hour BETWEEN ${dayOfHourSql("r.first_hour")} * 24 AND ${dayOfHourSql("r.last_hour")} * 24 + 23
  GROUP BY r.type, r.first_hour, r.last_hour, ${dayOfHourSql("h.hour")}, h.source
) AS bucket`;

/** Removes the hours of runs that lost a sample: a bucket may have no sample left. */
export const clearHours = `
DELETE FROM rollup_hour WHERE (patient, type, hour, source) IN (
  SELECT ?1, h.type, h.hour, h.source FROM touched_run r
  CROSS JOIN rollup_hour h ON h.patient = ?1 AND h.type = r.type
    AND h.hour BETWEEN r.first_hour AND r.last_hour
  WHERE r.shrinks = 1
)`;

/** Removes the days of runs that lost a sample. */
export const clearDays = `
DELETE FROM rollup_day WHERE (patient, type, day, source) IN (
  SELECT ?1, d.type, d.day, d.source FROM touched_run r
  CROSS JOIN rollup_day d ON d.patient = ?1 AND d.type = r.type AND d.day ${runDays("d")}
  WHERE r.shrinks = 1
)`;

/**
 * Forgets what was decided across sources for the days that the runs touch, and for those around where the stream's
 * clocks differ: a moment of one source's day may be the day before on another's.
 */
export const forgetMergedDays = `
DELETE FROM merged_day WHERE (patient, type, day) IN (
  SELECT ?1, m.type, m.day FROM touched_run r
  CROSS JOIN stream st ON st.patient = ?1 AND st.type = r.type
  CROSS JOIN merged_day m ON m.patient = ?1 AND m.type = r.type
    AND m.day BETWEEN ${dayOfHourSql("r.first_hour")} - (max(st.max_offset - st.min_offset, 0) + 1439) / 1440
      AND ${dayOfHourSql("r.last_hour")} + (max(st.max_offset - st.min_offset, 0) + 1439) / 1440
)`;

/** Forgets the nights that samples of the runs may belong to; `nights.ts` looks a day and a half around. */
export const forgetNights = `
DELETE FROM night WHERE (patient, day) IN (
  SELECT ?1, n.day FROM touched_run r
  CROSS JOIN observation_type t ON t.id = r.type AND t.code = 'HKCategoryTypeIdentifierSleepAnalysis'
  CROSS JOIN night n ON n.patient = ?1
    AND n.day BETWEEN ${dayOfHourSql("r.first_hour")} - 2 AND ${dayOfHourSql("r.last_hour")} + 2
)`;

const countOfRuns = `coalesce((
  SELECT sum(count) FROM (
    SELECT DISTINCT h.hour, h.source, h.count FROM touched_run r
    CROSS JOIN rollup_hour h ON h.patient = ?1 AND h.type = r.type
      AND h.hour BETWEEN r.first_hour AND r.last_hour
    WHERE r.type = stream.type
  )
), 0)`;

/** Before the hours are rebuilt: takes their samples out of the stream's count, and raises its generation. */
export const openStreams = `
UPDATE stream SET generation = generation + 1, count = count - ${countOfRuns}
WHERE patient = ?1 AND type IN (SELECT type FROM touched_run)`;

/** After: puts them back, and looks up what is first and newest. */
export const closeStreams = `
UPDATE stream SET count = count + ${countOfRuns},
  first_start = (
    SELECT s.start FROM sample s WHERE s.patient = ?1 AND s.type = stream.type ORDER BY s.start LIMIT 1
  ),
  (last_start, latest_duration, latest_offset, latest_value, latest_origin) = (
    SELECT s.start, s.duration, s.offset, s.value, s.origin FROM sample s
    WHERE s.patient = ?1 AND s.type = stream.type ORDER BY s.start DESC, s.uuid DESC LIMIT 1
  )
WHERE patient = ?1 AND type IN (SELECT type FROM touched_run)`;
