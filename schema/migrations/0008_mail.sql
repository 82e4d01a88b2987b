-- Mail, links that set a password, and invitations. The database alone opens nothing: of a link's token only the
-- hash is kept; what is mailed is derived again, when it is sent, with a key that is not in the database.

-- A one-use link that lets a person choose a new password.
CREATE TABLE reset_link (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  token_hash BLOB NOT NULL UNIQUE,
  sign_in INTEGER NOT NULL REFERENCES sign_in (id),
  email_key TEXT NOT NULL,          -- the address on file when it was made: another address, no longer a link
  made_by INTEGER REFERENCES sign_in (id), -- null: the person asked for it
  way TEXT NOT NULL CHECK (way IN ('mail', 'print')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  ended_at INTEGER                  -- a newer link took its place
) STRICT;
CREATE UNIQUE INDEX reset_link_one_open ON reset_link (sign_in) WHERE used_at IS NULL AND ended_at IS NULL;

-- An invitation to sign in: of a patient, or of somebody who is to work here.
CREATE TABLE invitation (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  token_hash BLOB NOT NULL UNIQUE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  patient INTEGER REFERENCES patient (id),  -- null: staff
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  credentials TEXT,
  is_practitioner INTEGER NOT NULL DEFAULT 0 CHECK (is_practitioner IN (0, 1)),
  is_administrator INTEGER NOT NULL DEFAULT 0 CHECK (is_administrator IN (0, 1)),
  invited_by INTEGER NOT NULL REFERENCES sign_in (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  opened_at INTEGER,                -- the page was shown; a mail scanner may have been the one who looked
  bounced_at INTEGER,
  accepted_at INTEGER,
  terms TEXT,                       -- the version of the terms that were agreed to
  ended_at INTEGER,                 -- withdrawn, or a newer one took its place
  CHECK (patient IS NOT NULL OR is_practitioner = 1 OR is_administrator = 1),
  CHECK (patient IS NULL OR (is_practitioner = 0 AND is_administrator = 0))
) STRICT;
CREATE UNIQUE INDEX invitation_one_open_patient ON invitation (patient)
  WHERE patient IS NOT NULL AND accepted_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX invitation_one_open_staff ON invitation (email_key)
  WHERE patient IS NULL AND accepted_at IS NULL AND ended_at IS NULL;

-- The outbox: a row stands in the batch of the change that it tells of; a job sends it after the commit.
CREATE TABLE mail (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,   -- the provider's idempotency key
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,          -- of a reset that was asked for: as typed, until the job knows whose it is
  sign_in INTEGER,
  reset_link INTEGER,
  invitation INTEGER,
  detail TEXT,                      -- words of this kind, e.g. which browser; never patient data
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  failed_at INTEGER,                -- dead: nobody tries again by themselves
  last_error TEXT
) STRICT;
CREATE INDEX mail_due ON mail (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_by_time ON mail (created_at);

-- What a deployment on somebody's own machine sends to nobody: shown at /dev/outbox.
CREATE TABLE local_mail (
  id INTEGER PRIMARY KEY,
  idempotency_key TEXT NOT NULL UNIQUE,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  sent_at INTEGER NOT NULL
) STRICT;
