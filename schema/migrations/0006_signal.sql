-- What a clinic wants to be told of, what was found, and what became of it; notes on a vital's chart; pinned tiles.
-- Days are counted from 1970-01-01 on the clock where the readings were made.

-- A rule as a level of the clinic wants it; without one, the rule that ships stands. The most specific wins:
-- a patient's, then that of the practitioner who is the patient's primary, then the clinic's. Old versions stay.
CREATE TABLE signal_rule (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,                -- which rule: one that ships, or one of the clinic's own
  patient INTEGER REFERENCES patient (id),
  practitioner INTEGER REFERENCES practitioner (id),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  definition TEXT NOT NULL,         -- JSON, schema/signal.ts: the whole rule, not a difference
  author INTEGER NOT NULL REFERENCES sign_in (id),
  created_at INTEGER NOT NULL,
  ended_at INTEGER,                 -- replaced or withdrawn
  CHECK (patient IS NULL OR practitioner IS NULL)
) STRICT;
CREATE UNIQUE INDEX signal_rule_one_each
  ON signal_rule (key, coalesce(patient, 0), coalesce(practitioner, 0)) WHERE ended_at IS NULL;
CREATE INDEX signal_rule_by_patient ON signal_rule (patient) WHERE patient IS NOT NULL AND ended_at IS NULL;

-- One stretch of days for which a rule held for a patient: exactly one row, however often it is looked at.
CREATE TABLE signal (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  rule TEXT NOT NULL,               -- signal_rule's key
  definition TEXT NOT NULL,         -- the rule as it was when last found to hold
  started_on INTEGER NOT NULL,
  last_met_on INTEGER NOT NULL,
  cleared_at INTEGER,               -- no longer held; set by the evaluation, never by a person
  evidence TEXT NOT NULL,           -- JSON: the days, values and coverage behind it
  raised_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'snoozed', 'done')),
  snoozed_until TEXT,               -- YYYY-MM-DD of the clinic: open again on that day
  UNIQUE (patient, rule, started_on),
  CHECK ((status = 'snoozed') = (snoozed_until IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX signal_one_current ON signal (patient, rule) WHERE cleared_at IS NULL;
CREATE INDEX signal_by_status ON signal (status, raised_at, id);

-- What happened to a signal, by whom. Append-only.
CREATE TABLE signal_event (
  id INTEGER PRIMARY KEY,
  signal INTEGER NOT NULL REFERENCES signal (id),
  recorded_at INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (
    action IN ('raise', 'clear', 'acknowledge', 'snooze', 'comment', 'reopen')
  ),
  sign_in INTEGER REFERENCES sign_in (id),  -- null: the evaluation
  note TEXT,
  until TEXT                        -- of a snooze
) STRICT;
CREATE INDEX signal_event_by_signal ON signal_event (signal, id);
CREATE TRIGGER signal_event_never_changes BEFORE UPDATE ON signal_event BEGIN
  SELECT RAISE(ABORT, 'signal_event is append-only');
END;
CREATE TRIGGER signal_event_never_goes BEFORE DELETE ON signal_event BEGIN
  SELECT RAISE(ABORT, 'signal_event is append-only');
END;

-- How far the evaluation of a patient has come: it runs again for new data, changed rules and each new day.
CREATE TABLE signal_evaluation (
  patient INTEGER PRIMARY KEY REFERENCES patient (id),
  evaluated_at INTEGER NOT NULL,
  evaluated_on TEXT NOT NULL,       -- YYYY-MM-DD of the clinic
  rules INTEGER NOT NULL            -- how many rows signal_rule had seen of beginnings and endings
) STRICT;

-- A clinician's note on a vital, at a day. Text is in the versions; a removed note keeps them.
CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  type TEXT NOT NULL,               -- HealthKit identifier, as in observation_type
  version INTEGER NOT NULL,         -- the newest one's number
  removed_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_by_patient ON annotation (patient, type) WHERE removed_at IS NULL;

-- Each state a note was in, the removal included. Append-only.
CREATE TABLE annotation_version (
  annotation INTEGER NOT NULL REFERENCES annotation (id),
  version INTEGER NOT NULL,
  day TEXT NOT NULL,                -- YYYY-MM-DD
  text TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),  -- the patient sees it
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  sign_in INTEGER NOT NULL REFERENCES sign_in (id),
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (annotation, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER annotation_version_never_changes BEFORE UPDATE ON annotation_version BEGIN
  SELECT RAISE(ABORT, 'annotation_version is append-only');
END;
CREATE TRIGGER annotation_version_never_goes BEFORE DELETE ON annotation_version BEGIN
  SELECT RAISE(ABORT, 'annotation_version is append-only');
END;

-- Tiles that a practitioner wants first on a patient's page.
CREATE TABLE vital_pin (
  practitioner INTEGER NOT NULL REFERENCES practitioner (id),
  patient INTEGER NOT NULL REFERENCES patient (id),
  type TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (practitioner, patient, type)
) STRICT, WITHOUT ROWID;
