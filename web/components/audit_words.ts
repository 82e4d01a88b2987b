/** What an audit entry says, in words that a patient reads too. Both sides of the house use this one list. */

const actions: Record<string, string> = {
  "patient.create": "Opened this chart for the first time",
  "patient.read": "Opened the chart",
  "patient.profile.update": "Changed contact details",
  "import_grant.create": "Allowed an Apple Health import",
  "import_grant.pair": "Connected a computer for an import",
  "observation.ingest": "Added health data",
};
const readings: Record<string, string> = {
  "observation.summary": "Looked at the vitals",
  "observation.chart": "Looked at a chart",
  "observation.readings": "Looked at single readings",
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
