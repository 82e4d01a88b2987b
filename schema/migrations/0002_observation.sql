-- Health data: raw samples, what the device said about them, and the buckets charts are drawn from.
-- Instants are UTC milliseconds. Local hours and days are counted from 1970-01-01 00:00 on the sample's own
-- clock (start + offset): hour = floor(local / 3,600,000), day = floor(hour / 24).
-- Buckets are functions of the raw rows and nothing else: `rebuild-rollups` proves it bit for bit.

-- What was measured; an unknown identifier is kept as it is.
CREATE TABLE observation_type (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  aggregation TEXT NOT NULL CHECK (
    aggregation IN ('count', 'sum', 'arithmetic', 'temporal', 'equivalent_level', 'duration')
  )
) STRICT;

-- Who measured: the unit of merging. A new version of the same phone is the same source.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name_key TEXT NOT NULL,           -- normalized name, as in schema/export_identity.ts
  product TEXT NOT NULL,            -- hardware, 'Watch6,1'; '' where not said
  UNIQUE (name_key, product)
) STRICT;

-- A source in the device's own words, once for all samples that share them. Memory addresses are dropped.
CREATE TABLE origin (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  is_export INTEGER NOT NULL CHECK (is_export IN (0, 1)),  -- came by Apple's export, not from the phone
  name TEXT NOT NULL,
  bundle TEXT NOT NULL,
  version TEXT NOT NULL,
  device TEXT NOT NULL,
  zone TEXT NOT NULL,               -- IANA, '' where not said
  unit TEXT NOT NULL,               -- as sent, before conversion
  UNIQUE (source, is_export, name, bundle, version, device, zone, unit)
) STRICT;

-- One POST, its basis, and the receipt that a repetition gets again.
CREATE TABLE ingest_batch (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  actor TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('patient', 'practitioner', 'device')),
  reason TEXT,
  request_hash BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  stored INTEGER NOT NULL DEFAULT 0,
  duplicate INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  refusals TEXT NOT NULL            -- JSON
) STRICT;
CREATE INDEX ingest_batch_by_patient ON ingest_batch (patient, received_at);

-- One reading, in the type's canonical unit.
CREATE TABLE sample (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  start INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  duration INTEGER NOT NULL,        -- end - start, ms
  offset INTEGER NOT NULL,          -- minutes east of UTC
  value REAL,                       -- quantity, or the category's code
  source INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  PRIMARY KEY (patient, type, start, uuid)
) STRICT, WITHOUT ROWID;

-- What the columns cannot say: metadata, waveforms, workout particulars.
CREATE TABLE sample_detail (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  start INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  detail TEXT NOT NULL,             -- JSON object
  PRIMARY KEY (patient, type, start, uuid)
) STRICT, WITHOUT ROWID;

-- Deleted for good. The fingerprint columns are known once the phone's own reading was seen; they keep an old
-- export from bringing back what was deleted.
CREATE TABLE tombstone (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  start_second INTEGER,
  end_second INTEGER,
  value_text TEXT,                  -- 6 significant digits
  name_key TEXT,
  PRIMARY KEY (patient, type, uuid)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_by_second ON tombstone (patient, type, start_second) WHERE start_second IS NOT NULL;

-- What is known of one type of one patient. generation rises with every change of its samples or totals.
CREATE TABLE stream (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_start INTEGER,
  last_start INTEGER,
  latest_duration INTEGER,
  latest_offset INTEGER,
  latest_value REAL,
  latest_origin INTEGER,
  last_received_at INTEGER NOT NULL,
  min_offset INTEGER NOT NULL,      -- these three only widen: they bound the scan that rebuilds a bucket
  max_offset INTEGER NOT NULL,
  max_duration INTEGER NOT NULL,
  has_phone INTEGER NOT NULL,
  has_export INTEGER NOT NULL,
  has_tombstone INTEGER NOT NULL,
  PRIMARY KEY (patient, type)
) STRICT, WITHOUT ROWID;

-- One source's local hour. mean = sum / weight; weight is samples, or ms where the type averages over time,
-- and sum is in energy for equivalent levels. A sample counts in the hour it starts in.
CREATE TABLE rollup_hour (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  source INTEGER NOT NULL,
  offset INTEGER NOT NULL,          -- of the newest sample
  count INTEGER NOT NULL,
  min REAL,
  max REAL,
  sum REAL,
  weight INTEGER NOT NULL,
  last REAL,
  covered INTEGER NOT NULL,         -- ms of intervals within the hour
  PRIMARY KEY (patient, type, hour, source)
) STRICT, WITHOUT ROWID;

-- One source's local day: its hours, added up.
CREATE TABLE rollup_day (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  day INTEGER NOT NULL,
  source INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  count INTEGER NOT NULL,
  min REAL,
  max REAL,
  sum REAL,
  weight INTEGER NOT NULL,
  last REAL,
  covered INTEGER NOT NULL,
  hours INTEGER NOT NULL,           -- hours that have data
  PRIMARY KEY (patient, type, day, source)
) STRICT, WITHOUT ROWID;

-- A device's own merged sums. The newest computation of a device wins; two devices are never added.
CREATE TABLE device_total (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  period TEXT NOT NULL CHECK (period IN ('hour', 'day')),
  bucket INTEGER NOT NULL,          -- local hour or day
  source INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  value REAL NOT NULL,
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (patient, type, period, bucket, source)
) STRICT, WITHOUT ROWID;

-- Second stage: what is decided across sources. A row exists only while it is current: ingest deletes the days
-- it touches, and a row is stored only against the generation it was computed from.
CREATE TABLE merged_day (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  day INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  value REAL NOT NULL,
  count INTEGER NOT NULL,
  hours INTEGER NOT NULL,
  PRIMARY KEY (patient, type, day)
) STRICT, WITHOUT ROWID;

-- A night belongs to the local day it ends on. Minutes; asleep = rem + core + deep + unspecified.
CREATE TABLE night (
  patient INTEGER NOT NULL,
  day INTEGER NOT NULL,
  found INTEGER NOT NULL CHECK (found IN (0, 1)),  -- 0: looked, and nobody slept
  start INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  source INTEGER NOT NULL,
  in_bed REAL NOT NULL,
  awake REAL NOT NULL,
  rem REAL NOT NULL,
  core REAL NOT NULL,
  deep REAL NOT NULL,
  unspecified REAL NOT NULL,
  nap REAL NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (patient, day)
) STRICT, WITHOUT ROWID;

-- Scratch of one ingest batch. What the last one left is cleared when the next one begins.
CREATE TABLE ingest_group (
  id INTEGER PRIMARY KEY,
  type INTEGER NOT NULL,
  source INTEGER NOT NULL,
  origin INTEGER NOT NULL
) STRICT;
CREATE TABLE touched_run (
  type INTEGER NOT NULL,
  first_hour INTEGER NOT NULL,
  last_hour INTEGER NOT NULL,
  shrinks INTEGER NOT NULL,         -- something left: buckets may vanish
  PRIMARY KEY (type, first_hour, last_hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE leaving_sample (
  type INTEGER NOT NULL,
  start INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  by_request INTEGER NOT NULL,      -- deleted by the batch's own list
  is_new INTEGER NOT NULL,          -- came with this very batch
  PRIMARY KEY (type, start, uuid)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ingest_batch_clears_scratch AFTER INSERT ON ingest_batch BEGIN
  DELETE FROM ingest_group;
  DELETE FROM touched_run;
  DELETE FROM leaving_sample;
END;

-- 0, 1, 2, … 4,999: the rows of a packed batch, the hours of a split interval.
CREATE TABLE counting (n INTEGER PRIMARY KEY) STRICT;
INSERT INTO counting (n)
  WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4999)
  SELECT n FROM numbers;

-- 10^(level / 10) for whole decibels; SQLite is built without pow().
CREATE TABLE decibel (level INTEGER PRIMARY KEY, power REAL NOT NULL) STRICT;
INSERT INTO decibel (level, power)
  WITH RECURSIVE levels (level, power) AS (
    SELECT 0, 1.0 UNION ALL SELECT level + 1, power * 1.2589254117941673 FROM levels WHERE level < 250
  ) SELECT level, power FROM levels;
