/** What an audit entry says, in words that a patient reads too. Both sides of the house use this one list. */

const actions: Record<string, string> = {
  "patient.create": "Opened this chart for the first time",
  "patient.read": "Opened the chart",
  "vital_pin.set": "Pinned a vital",
  "vital_pin.remove": "Unpinned a vital",
  "annotation.create": "Added a note to a vital",
  "annotation.change": "Changed a note on a vital",
  "annotation.remove": "Removed a note from a vital",
  "signal.acknowledge": "Acknowledged a signal",
  "signal.snooze": "Snoozed a signal",
  "signal.comment": "Commented on a signal",
  "signal.reopen": "Opened a signal again",
  "signal_rule.set": "Changed what the app looks for",
  "patient.profile.update": "Changed contact details",
  "import_grant.create": "Allowed an Apple Health import",
  "import_grant.pair": "Connected a computer for an import",
  "observation.ingest": "Added health data",
  "password_reset.request": "Asked for a link to choose a new password",
  "password_reset.send": "Sent a link to choose a new password",
  "password_reset.print": "Made a link to choose a new password, to hand over",
  "password_reset.use": "Chose a new password by a link",
  "password.change": "Changed the password",
  "invitation.send": "Sent an invitation to sign in",
  "invitation.withdraw": "Withdrew the invitation to sign in",
  "invitation.accept": "Accepted the invitation to sign in",
  "reconciliation.run": "Compared readings with the device's own totals",
  "inbox.seen": "Saw which data newly comes in or stopped",
  "measurement_plan.create": "Asked for measurements",
  "measurement_plan.stop": "Stopped asking for measurements",
  "measurement.delete": "Took back a reading entered by hand",
  "measurement.create": "Entered a reading by hand",
  "review.create": "Marked health data as reviewed",
  "observation.create": "Entered a value measured in the clinic",
  "observation.delete": "Deleted a value measured in the clinic",
  "source_priority.choose": "Chose which source of a vital counts first",
};
const readings: Record<string, string> = {
  "observation.summary": "Looked at the vitals",
  "observation.chart": "Looked at a chart",
  "observation.readings": "Looked at single readings",
  "vital_pin.list": "Looked at the vitals",
  "annotation.list": "Looked at the notes on a vital",
  "measurement.list": "Looked at readings entered by hand",
  "measurement_plan.list": "Looked at the measurement plans",
  "review.list": "Looked at the reviews",
  "observation.read": "Looked at a value measured in the clinic",
  "signal.of_patient": "Looked at the signals",
  "signal_rule.of_patient": "Looked at the signals",
  "observation.provenance": "Looked at how a number came about",
  "reconciliation.read": "Looked at differences from the device's totals",
  "observation.derived": "Looked at averages of a vital",
  "observation.sources": "Looked at the sources of a vital",
  "observation.csv": "Downloaded readings (spreadsheet)",
  "observation.bundle": "Downloaded readings (FHIR)",
  "fhir.observation_search": "Looked at readings through another program (FHIR)",
  "patient.profile.read": "Looked at contact details",
  "audit_event.list": "Looked at this list",
};

/** `detail` of a reading is the operation that came first; its words are narrower where there are any. */
export function auditWords(action: string, detail: string | null): string {
  return (action === "patient.read" && detail !== null && readings[detail]) || actions[action] || action;
}

/** Who acted, as a capacity. */
export const auditRoles = {
  practitioner: "Clinician",
  administrator: "Administrator",
  patient: "Patient",
  device: "Import",
  system: "System",
} as const;
