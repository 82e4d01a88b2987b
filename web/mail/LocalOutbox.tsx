/** What a deployment on one's own machine sent to nobody: newest first, links ready to follow. */
import type { LocalMail } from "../../schema/mail.ts";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { EntranceLayout } from "../entrance/layout.tsx";
import { MailText } from "./MailText.tsx";

export function LocalOutbox({ mails, href }: { mails: readonly LocalMail[]; href: string }) {
  return (
    <EntranceLayout
      organization="Patient App"
      title="Outbox"
      lead="Mail of this deployment. It runs on one machine, so nothing left it."
      foot={<a href="/sign-in">Sign in</a>}
      wide
    >
      <p class="row outbox-actions">
        <ButtonLink href={href} icon="reset" size="small">Look again</ButtonLink>
      </p>
      {mails.length === 0
        ? (
          <EmptyState
            icon="upload"
            title="Nothing yet"
            text="Mail shows up here within a few seconds: a link for a new password, an invitation, a notice."
          />
        )
        : (
          <div class="sections">
            {mails.map((mail) => (
              <Card
                key={mail.id}
                title={mail.subject}
                description={`To ${mail.recipient} · from ${mail.sender}`}
                actions={<ButtonLink href={`${href}/${mail.id}`} size="small">As HTML</ButtonLink>}
              >
                <MailText text={mail.text} />
              </Card>
            ))}
          </div>
        )}
    </EntranceLayout>
  );
}
