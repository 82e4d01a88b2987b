import { assert, assertEquals, assertStringIncludes } from "deno-std/assert/mod.js";
import { jpeg, png } from "../testing/pictures.ts";
import { organization } from "../testing/profile_bodies.ts";
import { scenario } from "../testing/runtimes.ts";
import type { Scenario } from "../testing/scenario.ts";

function put({ request, people }: Scenario, path: string, body: unknown) {
  return request(path, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    as: people.administrator,
  });
}

scenario(
  "the clinic's settings change as a whole, everybody sees them, and the audit says what changed",
  async (clinic) => {
    const { get, db } = clinic;
    const before = await (await get("/api/organization")).json();
    assertEquals([before.name, before.version, before.hours], ["Test Clinic", 1, null]);
    const answer = await put(clinic, "/api/organization", { ...organization, version: 1 });
    assertEquals(answer.status, 200);
    const { version, logo, ...stored } = await (await get("/api/organization")).json();
    assertEquals([version, logo], [2, null]);
    assertEquals(stored, organization);
    const [audit] = await db.read([{
      sql: "SELECT detail FROM audit_event WHERE action = 'organization.update'",
      args: [],
    }]);
    const changed = Object.keys(organization).filter((name) => name !== "name" && name !== "timeZone");
    assertEquals(audit!.rows, [{ detail: changed.sort().join(", ") }]);
  },
);

scenario(
  "of two who change the settings at once one is told to look again, and nothing of theirs is kept",
  async (clinic) => {
    const names = ["One", "Two", "Three", "Four"];
    const answers = await Promise.all(
      names.map((name) => put(clinic, "/api/organization", { ...organization, version: 1, name })),
    );
    assertEquals(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
    const won = names[answers.findIndex(({ status }) => status === 200)];
    const now = await (await clinic.get("/api/organization")).json();
    assertEquals([now.name, now.version], [won, 2]);
    const lost = answers.find(({ status }) => status === 409)!;
    assertEquals((await lost.json()).type, "/api/docs#changed_meanwhile");
    const [audit] = await clinic.db.read([{
      sql: "SELECT count(*) AS n FROM audit_event WHERE action = 'organization.update'",
      args: [],
    }]);
    assertEquals(audit!.rows[0]!.n, 1);
  },
);

scenario("settings that would mislead patients are refused by the field that is wrong", async (clinic) => {
  const { hours, addresses: [address] } = organization;
  const weekly = (mon: unknown) => ({ hours: { ...hours, weekly: { ...hours.weekly, mon } } });
  const cases: [object, string][] = [
    [{ name: "  " }, "name"],
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ timeZone: "+05:00" }, "timeZone"],
    [{ phone: "no" }, "phone"],
    [{ phone: "+() -" }, "phone"],
    [{ email: "a@b" }, "email"],
    [{ website: "javascript:alert(1)" }, "website"],
    [{ website: "https://user:secret@clinic.example.org/" }, "website"],
    [{ appStore: "https://apps.apple.com.evil.example/" }, "appStore"],
    [{ playStore: "http://play.google.com/store" }, "playStore"],
    [{ addresses: [{ ...address, country: "USA" }] }, "addresses.0.country"],
    [{ addresses: [{ ...address, lines: [] }] }, "addresses.0.lines"],
    [weekly([{ from: "9:00", to: "12:00" }]), "hours.weekly.mon.0.from"],
    [weekly([{ from: "09:00", to: "12:00" }, { from: "11:00", to: "13:00" }]), "hours.weekly.mon"],
    [weekly([{ from: "22:00", to: "02:00" }, { from: "23:00", to: "23:30" }]), "hours.weekly.mon"],
    [
      { hours: { ...hours, holidays: [{ on: "2026-02-30", name: "None", hours: [] }] } },
      "hours.holidays.0.on",
    ],
    [{ hours: { ...hours, holidays: [hours.holidays[0], hours.holidays[0]] } }, "hours.holidays"],
    [{ emergencyText: "\u202e119 llaC" }, "emergencyText"],
    [{ logo: "/somewhere" }, "json"],
  ];
  for (const [change, field] of cases) {
    const answer = await put(clinic, "/api/organization", { ...organization, version: 1, ...change });
    assertEquals(answer.status, 422, field);
    assertEquals((await answer.json()).errors[0].field, field);
  }
  assertEquals((await (await clinic.get("/api/organization")).json()).version, 1);
});

scenario(
  "a logo is a picture and nothing else: one at a time, inert, and gone when it is taken away",
  async (clinic) => {
    const { request, get, db, people } = clinic;
    const pictures = async () => {
      const [count] = await db.read([{ sql: "SELECT count(*) AS n FROM image", args: [] }]);
      return count!.rows[0]!.n;
    };
    const { path: first } = await (await put(clinic, "/api/organization/logo", { data: png })).json();
    const { path: second } = await (await put(clinic, "/api/organization/logo", { data: jpeg })).json();
    assertEquals(await pictures(), 1, "the old one is not kept");
    assertEquals((await (await get("/api/organization")).json()).logo, second);
    assertEquals((await get(first)).status, 404);
    const shown = await get(second);
    assertEquals(shown.status, 200);
    assertEquals(
      ["content-type", "x-content-type-options", "content-disposition", "content-security-policy"].map((
        name,
      ) => shown.headers.get(name)),
      ["image/jpeg", "nosniff", "inline", "default-src 'none'; frame-ancestors 'none'"],
    );
    assertEquals(
      new Uint8Array(await shown.arrayBuffer()).subarray(0, 3),
      new Uint8Array([0xff, 0xd8, 0xff]),
    );

    const base64 = (text: string) => btoa(text);
    const bomb = Uint8Array.fromBase64(png);
    new DataView(bomb.buffer).setUint32(16, 50_000);
    const cases: [string, object, number][] = [
      ["an SVG", { data: base64("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>") }, 422],
      ["a page", { data: base64("<!doctype html><script>1</script>") }, 422],
      ["a picture of 50,000 pixels", { data: bomb.toBase64() }, 422],
      ["a name that climbs", { data: png, name: "../../index.html" }, 422],
      ["a type of its own", { data: png, type: "text/html" }, 422],
      ["no base64", { data: "%%%%" }, 422],
      ["a file of 220 KB", { data: new Uint8Array(220 * 1024).toBase64() }, 422],
      ["a body of 2 MB", { data: "A".repeat(2 * 1024 * 1024) }, 413],
    ];
    for (const [name, body, status] of cases) {
      const answer = await put(clinic, "/api/organization/logo", body);
      await answer.body?.cancel();
      assertEquals(answer.status, status, name);
    }
    assertEquals((await (await get("/api/organization")).json()).logo, second);

    // A JPEG with a page behind its end: stored without it.
    const polyglot = btoa(atob(jpeg) + "<script>alert(1)</script>");
    const { path: third } = await (await put(clinic, "/api/organization/logo", { data: polyglot })).json();
    const kept = new TextDecoder("latin1").decode(await (await get(third)).arrayBuffer());
    assert(!kept.includes("script"));

    const gone = await request("/api/organization/logo", { method: "DELETE", as: people.administrator });
    assertEquals(gone.status, 204);
    assertEquals([await pictures(), (await get(third)).status], [0, 404]);
  },
);

scenario("anybody can save the clinic's card", async (clinic) => {
  await (await put(clinic, "/api/organization", { ...organization, version: 1 })).body?.cancel();
  const answer = await clinic.get("/api/organization/card");
  assertEquals(answer.headers.get("content-type"), "text/vcard; charset=utf-8");
  assertEquals(answer.headers.get("content-disposition"), 'attachment; filename="clinic.vcf"');
  assertStringIncludes(await answer.text(), "TEL;VALUE=uri;TYPE=work,voice:tel:3125550100\r\n");
});
