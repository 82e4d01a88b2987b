-- Readings that somebody in the clinic measured and entered by hand. The reading itself is a sample like any other;
-- a row here is what makes it the clinic's: no device can write one, nor delete a sample that has one.
CREATE TABLE clinic_measurement (
  patient INTEGER NOT NULL REFERENCES patient (id),
  type INTEGER NOT NULL REFERENCES observation_type (id),
  start INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  entry BLOB NOT NULL,              -- uuid of the first reading that was entered with it: both pressures share one
  practitioner INTEGER NOT NULL REFERENCES practitioner (id),
  PRIMARY KEY (patient, type, start, uuid)
) STRICT, WITHOUT ROWID;
