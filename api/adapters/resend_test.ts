import { assert, assertEquals, assertRejects } from "deno-std/assert/mod.js";
import { MailRefused } from "../deps.ts";
import { resendMail } from "./resend.ts";

const message = {
  senderName: 'Lake"view <Family>\r\nBcc: x',
  to: "robin@example.org",
  subject: "Hello",
  text: "text",
  html: "<p>text</p>",
};

function sender(answer: () => Response | Promise<Response>) {
  const calls: { url: string; headers: Headers; body: Record<string, unknown> }[] = [];
  const mail = resendMail({ apiKey: "re_key", from: "app@clinic.example" }, async (url, init) => {
    calls.push({ url, headers: new Headers(init.headers), body: JSON.parse(String(init.body)) });
    return await answer();
  });
  return { mail, calls };
}

const refused = (status: number, name: string) => () =>
  Response.json({ statusCode: status, name }, { status });

Deno.test("resendMail() sends one message under its key, and a sender's name stays a name", async () => {
  const { mail, calls } = sender(() => Response.json({ id: "1" }));
  await mail.send(message, "key-1");
  assertEquals(calls.length, 1);
  assertEquals(calls[0]!.url, "https://api.resend.com/emails");
  assertEquals([calls[0]!.headers.get("idempotency-key"), calls[0]!.headers.get("authorization")], [
    "key-1",
    "Bearer re_key",
  ]);
  assertEquals(calls[0]!.body.from, '"Lake view  Family   Bcc: x" <app@clinic.example>');
  assertEquals(calls[0]!.body.to, ["robin@example.org"]);
});

Deno.test("resendMail() tells what is worth another try from what never will be taken", async () => {
  for (const name of ["validation_error", "invalid_parameter"]) {
    await assertRejects(() => sender(refused(422, name)).mail.send(message, "k"), MailRefused, name);
  }
  for (
    const [answer, tag] of [
      [refused(429, "rate_limit_exceeded"), "rate_limit_exceeded"],
      [refused(409, "concurrent_idempotent_requests"), "concurrent_idempotent_requests"],
      [() => new Response("<html>bad gateway</html>", { status: 502 }), "status_502"],
      [refused(500, "to robin@example.org failed"), "status_500"],
      [() => Promise.reject(new TypeError("robin@example.org is unreachable")), "unreachable"],
    ] as const
  ) {
    const error = await assertRejects(() => sender(answer).mail.send(message, "k"), Error, tag);
    assert(!(error instanceof MailRefused) && !error.message.includes("robin"), tag);
  }
});

Deno.test("resendMail() takes a key that was used before as sent", async () => {
  await sender(refused(409, "invalid_idempotent_request")).mail.send(message, "k");
});
