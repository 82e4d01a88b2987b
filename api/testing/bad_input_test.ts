/**
 * Every JSON body of the OpenAPI document against texts and strings that break software: each answer is a clear 4xx in
 * problem+json or a good one, never a 5xx. A route that the table of good bodies does not know fails.
 */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { createApi } from "../app.ts";
import { jpeg, png } from "./pictures.ts";
import * as bodies from "./profile_bodies.ts";
import { scenario } from "./runtimes.ts";
import { corpora, people, type Person, type Scenario, testNow } from "./scenario.ts";

type Caller = Person | "grant" | undefined;

/** A good body for each route that takes one, and who sends it. */
const good: Record<string, { body: Record<string, unknown>; as: Caller }> = {
  "sign_in": { body: { email: "nobody@example.org", password: "not a password of anyone" }, as: undefined },
  "setup": {
    body: {
      token: "x".repeat(43),
      clinic: "Clinic",
      timeZone: "America/Chicago",
      given: "Ada",
      family: "Moreno",
      email: "ada@example.org",
      password: "long enough a password",
      practitioner: true,
    },
    as: undefined,
  },
  "password_reset.request": { body: { email: "nobody@example.org" }, as: undefined },
  "password_reset.look": { body: { token: "x".repeat(43) }, as: undefined },
  "password_reset.use": {
    body: { token: "x".repeat(43), password: "long enough a password" },
    as: undefined,
  },
  "password_reset.send": { body: { way: "print" }, as: people.practitioner },
  "password.change": {
    body: { current: "not the present one", password: "long enough a password" },
    as: people.otherPatient,
  },
  "invitation.send": { body: { email: "linus@example.org" }, as: people.practitioner },
  "staff_invitation.send": {
    body: {
      name: { given: "Nova", family: "Neu" },
      credentials: "NP",
      email: "nova@clinic.test",
      practitioner: true,
      administrator: false,
    },
    as: people.administrator,
  },
  "invitation.look": { body: { token: "x".repeat(43) }, as: undefined },
  "invitation.accept": {
    body: { token: "x".repeat(43), password: "long enough a password", terms: "2026-11" },
    as: undefined,
  },
  "patient.search": { body: { text: "a", page: 1, sort: "name" }, as: people.practitioner },
  "patient.create": {
    body: {
      name: { given: "Nova", family: "Neu" },
      birthDate: "1990-01-01",
      gender: "unknown",
      email: "nova@example.org",
      phone: "+1 312 555 0123",
      generalPractitioner: "practitioner1",
    },
    as: people.practitioner,
  },
  "observation.create": {
    body: {
      type: "HKQuantityTypeIdentifierBodyMass",
      value: 82.5,
      unit: "kg",
      at: "2026-03-10T09:30:00-05:00",
      note: "with shoes",
    },
    as: people.practitioner,
  },
  "review.create": {
    body: {
      type: "HKQuantityTypeIdentifierHeartRate",
      note: "Keep going",
      seenAt: new Date(testNow - 60_000).toISOString(),
    },
    as: people.practitioner,
  },
  "measurement_plan.create": {
    body: {
      types: ["HKQuantityTypeIdentifierBodyMass"],
      times: ["07:00", "19:00"],
      readings: 2,
      startsOn: "2026-03-11",
      days: 7,
      timeZone: "America/Chicago",
      instruction: "Before breakfast",
    },
    as: people.practitioner,
  },
  "measurement.create": {
    body: {
      type: "HKCorrelationTypeIdentifierBloodPressure",
      value: 121,
      second: 79,
      unit: "mm[Hg]",
      at: "2026-03-10T09:00:00-05:00",
    },
    as: people.patient,
  },
  "inbox.seen": { body: { entries: ["nothing"] }, as: people.practitioner },
  "organization.update": { body: { ...bodies.organization, version: 1 }, as: people.administrator },
  "organization.logo.put": { body: { data: png }, as: people.administrator },
  "practitioner.update": { body: { ...bodies.practitioner, version: 1 }, as: people.practitioner },
  "practitioner.photo.put": { body: { data: jpeg }, as: people.practitioner },
  "patient.profile.update": { body: { ...bodies.patientProfile, version: 1 }, as: people.patient },
  "import_grant.create": { body: { reason: "brought a phone" }, as: people.practitioner },
  "import_grant.exchange": { body: { code: "K7QM-2XHD" }, as: undefined },
  "observation.choose_sources": {
    body: { type: "HKQuantityTypeIdentifierStepCount", order: [1, 2] },
    as: people.practitioner,
  },
  "observation.ingest": {
    body: {
      batchId: "7b0c3a52-53c8-4a4e-9d8e-000000000001",
      patient: "patient1",
      groups: [{
        type: "HKQuantityTypeIdentifierHeartRate",
        unit: "count/min",
        source: {
          name: "Watch",
          bundle: "com.apple.health",
          version: "1",
          product: "Watch6,1",
          device: "Watch",
        },
        zone: "America/Chicago",
        start: [Date.UTC(2026, 2, 9)],
        offset: -300,
        value: [61],
        uuid: ["7b0c3a52-53c8-4a4e-9d8e-000000000002"],
        detail: { "0": { HKMetadataKeyHeartRateMotionContext: "1" } },
      }],
      deletions: [{
        type: "HKQuantityTypeIdentifierHeartRate",
        uuid: ["7b0c3a52-53c8-4a4e-9d8e-000000000003"],
      }],
    },
    as: "grant",
  },
};

const rule = {
  title: "Many steps",
  metric: "HKQuantityTypeIdentifierStepCount",
  statistic: "average",
  condition: { kind: "threshold", is: "above", value: 30_000 },
  days: 1,
  ofDays: 1,
  minReadings: 1,
  minHours: 0,
  clearsAfterDays: 3,
};
good["annotation.create"] = {
  body: { type: "HKQuantityTypeIdentifierStepCount", on: "2026-03-01", text: "Walks to work", shared: true },
  as: people.practitioner,
};
good["annotation.change"] = {
  body: { on: "2026-03-01", text: "Walks to work", shared: false, version: 1 },
  as: people.practitioner,
};
good["signal.act"] = { body: { action: "comment", note: "Called." }, as: people.practitioner };
good["signal_rule.set"] = {
  body: { key: "weight_gain", level: "clinic", override: { enabled: true, definition: rule } },
  as: people.practitioner,
};
good["signal_rule.set_for_patient"] = {
  body: { key: "weight_gain", override: { enabled: true, definition: rule } },
  as: people.practitioner,
};

interface Operation {
  operationId: string;
  path: string;
  method: string;
}

function operationsWithBody(): Operation[] {
  const { paths } = createApi().describe() as {
    paths: Record<string, Record<string, { operationId: string; requestBody?: unknown }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { requestBody }]) => requestBody !== undefined)
      .map(([method, { operationId }]) => ({
        operationId,
        path: path.replace("{patient}", "patient1").replace("{practitioner}", "practitioner1"),
        method,
      }))
  );
}

/** Every string in a body, as a path to it. */
function stringPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringPaths(inner, [...path, key]));
}

function withString(body: unknown, path: readonly (string | number)[], text: string): unknown {
  const copy = structuredClone(body);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1)!] = text;
  return copy;
}

async function sender({ request, post }: Scenario) {
  const grant = await (await post("/api/patient/patient1/import-grant", {}, { as: people.patient })).json();
  return async (
    { operationId, path, method }: Operation,
    body: BodyInit,
    address: string,
  ): Promise<number> => {
    const as = good[operationId]?.as;
    const response = await request(path, {
      method: method.toUpperCase(),
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body,
      address,
      ...(as === undefined ? {} : { as: as === "grant" ? grant.token as string : as }),
    });
    const text = await response.text();
    assert(response.status < 500, `${operationId}: ${response.status} ${text}`);
    if (response.status >= 400) {
      assertEquals(response.headers.get("content-type"), "application/problem+json", operationId);
      assertEquals(JSON.parse(text).status, response.status);
    }
    return response.status;
  };
}

/** An address that no limit has seen, so that what is tested is the body. */
const freshAddress = (index: number) =>
  `2001:db8:${(index >> 8).toString(16)}:${(index & 255).toString(16)}::1`;

scenario(
  "the table of good bodies knows every route, and each is taken or refused for what it says",
  async (clinic) => {
    const send = await sender(clinic);
    const operations = operationsWithBody();
    assertEquals(operations.map(({ operationId }) => operationId).sort(), Object.keys(good).sort());
    const statuses: Record<string, number> = {};
    for (const operation of operations) {
      statuses[operation.operationId] = await send(
        operation,
        JSON.stringify(good[operation.operationId]!.body),
        "192.0.2.1",
      );
    }
    assertEquals(statuses["patient.create"], 201);
    assertEquals(statuses["patient.search"], 200);
    assertEquals(statuses["observation.ingest"], 200);
    assertEquals(statuses["review.create"], 201);
    assertEquals(statuses["measurement_plan.create"], 201);
    assertEquals(statuses["measurement.create"], 201);
    assertEquals(statuses["inbox.seen"], 200);
    assertEquals(statuses["organization.update"], 200);
    assertEquals(statuses["organization.logo.put"], 200);
    assertEquals(statuses["practitioner.update"], 200);
    assertEquals(statuses["practitioner.photo.put"], 200);
    assertEquals(statuses["patient.profile.update"], 200);
    assertEquals(statuses["setup"], 410);
    assertEquals(statuses["sign_in"], 401);
  },
);

const folder = corpora();
if (folder === undefined) {
  console.log("bad_input: no corpora beside the repository, so their tests are not registered");
} else {
  scenario("JSON that is none, or too strange, is a 4xx at every route", async (clinic) => {
    const send = await sender(clinic);
    const texts: { name: string; base64: string }[] = JSON.parse(
      await Deno.readTextFile(`${folder}/json_parsing.json`),
    );
    for (const operation of operationsWithBody()) {
      for (const [index, { name, base64 }] of texts.entries()) {
        const status = await send(operation, Uint8Array.fromBase64(base64), freshAddress(index));
        // A search and a patient's own grant need no field, so an empty object is a good body there.
        if (status < 400) {
          assert(/^\s*\{\s*\}\s*$/.test(atob(base64)), `${operation.operationId} took ${name}`);
        }
      }
    }
  });

  scenario("naughty strings in every string field are a 4xx or are taken, never a 5xx", async (clinic) => {
    const send = await sender(clinic);
    const strings: string[] = JSON.parse(await Deno.readTextFile(`${folder}/naughty_strings.json`));
    const stride = Deno.env.has("SOAK") ? 1 : 12;
    let sent = 0;
    for (const operation of operationsWithBody()) {
      const { body } = good[operation.operationId]!;
      for (const path of stringPaths(body)) {
        for (let index = sent % stride; index < strings.length; index += stride) {
          await send(
            operation,
            JSON.stringify(withString(body, path, strings[index]!)),
            freshAddress(sent++),
          );
        }
      }
    }
    assert(sent > 1_000, `${sent} sent`);
  });
}
