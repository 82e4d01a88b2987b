import { assert, assertEquals, assertNotEquals } from "deno-std/assert/mod.js";
import { scenario } from "../testing/runtimes.ts";

scenario("signing in sets a session that opens the person's own things", async ({ get, people }) => {
  assertEquals((await get("/api/session")).status, 401);
  const response = await get("/api/session", people.practitioner);
  assertEquals(response.status, 200);
  const session = await response.json();
  assertEquals(session.roles, ["practitioner"]);
  assertEquals(session.timeZone, "America/Chicago");
});

scenario("a wrong password and an unknown address get the same answer", async ({ post, people }) => {
  const wrong = await post("/api/sign-in", {
    email: people.patient.email,
    password: "not this one at all",
  });
  const unknown = await post("/api/sign-in", {
    email: "nobody@example.org",
    password: "not this one at all",
  });
  assertEquals(wrong.status, 401);
  assertEquals(unknown.status, 401);
  const [a, b] = [await wrong.json(), await unknown.json()];
  assertNotEquals(a.requestId, b.requestId);
  assertEquals({ ...a, requestId: "" }, { ...b, requestId: "" });
  const names = (response: Response) => [...response.headers.keys()].sort();
  assertEquals(names(wrong), names(unknown));
});

scenario(
  "a session ends at sign-out, after half an hour of silence, and after a day",
  async ({ get, post, people, advance }) => {
    assertEquals((await get("/api/session/list", people.patient)).status, 200);
    advance(29 * 60_000);
    assertEquals((await get("/api/session/list", people.patient)).status, 200);
    advance(29 * 60_000);
    assertEquals((await get("/api/session/list", people.patient)).status, 200, "activity stretches it");
    advance(31 * 60_000);
    assertEquals((await get("/api/session/list", people.patient)).status, 401);

    assertEquals((await get("/api/session", people.otherPatient)).status, 200);
    assertEquals((await post("/api/sign-out", "", { as: people.otherPatient })).status, 204);
    assertEquals((await get("/api/session", people.otherPatient)).status, 401);
  },
);

scenario(
  "guessing is stopped, and the owner's known browser still gets in",
  async ({ request, post, get, people }) => {
    const owner = await post("/api/sign-in", people.patient);
    await owner.body?.cancel();
    const browser = owner.headers.getSetCookie().find((cookie) => cookie.includes("browser="))!.split(
      ";",
    )[0]!;
    let refused = 0;
    for (let i = 0; i < 80; i++) {
      const response = await request("/api/sign-in", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: people.patient.email, password: `guess number ${i}` }),
        address: `2001:db8:${i.toString(16)}::1`,
      });
      await response.body?.cancel();
      if (response.status === 429) refused++;
    }
    assert(refused >= 20, `${refused} of 80 rotating guesses were refused`);
    const again = await post("/api/sign-in", people.patient, { headers: { cookie: browser } });
    assertEquals(again.status, 200);
    await again.body?.cancel();
    assertEquals((await get("/api/session", people.otherPatient)).status, 200);
  },
);
