-- Closing the loop: what clinicians looked at, and what began or ceased to come in.

-- A clinician says that a patient's health data was looked at. The patient sees who, what, when and the note.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  practitioner INTEGER NOT NULL REFERENCES practitioner (id),
  code TEXT,                        -- the health type; NULL: all of them
  note TEXT,                        -- in plain words, for the patient
  seen_at INTEGER NOT NULL,         -- when the page was made: what came in later was not looked at
  reviewed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX review_by_patient ON review (patient, id);

-- Newly shared and newly stopped data, for the patient's primary clinician. A job writes each once.
CREATE TABLE inbox_entry (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  type INTEGER NOT NULL REFERENCES observation_type (id),
  kind TEXT NOT NULL CHECK (kind IN ('started', 'stopped', 'resumed')),
  period INTEGER NOT NULL,          -- started: 0; stopped: start of the last reading; resumed: that of the stop
  at INTEGER NOT NULL,              -- when it began, or when it was last heard
  usual_days REAL,                  -- stopped: the usual interval between days with readings
  found_at INTEGER NOT NULL,
  seen_at INTEGER,
  seen_by INTEGER REFERENCES practitioner (id),  -- null where it settled by itself
  UNIQUE (patient, type, kind, period)
) STRICT;
CREATE INDEX inbox_entry_unseen ON inbox_entry (patient, id) WHERE seen_at IS NULL;

-- What a clinician asks a patient to measure. Its slots are computed, never stored: see api/measurement_plan/slots.ts.
CREATE TABLE measurement_plan (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  practitioner INTEGER NOT NULL REFERENCES practitioner (id),
  codes TEXT NOT NULL,              -- JSON list of health types
  times TEXT NOT NULL,              -- JSON list of 'HH:MM', ascending, on the clock of time_zone
  readings INTEGER NOT NULL CHECK (readings BETWEEN 1 AND 3),  -- at each time
  starts_on TEXT NOT NULL,          -- YYYY-MM-DD
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 31),
  time_zone TEXT NOT NULL,          -- IANA
  instruction TEXT,
  created_at INTEGER NOT NULL,
  stopped_at INTEGER,
  stopped_by INTEGER REFERENCES practitioner (id)
) STRICT;
CREATE INDEX measurement_plan_by_patient ON measurement_plan (patient, id);
