-- How the clinic and its people are reached, and what they tell of themselves.
-- `version` columns guard against two people changing the same thing: an update names the one it saw.

-- A picture that went through `api/image/clean_image.ts`: a bare JPEG or PNG. Never a patient's.
CREATE TABLE image (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  content_type TEXT NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png')),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 204800),
  created_at INTEGER NOT NULL
) STRICT;

ALTER TABLE organization ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organization ADD COLUMN logo INTEGER REFERENCES image (id);
ALTER TABLE organization ADD COLUMN after_hours_phone TEXT;
ALTER TABLE organization ADD COLUMN fax TEXT;
ALTER TABLE organization ADD COLUMN website TEXT;
ALTER TABLE organization ADD COLUMN addresses TEXT NOT NULL DEFAULT '[]';   -- JSON, schema/organization.ts
ALTER TABLE organization ADD COLUMN hours TEXT;                             -- JSON, schema/opening_hours.ts
ALTER TABLE organization ADD COLUMN emergency_phone TEXT;
ALTER TABLE organization ADD COLUMN emergency_text TEXT;
ALTER TABLE organization ADD COLUMN app_store TEXT;                         -- the iOS app's page
ALTER TABLE organization ADD COLUMN play_store TEXT;                        -- the Android app's page
ALTER TABLE organization ADD COLUMN support_email TEXT;

ALTER TABLE practitioner ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE practitioner ADD COLUMN photo INTEGER REFERENCES image (id);
ALTER TABLE practitioner ADD COLUMN specialties TEXT NOT NULL DEFAULT '[]'; -- JSON array of text
ALTER TABLE practitioner ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';   -- JSON array of BCP 47 tags
ALTER TABLE practitioner ADD COLUMN phone TEXT;
ALTER TABLE practitioner ADD COLUMN mobile TEXT;                            -- for text messages
ALTER TABLE practitioner ADD COLUMN email TEXT;
ALTER TABLE practitioner ADD COLUMN time_zone TEXT;                         -- null: the clinic's
-- JSON array of what patients are shown; a number or address is the practitioner's own to publish.
ALTER TABLE practitioner ADD COLUMN shown TEXT NOT NULL DEFAULT '["photo","specialties","languages"]';
ALTER TABLE practitioner ADD COLUMN patient_scheduling TEXT NOT NULL DEFAULT 'request'
  CHECK (patient_scheduling IN ('direct', 'request', 'no'));

ALTER TABLE patient ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE patient ADD COLUMN usual_name TEXT;                             -- FHIR HumanName with use 'usual'
ALTER TABLE patient ADD COLUMN other_phone TEXT;
ALTER TABLE patient ADD COLUMN home_address TEXT;                           -- JSON, schema/contact_point.ts
ALTER TABLE patient ADD COLUMN mailing_address TEXT;
ALTER TABLE patient ADD COLUMN language TEXT;                               -- BCP 47
ALTER TABLE patient ADD COLUMN emergency_contact TEXT;                      -- JSON, schema/patient_profile.ts
