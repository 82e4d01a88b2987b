/** How an invitation stands, in two words and a tone. */
import type { Invitation } from "../../schema/invitation.ts";
import type { Tone } from "../components/Badge.tsx";

export const invitationWords: Record<Invitation["state"], { label: string; tone: Tone }> = {
  sent: { label: "Invited", tone: "info" },
  opened: { label: "Link opened", tone: "info" },
  accepted: { label: "Accepted", tone: "good" },
  bounced: { label: "Not delivered", tone: "danger" },
  withdrawn: { label: "Withdrawn", tone: "neutral" },
  expired: { label: "Expired", tone: "caution" },
};
