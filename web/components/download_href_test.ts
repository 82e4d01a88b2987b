import { assertEquals } from "deno-std/assert/mod.js";
import { downloadHref } from "./download_href.ts";

Deno.test("downloadHref() asks for one type or all, and for a stretch of time where one is given", () => {
  assertEquals(downloadHref("csv", { patient: "p1" }), "/api/patient/p1/observation/csv");
  assertEquals(
    downloadHref("bundle", { patient: "p1", type: "HKQuantityTypeIdentifierHeight" }),
    "/api/patient/p1/observation/bundle?type=HKQuantityTypeIdentifierHeight",
  );
  assertEquals(
    downloadHref("csv", {
      api: "/x",
      patient: "a/b",
      type: "T",
      from: "2026-03-01T00:00:00Z",
      to: "2026-03-02T00:00:00Z",
    }),
    "/x/patient/a%2Fb/observation/csv?type=T&from=2026-03-01T00%3A00%3A00Z&to=2026-03-02T00%3A00%3A00Z",
  );
});
