/** How a patient gets in, on their chart: their address and a reset, or how their invitation stands. */
import type { PatientSignIn } from "../../schema/invitation.ts";
import { Badge } from "../components/Badge.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { invitationWords } from "./invitation_words.ts";

export interface SignInCardProps extends PatientSignIn {
  /** The chart's address; the forms' pages are below it. */
  base: string;
  now: string;
  zone: string;
}

/** An invitation that was never accepted is sent again; there is no password to reset yet. */
export function SignInCard({ signIn, invitation, base, now, zone }: SignInCardProps) {
  if (signIn !== null) {
    return (
      <Card
        title="Signing in"
        actions={signIn.disabled
          ? undefined
          : <ButtonLink href={`${base}/reset`} size="small" icon="lock">Send reset link</ButtonLink>}
      >
        <p>
          {signIn.email} {signIn.disabled && <Badge tone="caution">Disabled</Badge>}
        </p>
      </Card>
    );
  }
  const open = invitation !== null && ["sent", "opened", "bounced"].includes(invitation.state);
  return (
    <Card
      title="Signing in"
      actions={
        <>
          {open && (
            <form method="post" action={`${base}/invite/withdraw`}>
              <Button type="submit" size="small" tone="quiet">Withdraw</Button>
            </form>
          )}
          <ButtonLink href={`${base}/invite`} size="small" icon="user">
            {invitation === null ? "Invite" : "Send again"}
          </ButtonLink>
        </>
      }
    >
      {invitation === null ? <p class="muted">Not invited yet: the patient cannot sign in.</p> : (
        <>
          <p>
            {invitation.email}{" "}
            <Badge tone={invitationWords[invitation.state].tone}>
              {invitationWords[invitation.state].label}
            </Badge>
          </p>
          <p class="muted small">
            <RelativeTime at={invitation.sentAt} now={now} zone={zone} prefix="Sent" /> by{" "}
            {invitation.invitedBy}
          </p>
        </>
      )}
    </Card>
  );
}
