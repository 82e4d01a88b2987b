-- The clinic, its people, how they sign in, and who looked at what.
-- One clinic = one database: no table carries a clinic's id. Instants are UTC milliseconds.

-- A conditional statement that changes nothing must abort its batch:
--   INSERT INTO must_change VALUES (changes());  right after it. The table stays empty.
CREATE TABLE must_change (rows INTEGER NOT NULL CHECK (rows >= 1)) STRICT;
CREATE TRIGGER must_change_stays_empty AFTER INSERT ON must_change BEGIN
  DELETE FROM must_change;
END;

-- FHIR Organization: the clinic itself, one row.
CREATE TABLE organization (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,          -- IANA
  phone TEXT,
  email TEXT,
  created_at INTEGER NOT NULL
) STRICT;

-- FHIR Practitioner.
CREATE TABLE practitioner (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,   -- random; the only id that leaves the server
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  credentials TEXT,                 -- 'MD', 'NP'
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- FHIR Patient.
CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  search_name TEXT NOT NULL,        -- folded 'family given', for search and order
  birth_date TEXT NOT NULL,         -- YYYY-MM-DD
  gender TEXT NOT NULL CHECK (gender IN ('male', 'female', 'other', 'unknown')),
  email TEXT,
  phone TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX patient_by_name ON patient (search_name, id);

-- Who cares for whom. No open row for a patient: the whole clinic does.
CREATE TABLE care_team (
  id INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (id),
  practitioner INTEGER NOT NULL REFERENCES practitioner (id),
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX care_team_by_patient ON care_team (patient, ended_at);
CREATE UNIQUE INDEX care_team_one_primary ON care_team (patient) WHERE is_primary = 1 AND ended_at IS NULL;

-- A way in. Roles follow from what it is bound to.
CREATE TABLE sign_in (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,              -- as typed
  email_key TEXT NOT NULL UNIQUE,   -- NFKC, lower case
  password_hash TEXT NOT NULL,      -- PHC string
  patient INTEGER UNIQUE REFERENCES patient (id),
  practitioner INTEGER UNIQUE REFERENCES practitioner (id),
  is_administrator INTEGER NOT NULL DEFAULT 0 CHECK (is_administrator IN (0, 1)),
  display_name TEXT NOT NULL,
  disabled_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK (patient IS NULL OR (practitioner IS NULL AND is_administrator = 0))
) STRICT;

-- An opaque session; the cookie's SHA-256 is all that is kept of it.
CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  sign_in INTEGER NOT NULL REFERENCES sign_in (id),
  created_at INTEGER NOT NULL,
  active_at INTEGER NOT NULL,
  ended_at INTEGER,
  user_agent TEXT NOT NULL DEFAULT '',
  network TEXT NOT NULL DEFAULT ''  -- IPv4 /24 or IPv6 /48
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_sign_in ON session (sign_in, ended_at);

-- Failures at the door, counted per account and network and per network.
CREATE TABLE sign_in_failure (
  bucket TEXT NOT NULL,             -- hash of what is limited; no address in the clear
  failed_at INTEGER NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (bucket, failed_at, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_failure_by_time ON sign_in_failure (failed_at);

-- A browser that has signed in to an account before; attacks from elsewhere do not lock it out.
CREATE TABLE known_browser (
  token_hash BLOB NOT NULL,
  sign_in INTEGER NOT NULL REFERENCES sign_in (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (token_hash, sign_in)
) STRICT, WITHOUT ROWID;

-- The one-use link that makes the first administrator.
CREATE TABLE setup_link (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

-- FHIR AuditEvent: append-only. A change's own row is written in the change's batch.
CREATE TABLE audit_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_at INTEGER NOT NULL,
  action TEXT NOT NULL,             -- 'patient.read', 'sign_in.refuse', …
  outcome TEXT NOT NULL CHECK (outcome IN ('success', 'refused')),
  sign_in INTEGER,                  -- who; null where nobody was signed in
  actor TEXT NOT NULL,              -- public id of the sign-in, 'device:…', 'anonymous' or 'system'
  patient INTEGER,                  -- whose record, where it was one
  entity TEXT,                      -- public id of the thing acted on
  detail TEXT,                      -- a reason tag or counts; never patient data
  network TEXT NOT NULL DEFAULT '',
  request_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX audit_event_by_patient ON audit_event (patient, id) WHERE patient IS NOT NULL;
CREATE TRIGGER audit_event_never_changes BEFORE UPDATE ON audit_event BEGIN
  SELECT RAISE(ABORT, 'audit_event is append-only');
END;
CREATE TRIGGER audit_event_never_goes BEFORE DELETE ON audit_event BEGIN
  SELECT RAISE(ABORT, 'audit_event is append-only');
END;

-- Ranges of audit_event sealed into a hash chain, about once a minute.
CREATE TABLE audit_seal (
  id INTEGER PRIMARY KEY,
  first_event INTEGER NOT NULL,
  last_event INTEGER NOT NULL UNIQUE,
  seal BLOB NOT NULL,               -- SHA-256(previous seal, rows)
  sealed_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER audit_seal_never_changes BEFORE UPDATE ON audit_seal BEGIN
  SELECT RAISE(ABORT, 'audit_seal is append-only');
END;
CREATE TRIGGER audit_seal_never_goes BEFORE DELETE ON audit_seal BEGIN
  SELECT RAISE(ABORT, 'audit_seal is append-only');
END;

-- Idempotency-Key of mutations: what was asked and what came of it, never the answer's body.
CREATE TABLE idempotency_key (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  resource TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_by_time ON idempotency_key (created_at);

-- What runs by itself. A job takes a lease; effects carry a unique (job, subject, period) of their own.
CREATE TABLE job (
  name TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  last_run_at INTEGER,
  last_error TEXT
) STRICT, WITHOUT ROWID;

-- Trading a session for a narrow right: ingest for one patient, 12 hours.
CREATE TABLE import_grant (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  sign_in INTEGER NOT NULL REFERENCES sign_in (id),
  basis TEXT NOT NULL CHECK (basis IN ('patient', 'practitioner')),
  reason TEXT,                      -- required of a practitioner
  code_hash BLOB UNIQUE,            -- pairing code for the command line; null once used
  code_expires_at INTEGER,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK (basis = 'patient' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX import_grant_by_patient ON import_grant (patient, expires_at);
