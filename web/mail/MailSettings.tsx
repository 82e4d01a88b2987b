/** An administrator's look at mail: whether it goes out, what could not be sent, and what each kind looks like. */
import type { MailPreview, Outbox } from "../../schema/mail.ts";
import { Badge } from "../components/Badge.tsx";
import { Banner } from "../components/Banner.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { ExactTime } from "../components/RelativeTime.tsx";
import { mailReason, mailWords } from "./mail_words.ts";
import { MailText } from "./MailText.tsx";

export interface MailSettingsProps {
  outbox: Outbox;
  previews: readonly MailPreview[];
  /** Posts `mail`, the id. */
  sendAgainAction: string;
  previewHref: (kind: string) => string;
  outboxHref: string;
  zone: string;
}

function Delivery({ outbox, outboxHref }: MailSettingsProps) {
  const waiting = outbox.waiting === 0
    ? "Nothing is waiting."
    : `${outbox.waiting} ${outbox.waiting === 1 ? "mail is" : "mails are"} waiting.`;
  if (outbox.delivery === "none") {
    return (
      <Banner tone="caution" title="Mail goes nowhere yet">
        Set RESEND_API_KEY and MAIL_FROM for this deployment; until then mail waits. {waiting}
      </Banner>
    );
  }
  if (outbox.delivery === "local") {
    return (
      <Banner actions={<ButtonLink href={outboxHref} size="small">Open the outbox</ButtonLink>}>
        This deployment runs on one machine: mail is kept in its own outbox. {waiting}
      </Banner>
    );
  }
  return <Banner tone="good">Mail goes out. {waiting}</Banner>;
}

/** Inside `ConsoleLayout` with `width="narrow"`. */
export function MailSettings(props: MailSettingsProps) {
  const { outbox } = props;
  return (
    <>
      <PageHeader title="Mail" description="What the clinic sends, and what could not be sent." />
      <div class="sections">
        <Delivery {...props} />
        {outbox.failed.length > 0 && (
          <Card title="Could not be sent" description="Nobody tries these again by themselves." flush>
            <ul class="list-rows">
              {outbox.failed.map((mail) => (
                <li key={mail.id} class="list-row">
                  <div class="list-row-text">
                    <p class="list-row-title">
                      {mailWords[mail.kind].title} <Badge tone="danger">Not sent</Badge>
                    </p>
                    <p class="muted small">
                      {mail.recipient} · <ExactTime at={mail.createdAt} zone={props.zone} /> ·{" "}
                      {mailReason(mail.lastError)}
                    </p>
                  </div>
                  <form method="post" action={props.sendAgainAction}>
                    <input type="hidden" name="mail" value={mail.id} />
                    <Button type="submit" size="small">
                      Try again<span class="visually-hidden">: {mail.recipient}</span>
                    </Button>
                  </form>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {props.previews.map((mail) => (
          <Card
            key={mail.kind}
            title={mailWords[mail.kind].title}
            description={mailWords[mail.kind].when}
            actions={
              <ButtonLink href={props.previewHref(mail.kind)} size="small">
                As HTML<span class="visually-hidden">: {mailWords[mail.kind].title}</span>
              </ButtonLink>
            }
          >
            <dl class="facts">
              <dt>From</dt>
              <dd>{mail.sender}</dd>
              <dt>Subject</dt>
              <dd>{mail.subject}</dd>
            </dl>
            <MailText text={mail.text} />
          </Card>
        ))}
      </div>
    </>
  );
}
