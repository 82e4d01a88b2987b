import { assertEquals } from "deno-std/assert/mod.js";
import { clientAddress } from "./client_address.ts";
import { network } from "./scope.ts";
import { readSettings, SettingsError } from "./settings.ts";
import { scenario } from "./testing/runtimes.ts";

scenario("mutations from other sites are refused, whatever they carry", async ({ request, people }) => {
  const send = async (headers: Record<string, string>) => {
    const response = await request("/api/patient/search", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "{}",
      as: people.practitioner,
    });
    await response.body?.cancel();
    return response.status;
  };
  assertEquals(await send({}), 200);
  assertEquals(await send({ "sec-fetch-site": "cross-site" }), 403);
  assertEquals(await send({ "sec-fetch-site": "same-site" }), 403);
});

scenario("answers carry the headers that keep them where they belong", async ({ request }) => {
  const response = await request("/api/health");
  assertEquals(response.status, 200);
  assertEquals((await response.json()).database, "reachable");
  assertEquals(response.headers.get("strict-transport-security"), "max-age=63072000; includeSubDomains");
  assertEquals(
    response.headers.get("content-security-policy"),
    "default-src 'none'; frame-ancestors 'none'",
  );
});

Deno.test("network() groups what one caller can rotate through", () => {
  assertEquals(network("192.0.2.77"), "192.0.2.0/24");
  assertEquals(network("::ffff:192.0.2.77"), "192.0.2.0/24");
  assertEquals(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
  assertEquals(network("2001:0db8:0001:ffff::1"), "2001:db8:1::/48");
  assertEquals(network("::1"), "0:0:0::/48");
});

Deno.test("readSettings() answers on loopback names, refuses plain http elsewhere, and splits clinics by host", () => {
  const defaults = { origin: "http://localhost:8000", databaseUrl: "file:data/clinic.db" };
  const [local] = readSettings({}, defaults);
  assertEquals(local?.hosts, ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"]);
  for (const origin of ["http://clinic.example", "ftp://localhost", "clinic"]) {
    let refused = false;
    try {
      readSettings({ ORIGIN: origin }, defaults);
    } catch (error) {
      refused = error instanceof SettingsError;
    }
    assertEquals(refused, true, origin);
  }
  const clinics = readSettings({
    CLINICS: JSON.stringify({
      "a.example": { origin: "https://a.example", database: "libsql://a" },
      "b.example": { origin: "https://b.example", database: "libsql://b" },
    }),
  }, defaults);
  assertEquals(clinics.map(({ hosts, databaseUrl }) => [hosts[0], databaseUrl]), [
    ["a.example", "libsql://a"],
    ["b.example", "libsql://b"],
  ]);
});

Deno.test("clientAddress() believes a forwarded address from the named proxy alone", () => {
  const forged = "203.0.113.9, 192.0.2.7";
  assertEquals(clientAddress("127.0.0.1", forged, "127.0.0.1"), "192.0.2.7");
  assertEquals(clientAddress("198.51.100.1", forged, "127.0.0.1"), "198.51.100.1");
  assertEquals(clientAddress("127.0.0.1", forged, undefined), "127.0.0.1");
  assertEquals(clientAddress("127.0.0.1", null, "127.0.0.1"), "127.0.0.1");
});
