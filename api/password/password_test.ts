/** Choosing a new password, whole journeys: asked for, sent, printed, changed; mail read from the outbox. */
import { assert, assertEquals, assertMatch, assertNotEquals } from "deno-std/assert/mod.js";
import { delivered, tokenIn } from "../testing/mailbox.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario, testOrigin } from "../testing/scenario.ts";

const minute = 60_000;
const fresh = "a brand new long password";

async function ask(clinic: Scenario, email: string) {
  const response = await clinic.post("/api/password-reset", { email });
  assertEquals([response.status, await response.text()], [202, ""]);
  return response;
}

async function use(clinic: Scenario, token: string, password = fresh): Promise<Response> {
  return await clinic.post("/api/password-reset/use", { token, password });
}

async function status(response: Promise<Response> | Response): Promise<number> {
  const answer = await response;
  await answer.body?.cancel();
  return answer.status;
}

async function count(clinic: Scenario, sql: string): Promise<number> {
  const [found] = await clinic.db.read([{ sql, args: [] }]);
  return Number(Object.values(found!.rows[0]!)[0]);
}

scenario("who forgot their password gets a link, chooses a new one and is signed in", async (clinic) => {
  const { get, post } = clinic;
  assertEquals(await status(get("/api/session", people.patient)), 200);
  const grant = await (await post("/api/patient/patient1/import-grant", {}, { as: people.patient })).json();
  assert(grant.token.length > 20);
  await ask(clinic, " Grace@Example.org ");
  const [mail] = await delivered(clinic);
  assertEquals([mail?.recipient, mail?.sender], ["grace@example.org", "Test Clinic"]);
  assertMatch(mail!.text, /^Hello Grace,/);
  assertEquals(/Okafor|1980/.test(mail!.text + mail!.html), false, "nothing beyond the first name");
  const links = [...(mail!.text + mail!.html).matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link);
  assert(links.length >= 2 && links.every((link) => link.startsWith(`${testOrigin}/`)), links.join());
  const token = tokenIn(mail!);
  assertEquals(token.length, 43);
  const [stored] = await clinic.db.read([{ sql: "SELECT * FROM reset_link", args: [] }]);
  assertEquals(JSON.stringify(stored!.rows).includes(token), false);

  // Looking uses nothing, however often.
  for (let look = 0; look < 3; look++) {
    const looked = await post("/api/password-reset/look", { token });
    assertEquals([looked.status, (await looked.json()).clinic], [200, "Test Clinic"]);
  }
  assertEquals(await status(use(clinic, token, "too short")), 422);
  const flawed = await (await use(clinic, token, "grace okafor 1980")).json();
  assertEquals(flawed.errors, [{ field: "password", reason: "too close to your own name or address" }]);

  const used = await use(clinic, token);
  assertEquals([used.status, (await used.json()).home], [200, "/health"]);
  const cookie = used.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
  assertEquals(await status(clinic.request("/api/session", { headers: { cookie } })), 200);
  assertEquals(await status(get("/api/session", people.patient)), 401, "every other session has ended");
  assertEquals(await count(clinic, "SELECT count(*) FROM import_grant WHERE revoked_at IS NULL"), 0);
  assertEquals(await status(post("/api/sign-in", people.patient)), 401, "the old password is gone");
  assertEquals(await status(post("/api/sign-in", { email: people.patient.email, password: fresh })), 200);
  assertEquals(await status(use(clinic, token, "another long password")), 410);
  assertEquals(await status(post("/api/password-reset/look", { token })), 410);
  const mails = await delivered(clinic);
  assert(mails.some(({ subject }) => /password at Test Clinic was changed/.test(subject)));
});

scenario("an address that nobody has gets the same answer, and no mail is kept of it", async (clinic) => {
  const known = await ask(clinic, people.patient.email);
  const unknown = await ask(clinic, "nobody@example.org");
  const shape = (response: Response) =>
    [...response.headers].filter(([name]) => !/date|x-request-id/.test(name));
  assertEquals(shape(known), shape(unknown));
  assertEquals((await delivered(clinic)).length, 1);
  assertEquals(await count(clinic, "SELECT count(*) FROM mail"), 1);
  assertEquals(
    await count(clinic, "SELECT count(*) FROM audit_event WHERE action = 'password_reset.request'"),
    1,
  );
});

scenario("a new link ends the older ones, and half an hour ends any", async (clinic) => {
  await ask(clinic, people.patient.email);
  const first = tokenIn((await delivered(clinic)).at(-1)!);
  clinic.advance(minute);
  await ask(clinic, people.patient.email);
  const second = tokenIn((await delivered(clinic)).at(-1)!);
  assertNotEquals(first, second);
  assertEquals(await status(use(clinic, first)), 410);
  clinic.advance(30 * minute - 1);
  assertEquals(await status(clinic.post("/api/password-reset/look", { token: second })), 200);
  clinic.advance(1);
  assertEquals(await status(use(clinic, second)), 410);
});

scenario("another address on file, or a disabled sign-in, ends a link that is on its way", async (clinic) => {
  await ask(clinic, people.patient.email);
  const token = tokenIn((await delivered(clinic)).at(-1)!);
  const set = (sql: string) => clinic.db.write([{ sql, args: [] }]);
  await set("UPDATE sign_in SET email = 'new@example.org', email_key = 'new@example.org' WHERE patient = 1");
  assertEquals(await status(use(clinic, token)), 410);
  await set("UPDATE sign_in SET email_key = 'grace@example.org' WHERE patient = 1");
  await set("UPDATE sign_in SET disabled_at = 1 WHERE patient = 1");
  assertEquals(await status(use(clinic, token)), 410);
  await set("UPDATE sign_in SET disabled_at = NULL WHERE patient = 1");
  assertEquals(await status(use(clinic, token)), 200);
});

scenario("of a hundred uses of one link at once exactly one succeeds", async (clinic) => {
  await ask(clinic, people.patient.email);
  const token = tokenIn((await delivered(clinic)).at(-1)!);
  const tries = Array.from(
    { length: 100 },
    (_, index) => status(use(clinic, token, `${fresh} number ${index}`)),
  );
  const statuses = await Promise.all(tries);
  const of = (one: number) => statuses.filter((each) => each === one).length;
  assertEquals([of(200), of(410)], [1, 99]);
  assertEquals(await count(clinic, "SELECT count(*) FROM session WHERE ended_at IS NULL"), 1);
  assertEquals(
    await count(clinic, "SELECT count(*) FROM audit_event WHERE action = 'password_reset.use'"),
    1,
  );
  const winner = statuses.indexOf(200);
  assertEquals(
    await status(
      clinic.post("/api/sign-in", { email: people.patient.email, password: `${fresh} number ${winner}` }),
    ),
    200,
  );
});

scenario(
  "asking is limited: five mails an hour for an address, twenty asks for a network",
  async (clinic) => {
    for (let index = 0; index < 8; index++) await ask(clinic, people.patient.email);
    assertEquals((await delivered(clinic)).length, 5);
    const statuses: number[] = [];
    for (let index = 0; index < 25; index++) {
      statuses.push(await status(clinic.post("/api/password-reset", { email: `a${index}@example.org` })));
    }
    assert(statuses.slice(0, 15).every((one) => one === 202), statuses.join());
    assertEquals(statuses.slice(15), Array(10).fill(429));
  },
);

scenario("a clinician sends a link that only the patient sees, for 24 hours", async (clinic) => {
  const path = "/api/patient/patient1/password-reset";
  const sent = await clinic.post(path, { way: "mail" }, { as: people.practitioner });
  const body = await sent.json();
  assertEquals([sent.status, body.email, body.link], [201, "grace@example.org", null]);
  const mail = (await delivered(clinic)).at(-1)!;
  assertMatch(mail.text, /Ada Moreno of Test Clinic sent you this link/);
  clinic.advance(24 * 60 * minute - 1);
  assertEquals(await status(use(clinic, tokenIn(mail))), 200);
  const events = await (await clinic.get("/api/patient/patient1/audit-event", people.administrator)).json();
  const actions = events.events.map(({ action, agent }: { action: string; agent: string }) =>
    `${action} ${agent}`
  );
  assert(actions.includes("password_reset.send Ada Moreno"), actions.join());
  assert(actions.some((action: string) => action.startsWith("password_reset.use")), actions.join());
});

scenario("a printed link works once, within an hour, and the patient is told without it", async (clinic) => {
  const path = "/api/patient/patient1/password-reset";
  const printed = await (await clinic.post(path, { way: "print" }, { as: people.administrator })).json();
  assertMatch(printed.link, /^https:\/\/clinic\.test\/reset\/(?:[0-9A-HJKMNP-TV-Z]{4}-?){4}$/);
  const mail = (await delivered(clinic)).at(-1)!;
  assertMatch(mail.subject, /made a link/);
  assertEquals(mail.text.includes("/reset/"), false);
  const token = printed.link.split("/").at(-1);
  clinic.advance(60 * minute - 1);
  // As a person types what was read out to them.
  assertEquals(await status(use(clinic, token.toLowerCase().replaceAll("-", " ").replaceAll("0", "o"))), 200);
  assertEquals(await status(use(clinic, token)), 410);
  const again = await (await clinic.post(path, { way: "print" }, { as: people.practitioner })).json();
  clinic.advance(60 * minute);
  assertEquals(await status(use(clinic, again.link.split("/").at(-1))), 410);
});

scenario("a password is changed by who knows the present one; other sessions end", async (clinic) => {
  const { post, get } = clinic;
  const elsewhere = await post("/api/sign-in", people.patient);
  await elsewhere.body?.cancel();
  const cookie = elsewhere.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
  const change = (current: string, password: string) =>
    post("/api/password", { current, password }, { as: people.patient });
  const wrong = await change("not my present password", fresh);
  assertEquals([wrong.status, (await wrong.json()).errors[0].field], [422, "current"]);
  assertEquals(await status(change(people.patient.password, "qwertyuiop12345")), 422);
  assertEquals(await status(change(people.patient.password, fresh)), 204);
  assertEquals(await status(get("/api/session", people.patient)), 200, "this session goes on");
  assertEquals(await status(clinic.request("/api/session", { headers: { cookie } })), 401);
  assertEquals(await status(post("/api/sign-in", { email: people.patient.email, password: fresh })), 200);
  assert((await delivered(clinic)).some(({ subject }) => /was changed/.test(subject)));
});

scenario("guessing one's present password is stopped", async (clinic) => {
  const guess = () =>
    status(clinic.post("/api/password", { current: "a guess", password: fresh }, { as: people.patient }));
  const statuses: number[] = [];
  for (let index = 0; index < 14; index++) statuses.push(await guess());
  assertEquals(statuses.filter((one) => one === 422).length, 10);
  assertEquals(statuses.at(-1), 429);
});

scenario(
  "a sign-in from a new browser is told by mail; the first and the known one are not",
  async (clinic) => {
    const agent = {
      "user-agent":
        "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Safari/604.1",
    };
    const first = await clinic.post("/api/sign-in", people.patient, { headers: agent });
    await first.body?.cancel();
    assertEquals((await delivered(clinic)).length, 0);
    const browser = first.headers.getSetCookie().find((cookie) => cookie.includes("browser="))!.split(
      ";",
    )[0]!;
    await status(clinic.post("/api/sign-in", people.patient, { headers: { ...agent, cookie: browser } }));
    assertEquals((await delivered(clinic)).length, 0);
    await status(clinic.post("/api/sign-in", people.patient, { headers: agent }));
    clinic.advance(5_000);
    const mail = (await delivered(clinic)).at(-1)!;
    assertMatch(mail.text, /Safari on iPhone, on March 10, 2026 at 10:00/);
  },
);

scenario("links start at the configured origin, whatever the request claims", async (clinic) => {
  const response = await clinic.post("/api/password-reset", { email: people.patient.email }, {
    headers: { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
  });
  assertEquals(await status(response), 202);
  const [mail] = await delivered(clinic);
  assertEquals(/evil/.test(mail!.text + mail!.html), false);
});

scenario("letters that look like another address reach nobody else's account", async (clinic) => {
  for (
    const lookalike of [
      "grаce@example.org",
      "grace\u200b@example.org",
      "ｇrace@example.org",
      "GRACE@EXAMPLE.ORG",
    ]
  ) await ask(clinic, lookalike);
  // Compatibility forms and case are the same address; what goes out goes to the one on file.
  assertEquals((await delivered(clinic)).map(({ recipient }) => recipient), [
    "grace@example.org",
    "grace@example.org",
  ]);
});
