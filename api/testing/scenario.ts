/**
 * A clinic of its own for each test: a real libSQL file in a temporary folder, a clock that the test moves, fast
 * passwords, and the whole app in process. The same scenarios run over HTTP against workerd and sqld (`runtimes.ts`).
 */
import { dirname, join } from "node:path";
import { openFile } from "../adapters/libsql_file.ts";
import { newSigningKey } from "../adapters/deno_clinics.ts";
import { readMigrations } from "../adapters/read_migrations.ts";
import { createApp, type Pages } from "../app.ts";
import { type Database, mustWrite, q, type Statement, statement } from "../database.ts";
import type { Clinic, Deps } from "../deps.ts";
import { runDueJobs } from "../job/run_due_jobs.ts";
import { migrate } from "../migrate.ts";
import { assertDocumented } from "./documented.ts";
import { searchName } from "../patient/queries.ts";
import { emailKey } from "../../schema/sign_in.ts";
import { fastPasswords } from "./fast_passwords.ts";
import { testMail } from "./test_mail.ts";

export const testOrigin = "https://clinic.test";
/** A fixed instant: Tuesday 2026-03-10, 15:00 UTC, two days after Chicago's clocks went forward. */
export const testNow = Date.UTC(2026, 2, 10, 15);

export interface Person {
  email: string;
  password: string;
  /** Public id of the patient or practitioner, where it is one. */
  id: string;
}

export interface Scenario {
  db: Database;
  /** Sends a request as a browser on the same origin would; the path starts with `/`. */
  request(path: string, init?: RequestInit & { as?: Person | string; address?: string }): Promise<Response>;
  /** A JSON POST. `as` is a person (signed in once) or a bearer token. */
  post(
    path: string,
    body: unknown,
    init?: { as?: Person | string; headers?: Record<string, string> },
  ): Promise<Response>;
  get(path: string, as?: Person | string): Promise<Response>;
  /** Moves the clock. */
  advance(ms: number): void;
  now(): number;
  logs: string[];
  /** Runs what is due at this moment, as the timer does. */
  runJobs(): Promise<void>;
  people: {
    practitioner: Person;
    administrator: Person;
    patient: Person;
    otherPatient: Person;
  };
}

const password = "correct horse battery staple";
let passwordHash: Promise<string> | undefined;

/** Statements that fill an empty clinic with one of each. */
export async function seedPeople(): Promise<Statement[]> {
  const hash = await (passwordHash ??= fastPasswords.hash(password));
  const at = testNow - 86_400_000;
  const statements: Statement[] = [
    statement(
      q.insertInto("organization").values({
        id: 1,
        name: "Test Clinic",
        timeZone: "America/Chicago",
        phone: null,
        email: null,
        createdAt: at,
      }),
    ),
    statement(
      q.insertInto("practitioner").values({
        id: 1,
        publicId: "practitioner1",
        givenName: "Ada",
        familyName: "Moreno",
        credentials: "MD",
        createdAt: at,
      }),
    ),
  ];
  const patients = [["patient1", "Grace", "Okafor"], ["patient2", "Linus", "Weber"]] as const;
  for (const [index, [publicId, givenName, familyName]] of patients.entries()) {
    statements.push(statement(
      q.insertInto("patient").values({
        id: index + 1,
        publicId,
        givenName,
        familyName,
        searchName: searchName(givenName, familyName),
        birthDate: "1980-05-17",
        gender: "female",
        email: null,
        phone: null,
        createdAt: at,
      }),
    ));
  }
  const signIns = [
    { publicId: "signin1", email: "ada@clinic.test", practitioner: 1, displayName: "Ada Moreno" },
    {
      publicId: "signin2",
      email: "admin@clinic.test",
      isAdministrator: 1 as const,
      displayName: "Alex Admin",
    },
    { publicId: "signin3", email: "grace@example.org", patient: 1, displayName: "Grace Okafor" },
    { publicId: "signin4", email: "linus@example.org", patient: 2, displayName: "Linus Weber" },
  ];
  for (const signIn of signIns) {
    statements.push(statement(
      q.insertInto("signIn").values({
        emailKey: emailKey(signIn.email),
        passwordHash: hash,
        patient: null,
        practitioner: null,
        disabledAt: null,
        createdAt: at,
        ...signIn,
      }),
    ));
  }
  return statements;
}

export const people: Scenario["people"] = {
  practitioner: { email: "ada@clinic.test", password, id: "practitioner1" },
  administrator: { email: "admin@clinic.test", password, id: "signin2" },
  patient: { email: "grace@example.org", password, id: "patient1" },
  otherPatient: { email: "linus@example.org", password, id: "patient2" },
};

/** Sends requests through `send`, signing people in as needed. */
export function scenarioOf(
  send: (request: Request, address: string) => Promise<Response>,
  rest: Pick<Scenario, "db" | "advance" | "now" | "logs"> & Partial<Pick<Scenario, "runJobs">>,
  origin = testOrigin,
): Scenario {
  const cookies = new Map<string, string>();
  async function cookieOf(person: Person): Promise<string> {
    const known = cookies.get(person.email);
    if (known !== undefined) return known;
    const response = await scenario.request("/api/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: person.email, password: person.password }),
    });
    if (response.status !== 200) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    await response.body?.cancel();
    const cookie = response.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
    cookies.set(person.email, cookie);
    return cookie;
  }
  const scenario: Scenario = {
    runJobs: () => Promise.resolve(),
    ...rest,
    people,
    async request(path, { as, address = "192.0.2.10", ...init } = {}) {
      const headers = new Headers(init.headers);
      if (!headers.has("sec-fetch-site")) headers.set("sec-fetch-site", "same-origin");
      if (typeof as === "string") headers.set("authorization", `Bearer ${as}`);
      else if (as !== undefined) headers.set("cookie", await cookieOf(as));
      const request = new Request(origin + path, { redirect: "manual", ...init, headers });
      const response = await send(request, address);
      assertDocumented(request, response.status);
      return response;
    },
    post: (path, body, { as, headers } = {}) =>
      scenario.request(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
        ...(as === undefined ? {} : { as }),
      }),
    get: (path, as) => scenario.request(path, as === undefined ? {} : { as }),
  };
  return scenario;
}

export interface ScenarioOptions {
  pages?: Pages;
  /** Leave the clinic empty. */
  empty?: boolean;
}

/** Runs a test against a fresh clinic, in process, on a libSQL file. */
export async function withClinic(
  run: (scenario: Scenario) => Promise<void>,
  { pages, empty = false }: ScenarioOptions = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "clinic-" });
  const file = await openFile(`file:${join(folder, "clinic.db")}`);
  let now = testNow;
  const logs: string[] = [];
  try {
    await migrate(file, readMigrations(), now);
    if (!empty) await mustWrite(file, await seedPeople());
    const open = () => ({ read: file.read, write: file.write, close: () => {} });
    const clinic: Clinic = {
      origin: testOrigin,
      aliases: [],
      signingKey: await (signingKey ??= newSigningKey()),
      open,
      mail: testMail(open, () => now),
    };
    const deps: Deps = {
      clinicAt: (host) => host === new URL(testOrigin).host ? clinic : undefined,
      now: () => now,
      passwords: fastPasswords,
      log: (event, fields) => logs.push(JSON.stringify({ event, ...fields })),
      version: "test",
      local: false,
    };
    const handle = createApp(deps, pages);
    await run(scenarioOf((request, address) => handle(request, { address }), {
      db: file,
      advance: (ms) => {
        now += ms;
      },
      now: () => now,
      logs,
      runJobs: async () => void await runDueJobs(open(), now, clinic),
    }));
  } finally {
    file.close();
    await Deno.remove(folder, { recursive: true });
  }
}
let signingKey: Promise<JsonWebKey> | undefined;

/** The repository's folder of test data from elsewhere, or undefined where it is not. */
export function corpora(): string | undefined {
  const root = dirname(dirname(dirname(new URL(import.meta.url).pathname)));
  const folder = join(Deno.env.get("SHARED") ?? join(root, "../shared"), "corpora");
  try {
    return Deno.statSync(folder).isDirectory ? folder : undefined;
  } catch {
    return undefined;
  }
}
