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
