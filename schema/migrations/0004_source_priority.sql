-- Which source is believed first, and what merging keeps.

-- A clinician's order of the sources of one type of one patient; without rows, the default (watch, phone, app).
-- Sources that it does not name come after those that it does.
CREATE TABLE source_priority (
  patient INTEGER NOT NULL REFERENCES patient (id),
  type INTEGER NOT NULL REFERENCES observation_type (id),
  position INTEGER NOT NULL,        -- 0 is believed first
  source INTEGER NOT NULL REFERENCES source (id),
  PRIMARY KEY (patient, type, position),
  UNIQUE (patient, type, source)
) STRICT, WITHOUT ROWID;

-- The hour that clocks go back over comes twice: a total is known by its offset as well.
ALTER TABLE device_total RENAME TO device_total_before;
CREATE TABLE device_total (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  period TEXT NOT NULL CHECK (period IN ('hour', 'day')),
  bucket INTEGER NOT NULL,          -- local hour or day
  offset INTEGER NOT NULL,
  source INTEGER NOT NULL,
  value REAL NOT NULL,
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (patient, type, period, bucket, offset, source)
) STRICT, WITHOUT ROWID;
INSERT INTO device_total (patient, type, period, bucket, offset, source, value, computed_at)
  SELECT patient, type, period, bucket, offset, source, value, computed_at FROM device_total_before;
DROP TABLE device_total_before;

-- As in 0002, with the hours that a day was added up from: JSON [[hour of the day, offset, amount, count,
-- covered 0-1], ...].
DROP TABLE merged_day;
CREATE TABLE merged_day (
  patient INTEGER NOT NULL,
  type INTEGER NOT NULL,
  day INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  value REAL NOT NULL,
  count INTEGER NOT NULL,
  hours INTEGER NOT NULL,
  by_hour TEXT NOT NULL,
  PRIMARY KEY (patient, type, day)
) STRICT, WITHOUT ROWID;
