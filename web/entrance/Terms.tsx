/** What somebody agrees to when they accept an invitation: short enough to be read. Version `termsVersion`. */

const ofPatients = (clinic: string) => [
  `${clinic} keeps what you share here as part of your record, and its clinicians look at it.`,
  "You decide what your phone shares, and can stop at any time. What is part of your record by then stays.",
  "The account is yours alone. Everyone who looks at your record is written down, and you can see who it was.",
  "This is not for emergencies: nobody watches it around the clock. Call your local emergency number.",
];
const ofStaff = (clinic: string) => [
  `You look at a patient's record only for their care, or for the work that ${clinic} gave you.`,
  "The account is yours alone. Every access is recorded; patients can see it.",
];

/** A list of sentences. */
export function Terms({ clinic, staff }: { clinic: string; staff: boolean }) {
  return (
    <div class="terms">
      <h2 class="terms-title">What you agree to</h2>
      <ul>{(staff ? ofStaff : ofPatients)(clinic).map((line) => <li key={line}>{line}</li>)}</ul>
    </div>
  );
}
