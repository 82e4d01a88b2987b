/** The outbox: at least once, in order of need, given up in the open. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { mailKinds } from "../../schema/mail.ts";
import { mustWrite } from "../database.ts";
import { delivered } from "../testing/mailbox.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario } from "../testing/scenario.ts";
import { letterOf, sampleFacts } from "./letter.ts";
import { letterHtml } from "./letter_html.tsx";
import { letterText } from "./letter_text.ts";
import { queueMail } from "./queue.ts";

const queue = async ({ db, now }: Scenario, recipient: string) =>
  void await mustWrite(db, [queueMail(now(), { kind: "password_changed", recipient, signIn: 3 })]);

async function mailRows({ db }: Scenario) {
  const [found] = await db.read([{
    sql: "SELECT recipient, attempts, sent_at, failed_at, last_error FROM mail ORDER BY id",
    args: [],
  }]);
  return found!.rows;
}

scenario("mail is sent once, however many senders come at once", async (clinic) => {
  for (let index = 0; index < 30; index++) await queue(clinic, `person${index}@example.org`);
  await Promise.all([1, 2, 3, 4].map(() => clinic.runJobs()));
  assertEquals((await delivered(clinic)).length, 30);
  assert((await mailRows(clinic)).every(({ attempts, sentAt }) => attempts === 1 && sentAt !== null));
});

scenario(
  "a provider that is down is tried again for half a day, then the administrator sees it",
  async (clinic) => {
    await queue(clinic, "someone@down.test");
    await clinic.runJobs();
    await clinic.runJobs();
    assertEquals((await mailRows(clinic))[0]?.attempts, 1, "not before its turn");
    for (let hour = 0; hour < 24; hour++) {
      clinic.advance(30 * 60_000);
      await clinic.runJobs();
    }
    const [row] = await mailRows(clinic);
    assertEquals([row?.attempts, row?.lastError, row?.failedAt !== null], [8, "application_error", true]);
    const outbox = await (await clinic.get("/api/mail", people.administrator)).json();
    assertEquals([outbox.failed.length, outbox.waiting, outbox.failed[0].recipient], [
      1,
      0,
      "someone@down.test",
    ]);
    assertEquals((await clinic.get("/api/mail", people.practitioner)).status, 403);

    await mustWrite(clinic.db, [{ sql: "UPDATE mail SET recipient = 'someone@example.org'", args: [] }]);
    const again = await clinic.post(`/api/mail/${outbox.failed[0].id}/send-again`, "", {
      as: people.administrator,
    });
    assertEquals(again.status, 204);
    assertEquals((await delivered(clinic)).length, 1);
    const unknown = await clinic.post("/api/mail/none/send-again", "", { as: people.administrator });
    assertEquals(unknown.status, 404);
  },
);

scenario("a message that is refused for good is not tried again", async (clinic) => {
  await queue(clinic, "someone@refused.test");
  await clinic.runJobs();
  const [row] = await mailRows(clinic);
  assertEquals([row?.attempts, row?.lastError, row?.failedAt !== null], [1, "validation_error", true]);
});

scenario("the outbox of this machine is nowhere else", async ({ get }) => {
  assertEquals((await get("/api/dev/outbox")).status, 404);
});

Deno.test("every kind of mail has a subject, a text and a page that loads nothing from anywhere", () => {
  for (const kind of mailKinds) {
    const letter = letterOf(sampleFacts(kind, "<b>Clinic</b> & Sons", "https://clinic.test"));
    const text = letterText(letter, "<b>Clinic</b> & Sons"),
      html = letterHtml(letter, "<b>Clinic</b> & Sons");
    assert(letter.subject.length > 5 && letter.subject.length < 100, kind);
    assert(text.startsWith("Hello Robin,\n\n"), kind);
    assertEquals(html.includes("<b>"), false, `${kind}: a name stays a name`);
    assertEquals(/<(script|img|link|iframe|form)\b|url\(|@import/.test(html), false, kind);
    assert(html.includes("prefers-color-scheme: dark"), kind);
    for (const [, link] of html.matchAll(/href="([^"]+)"/g)) {
      assert(link!.startsWith("https://clinic.test/"), link);
    }
  }
});
