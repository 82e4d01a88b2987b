/** A mail's plain text, with its links to follow. */

/** Only web addresses become links; the rest stays text. */
export function MailText({ text }: { text: string }) {
  return (
    <p class="mail-text">
      {text.trim().split(/(https?:\/\/[^\s]+[^\s.,])/).map((part) =>
        /^https?:\/\//.test(part) ? <a key={part} href={part}>{part}</a> : part
      )}
    </p>
  );
}
