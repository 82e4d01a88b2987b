-- What merging readings says beside the totals that devices sent: the days on which the two differ.

-- One row for each difference found; a later comparison of the day replaces or removes it.
CREATE TABLE reconciliation (
  patient INTEGER NOT NULL REFERENCES patient (id),
  day INTEGER NOT NULL,             -- local day
  type INTEGER NOT NULL REFERENCES observation_type (id),
  shown REAL NOT NULL,
  device REAL NOT NULL,             -- the device's own sum
  readings REAL NOT NULL,           -- merged readings of the same time
  hours INTEGER NOT NULL,           -- hours that the device speaks for; 24 where it gave the day
  source INTEGER NOT NULL REFERENCES source (id),
  PRIMARY KEY (patient, day, type)
) STRICT, WITHOUT ROWID;

-- When a patient's totals were last compared, and how many days of all types together.
CREATE TABLE reconciliation_check (
  patient INTEGER PRIMARY KEY REFERENCES patient (id),
  checked_at INTEGER NOT NULL,
  compared INTEGER NOT NULL
) STRICT;
