/** Invitations, whole journeys: mail with a link, a password, the terms, and a sign-in that opens what it should. */
import { assert, assertEquals, assertMatch, assertNotEquals } from "deno-std/assert/mod.js";
import { delivered, tokenIn } from "../testing/mailbox.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Person, type Scenario } from "../testing/scenario.ts";

const day = 24 * 60 * 60_000;
const password = "a first and lasting password";
const terms = "2026-11";

/** A patient who has a chart and no way in. */
async function addPatient({ post }: Scenario, email?: string): Promise<string> {
  const answer = await post("/api/patient", {
    name: { given: "Ida", family: "Lindqvist" },
    birthDate: "1961-07-09",
    gender: "female",
    ...(email === undefined ? {} : { email }),
  }, { as: people.administrator, headers: { "idempotency-key": crypto.randomUUID() } });
  assertEquals(answer.status, 201);
  return (await answer.json()).id;
}

async function invite(clinic: Scenario, patient: string, body = {}, as: Person = people.practitioner) {
  const answer = await clinic.post(`/api/patient/${patient}/invitation`, body, { as });
  return { status: answer.status, body: await answer.json() };
}

async function standing(clinic: Scenario, patient: string) {
  return await (await clinic.get(`/api/patient/${patient}/sign-in`, people.practitioner)).json();
}

const accept = (clinic: Scenario, token: string, more = {}) =>
  clinic.post("/api/invitation/accept", { token, password, terms, ...more });

async function status(response: Promise<Response> | Response): Promise<number> {
  const answer = await response;
  await answer.body?.cancel();
  return answer.status;
}

scenario("an invited patient chooses a password, agrees, and sees their own record", async (clinic) => {
  const patient = await addPatient(clinic, "ida@example.org");
  assertEquals(await standing(clinic, patient), { signIn: null, invitation: null });
  const invited = await invite(clinic, patient);
  assertEquals([invited.status, invited.body.state, invited.body.email], [201, "sent", "ida@example.org"]);
  const mail = (await delivered(clinic)).at(-1)!;
  assertMatch(mail.text, /^Hello Ida,\n\nAda Moreno of Test Clinic invites you/);
  assertEquals(/Lindqvist|1961/.test(mail.text + mail.html), false);
  const token = tokenIn(mail);

  const look = await (await clinic.post("/api/invitation/look", { token })).json();
  assertEquals([look.clinic, look.invitedBy, look.givenName, look.staff], [
    "Test Clinic",
    "Ada Moreno",
    "Ida",
    false,
  ]);
  assertEquals((await standing(clinic, patient)).invitation.state, "opened");
  assertEquals(
    await status(clinic.post("/api/invitation/accept", { token, password })),
    422,
    "without the terms",
  );
  assertEquals(await status(accept(clinic, token, { password: "ida lindqvist 61" })), 422);

  const accepted = await accept(clinic, token);
  assertEquals([accepted.status, (await accepted.json()).home], [201, "/health"]);
  const cookie = accepted.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
  const session = await (await clinic.request("/api/session", { headers: { cookie } })).json();
  assertEquals([session.roles, session.patient], [["patient"], patient]);
  assertEquals(await status(clinic.request(`/api/patient/${patient}`, { headers: { cookie } })), 200);
  assertEquals(await status(clinic.request("/api/patient/patient1", { headers: { cookie } })), 404);
  assertEquals(await status(accept(clinic, token)), 410, "a second time");
  assertEquals(await status(clinic.post("/api/sign-in", { email: "ida@example.org", password })), 200);
  const now = await standing(clinic, patient);
  assertEquals([now.signIn, now.invitation.state], [
    { email: "ida@example.org", disabled: false },
    "accepted",
  ]);
  const [stored] = await clinic.db.read([{ sql: "SELECT terms FROM invitation", args: [] }]);
  assertEquals(stored!.rows, [{ terms }]);
  assertEquals((await invite(clinic, patient)).status, 409, "who signs in is not invited");
});

scenario(
  "before an invitation is accepted the chart sends it again; a reset has nothing to reset",
  async (clinic) => {
    const patient = await addPatient(clinic);
    const missing = await invite(clinic, patient);
    assertEquals([missing.status, missing.body.errors[0].field], [422, "email"]);
    await invite(clinic, patient, { email: "ida@example.org" });
    const first = tokenIn((await delivered(clinic)).at(-1)!);
    const chart = await (await clinic.get(`/api/patient/${patient}`, people.practitioner)).json();
    assertEquals(chart.email, "ida@example.org", "the chart keeps the address it lacked");
    const reset = await clinic.post(`/api/patient/${patient}/password-reset`, { way: "mail" }, {
      as: people.practitioner,
    });
    assertEquals([reset.status, (await reset.json()).type], [409, "/api/docs#no_sign_in"]);

    clinic.advance(60_000);
    assertEquals((await invite(clinic, patient)).body.state, "sent");
    const second = tokenIn((await delivered(clinic)).at(-1)!);
    assertNotEquals(first, second);
    assertEquals(await status(accept(clinic, first)), 410, "the older link has ended");
    assertEquals(await status(accept(clinic, second)), 201);
  },
);

scenario("an invitation can be withdrawn, and ends by itself after two weeks", async (clinic) => {
  const patient = await addPatient(clinic, "ida@example.org");
  await invite(clinic, patient);
  const token = tokenIn((await delivered(clinic)).at(-1)!);
  const withdraw = () =>
    status(clinic.post(`/api/patient/${patient}/invitation/withdraw`, "", { as: people.practitioner }));
  assertEquals(await withdraw(), 204);
  assertEquals(await withdraw(), 404);
  assertEquals((await standing(clinic, patient)).invitation.state, "withdrawn");
  assertEquals(await status(accept(clinic, token)), 410);

  await invite(clinic, patient);
  const again = tokenIn((await delivered(clinic)).at(-1)!);
  clinic.advance(14 * day);
  assertEquals(await status(clinic.post("/api/invitation/look", { token: again })), 410);
  assertEquals(await status(accept(clinic, again)), 410);
  const signedIn = await clinic.post("/api/sign-in", people.administrator);
  const cookie = signedIn.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
  const late = await clinic.request(`/api/patient/${patient}/sign-in`, { headers: { cookie } });
  assertEquals((await late.json()).invitation.state, "expired");
});

scenario("a withdrawn invitation that had not left is not sent", async (clinic) => {
  const patient = await addPatient(clinic, "ida@example.org");
  await invite(clinic, patient);
  await status(clinic.post(`/api/patient/${patient}/invitation/withdraw`, "", { as: people.practitioner }));
  assertEquals(await delivered(clinic), []);
});

scenario("an address that refuses mail shows on the chart, and to the administrator", async (clinic) => {
  const patient = await addPatient(clinic, "ida@refused.test");
  await invite(clinic, patient);
  await clinic.runJobs();
  assertEquals((await standing(clinic, patient)).invitation.state, "bounced");
  const outbox = await (await clinic.get("/api/mail", people.administrator)).json();
  assertEquals(outbox.failed.map(({ kind }: { kind: string }) => kind), ["invitation"]);
});

scenario("no address signs in twice: not by another spelling, not by two invitations", async (clinic) => {
  const one = await addPatient(clinic, "GRACE@example.org");
  assertEquals((await invite(clinic, one)).status, 409);
  const two = await addPatient(clinic, "shared@example.org"),
    three = await addPatient(clinic, "Shared@Example.org");
  await invite(clinic, two);
  await invite(clinic, three);
  const tokens = (await delivered(clinic)).slice(-2).map(tokenIn);
  assertEquals(await status(accept(clinic, tokens[0]!)), 201);
  assertEquals(await status(accept(clinic, tokens[1]!)), 409);
  const [found] = await clinic.db.read([{
    sql: "SELECT count(*) AS n FROM sign_in WHERE email_key = 'shared@example.org'",
    args: [],
  }]);
  assertEquals(found!.rows[0]!.n, 1);
  assertEquals((await standing(clinic, three)).invitation.state, "sent", "the refused one is as it was");
});

scenario("of fifty acceptances at once exactly one succeeds", async (clinic) => {
  const patient = await addPatient(clinic, "ida@example.org");
  await invite(clinic, patient);
  const token = tokenIn((await delivered(clinic)).at(-1)!);
  const statuses = await Promise.all(
    Array.from(
      { length: 50 },
      (_, index) => status(accept(clinic, token, { password: `${password} ${index}` })),
    ),
  );
  assertEquals(statuses.filter((one) => one === 201).length, 1);
  assert(statuses.every((one) => one === 201 || one === 410), statuses.join());
  const [found] = await clinic.db.read([{ sql: "SELECT count(*) AS n FROM sign_in", args: [] }]);
  assertEquals(found!.rows[0]!.n, 5);
});

scenario(
  "an administrator invites a colleague, who then works as what they were invited as",
  async (clinic) => {
    const body = {
      name: { given: "Noor", family: "Haddad" },
      credentials: "NP",
      email: "noor@clinic.test",
      practitioner: true,
      administrator: false,
    };
    const none = await clinic.post("/api/invitation", { ...body, practitioner: false }, {
      as: people.administrator,
    });
    assertEquals(await status(none), 422);
    const sent = await clinic.post("/api/invitation", body, { as: people.administrator });
    const invitation = await sent.json();
    assertEquals([sent.status, invitation.roles], [201, ["practitioner"]]);
    const again = await clinic.post(`/api/invitation/${invitation.id}/send-again`, "", {
      as: people.administrator,
    });
    assertEquals(again.status, 201);
    const newer = await again.json();
    const list = await (await clinic.get("/api/invitation", people.administrator)).json();
    assertEquals(list.invitations.map(({ id }: { id: string }) => id), [newer.id]);

    const mails = await delivered(clinic);
    assertEquals(mails.length, 1, "the older one had ended before it was sent");
    const token = tokenIn(mails[0]!);
    const practitioners = async () =>
      (await (await clinic.get("/api/practitioner", people.administrator)).json()).practitioners.length;
    assertEquals(await practitioners(), 1, "nobody is there before they accept");
    const accepted = await accept(clinic, token);
    assertEquals([accepted.status, (await accepted.json()).home], [201, "/patients"]);
    assertEquals(await practitioners(), 2);
    const colleague = { email: body.email, password, id: "" };
    assertEquals((await (await clinic.get("/api/session", colleague)).json()).roles, ["practitioner"]);
    assertEquals(await status(clinic.get("/api/mail", colleague)), 403);
    const withdraw = clinic.post(`/api/invitation/${newer.id}/withdraw`, "", { as: people.administrator });
    assertEquals(await status(withdraw), 404, "what was accepted is no longer to be withdrawn");
  },
);
