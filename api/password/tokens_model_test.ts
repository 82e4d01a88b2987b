/**
 * Tokens and sessions against a model: any order of asking, sending, using, changing, signing in and out, and of time
 * passing leaves exactly those links and sessions open that the rules leave open.
 */
import fc from "fast-check";
import { assertEquals } from "deno-std/assert/mod.js";
import { mustWrite } from "../database.ts";
import { delivered, tokenIn } from "../testing/mailbox.ts";
import { people, type Scenario, withClinic } from "../testing/scenario.ts";

const minute = 60_000;
const sequences = Deno.env.has("SOAK") ? 1_000 : 200;

interface Link {
  token: string;
  expiresAt: number;
  over: boolean;
}
interface Model {
  now: number;
  password: string;
  links: Link[];
  /** Cookies, and whether each still opens anything. */
  sessions: { cookie: string; activeAt: number; startedAt: number; over: boolean }[];
  passwords: number;
}
interface Real {
  clinic: Scenario;
  /** A patient of the sequence's own. */
  patient: { id: string; email: string };
}
type Command = fc.AsyncCommand<Model, Real>;

const cookieOf = (response: Response) =>
  response.headers.getSetCookie().map((header) => header.split(";")[0]!).join("; ");

const alive = (model: Model, session: Model["sessions"][number]) =>
  !session.over && model.now < session.activeAt + 30 * minute &&
  model.now < session.startedAt + 24 * 60 * minute;

function newLink(model: Model, token: string, lifeMs: number): void {
  for (const link of model.links) link.over = true;
  model.links.push({ token, expiresAt: model.now + lifeMs, over: false });
}

/** A new password: every session and every link is over. */
function replaced(model: Model, password: string, keep?: Model["sessions"][number]): void {
  model.password = password;
  for (const session of model.sessions) if (session !== keep) session.over = true;
  for (const link of model.links) link.over = true;
}

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

const ask = command("ask", async (model, { clinic, patient }) => {
  // Half an hour apart, so that no limit is in the way.
  model.now += 20 * minute;
  clinic.advance(20 * minute);
  assertEquals((await clinic.post("/api/password-reset", { email: patient.email })).status, 202);
  newLink(
    model,
    tokenIn(
      (await delivered(clinic)).filter(({ recipient, text }) =>
        recipient === patient.email && text.includes("/reset/")
      ).at(-1)!,
    ),
    30 * minute,
  );
});

const print = command("print", async (model, { clinic, patient }) => {
  const staff = await clinic.post("/api/sign-in", people.practitioner);
  const answer = await clinic.post(`/api/patient/${patient.id}/password-reset`, { way: "print" }, {
    headers: { cookie: cookieOf(staff) },
  });
  assertEquals(answer.status, 201);
  newLink(model, (await answer.json()).link.split("/").at(-1), 60 * minute);
});

const use = (pick: number) =>
  command(`use ${pick}`, async (model, { clinic }) => {
    const link = model.links[pick % Math.max(1, model.links.length)];
    if (link === undefined) return;
    const password = `a password of number ${++model.passwords}`;
    const answer = await clinic.post("/api/password-reset/use", { token: link.token, password });
    const open = !link.over && model.now < link.expiresAt;
    assertEquals(answer.status, open ? 200 : 410);
    if (!open) return;
    replaced(model, password);
    model.sessions.push({ cookie: cookieOf(answer), activeAt: model.now, startedAt: model.now, over: false });
  });

const signIn = (right: boolean) =>
  command(right ? "sign in" : "sign in with an old password", async (model, { clinic, patient }) => {
    const answer = await clinic.post("/api/sign-in", {
      email: patient.email,
      password: right ? model.password : `${model.password}, once`,
    });
    assertEquals(answer.status, right ? 200 : 401);
    if (!right) return;
    model.sessions.push({ cookie: cookieOf(answer), activeAt: model.now, startedAt: model.now, over: false });
  });

const change = (pick: number) =>
  command(`change in ${pick}`, async (model, { clinic }) => {
    const session = model.sessions[pick % Math.max(1, model.sessions.length)];
    if (session === undefined) return;
    const password = `a password of number ${++model.passwords}`;
    const answer = await clinic.post("/api/password", { current: model.password, password }, {
      headers: { cookie: session.cookie },
    });
    const open = alive(model, session);
    assertEquals(answer.status, open ? 204 : 401);
    if (!open) return;
    if (session.activeAt <= model.now - minute) session.activeAt = model.now;
    replaced(model, password, session);
  });

const signOut = (pick: number) =>
  command(`sign out of ${pick}`, async (model, { clinic }) => {
    const session = model.sessions[pick % Math.max(1, model.sessions.length)];
    if (session === undefined) return;
    const answer = await clinic.post("/api/sign-out", "", { headers: { cookie: session.cookie } });
    assertEquals(answer.status, alive(model, session) ? 204 : 401);
    session.over = true;
  });

const pass = (minutes: number) =>
  command(`${minutes} minutes pass`, (model, { clinic }) => {
    model.now += minutes * minute;
    clinic.advance(minutes * minute);
    return Promise.resolve();
  });

/** After every command: exactly the sessions and links that the model says are open. */
const look = command("look", async (model, { clinic }) => {
  for (const session of model.sessions) {
    const answer = await clinic.request("/api/session", { headers: { cookie: session.cookie } });
    assertEquals(answer.status, alive(model, session) ? 200 : 401);
  }
  for (const link of model.links) {
    const answer = await clinic.post("/api/password-reset/look", { token: link.token });
    assertEquals(answer.status, !link.over && model.now < link.expiresAt ? 200 : 410);
  }
});

const commands = fc.commands([
  fc.constant(ask),
  fc.constant(print),
  fc.nat(7).map(use),
  fc.boolean().map(signIn),
  fc.nat(7).map(change),
  fc.nat(7).map(signOut),
  fc.constantFrom(1, 10, 29, 31, 59).map(pass),
  fc.constant(look),
], { maxCommands: 10, size: "max" });

/** A patient who signs in with the password of the other one, whose row is copied. */
async function addPatient({ db }: Scenario, number: number): Promise<Real["patient"]> {
  const id = `patient-${number}`, email = `${id}@example.org`;
  await mustWrite(db, [
    {
      sql:
        `INSERT INTO patient (public_id, given_name, family_name, search_name, birth_date, gender, created_at)
        VALUES (?, 'Nova', 'Neu', 'neu nova', '1990-01-01', 'female', 0)`,
      args: [id],
    },
    {
      sql:
        `INSERT INTO sign_in (public_id, email, email_key, password_hash, patient, display_name, created_at)
        SELECT ?1, ?2, ?2, password_hash, (SELECT id FROM patient WHERE public_id = ?1), 'Nova Neu', 0
        FROM sign_in WHERE patient = 1`,
      args: [id, email],
    },
  ]);
  return { id, email };
}

Deno.test("links and sessions are open exactly as the rules say, after any sequence of what people do", async () => {
  await withClinic(async (clinic) => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        // Past every limit of the sequence before.
        clinic.advance(120 * minute);
        const patient = await addPatient(clinic, ++number);
        await fc.asyncModelRun(() => ({
          model: {
            now: clinic.now(),
            password: people.patient.password,
            links: [],
            sessions: [],
            passwords: 0,
          },
          real: { clinic, patient },
        }), [...sequence, look]);
      }),
      { numRuns: sequences },
    );
  });
});
