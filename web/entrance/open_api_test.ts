import { assertEquals } from "deno-std/assert/mod.js";
import { accessText, limits, type OpenApi, refName, routesByTag, type Schema, typeText } from "./open_api.ts";

Deno.test("typeText() names every kind of schema in one line", () => {
  const cases: [Schema, string][] = [
    [{ type: "string", format: "date-time" }, "string (date-time)"],
    [{ type: ["number", "null"] }, "number | null"],
    [{ type: "array", items: { $ref: "#/components/schemas/Reading" } }, "array of Reading"],
    [{ enum: ["hour", "day"] }, `"hour" | "day"`],
    [{ anyOf: [{ type: "integer" }, { type: "array", items: {} }] }, "integer | array of any"],
    [{ const: 1 }, "1"],
    [{}, "any"],
  ];
  for (const [schema, expected] of cases) assertEquals(typeText(schema), expected);
});

Deno.test("limits() leaves out bounds that only say what a machine can hold", () => {
  assertEquals(
    limits({ type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
    [],
  );
  assertEquals(limits({ type: "string", minLength: 1, maxLength: 200 }), ["1–200 characters"]);
  assertEquals(limits({ type: "array", maxItems: 5000, default: 3 }), ["at most 5,000 items", "default 3"]);
});

Deno.test("accessText() says who may call, and null where nobody said", () => {
  assertEquals(
    accessText({
      "x-access": [{ roles: ["patient"], scope: "self" }, {
        roles: ["practitioner", "staff"],
        scope: "clinic",
      }],
    }),
    "patient for their own record; practitioner, staff for the whole clinic",
  );
  assertEquals(accessText({ "x-access": { roles: ["public"], scope: "self" } }), "anyone");
  assertEquals(accessText({}), null);
});

Deno.test("routesByTag() keeps every route of the document under its first tag", () => {
  const document: OpenApi = {
    info: { title: "t", version: "1" },
    paths: {
      "/a": { get: { tags: ["A"] }, post: {}, parameters: {} as never },
      "/b/{id}": { delete: { tags: ["A", "B"] } },
    },
  };
  assertEquals(routesByTag(document).map(({ tag, routes }) => [tag, routes.map(({ id }) => id)]), [
    ["A", ["get-a", "delete-b-id"]],
    ["Other", ["post-a"]],
  ]);
  assertEquals(refName("#/components/schemas/Patient"), "Patient");
});
