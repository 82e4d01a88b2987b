import { assertEquals, assertRejects } from "deno-std/assert/mod.js";
import type { Scope } from "./scope.ts";
import { streamText } from "./stream_text.ts";

const file = { contentType: "text/csv; charset=utf-8", fileName: "vitals.csv" };

/** As much of a scope as a download needs. */
function scopeOf(): { scope: Scope; logs: string[]; ended: () => Promise<boolean> } {
  const running: Promise<void>[] = [], logs: string[] = [];
  const scope = { running, log: (event: string) => logs.push(event) } as unknown as Scope;
  const pending = Symbol();
  return {
    scope,
    logs,
    ended: async () => await Promise.race([...running, Promise.resolve(pending)]) !== pending,
  };
}

Deno.test("streamText() makes a piece only when it is asked for, and lets go of the database at the end", async () => {
  const { scope, ended } = scopeOf();
  let made = 0;
  async function* pieces() {
    for (const piece of ["a", "b", "c"]) {
      made++;
      yield await Promise.resolve(piece);
    }
  }
  const response = await streamText(scope, file, pieces());
  assertEquals([made, await ended()], [1, false]);
  assertEquals(response.headers.get("content-disposition"), 'attachment; filename="vitals.csv"');
  const reader = response.body!.getReader();
  await reader.read();
  assertEquals(made, 2);
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    rest += new TextDecoder().decode(part.value);
  }
  assertEquals(rest, "bc");
  assertEquals([made, await ended()], [3, true]);
});

Deno.test("streamText() stops making when the reader goes away", async () => {
  const { scope, ended } = scopeOf();
  let stopped = false;
  async function* pieces() {
    try {
      for (;;) yield await Promise.resolve("again");
    } finally {
      stopped = true;
    }
  }
  const response = await streamText(scope, file, pieces());
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  assertEquals([stopped, await ended()], [true, true]);
});

Deno.test("streamText() refuses before the head is sent, and breaks off after it", async () => {
  const { scope, logs, ended } = scopeOf();
  async function* failing(good: number) {
    for (let i = 0; i < good; i++) yield await Promise.resolve("piece");
    throw new RangeError("a value that must not be logged");
  }
  await assertRejects(() => streamText(scope, file, failing(0)), RangeError);
  assertEquals(scope.running, []);
  const response = await streamText(scope, file, failing(2));
  await assertRejects(() => response.text());
  assertEquals([logs, await ended()], [["download_broken"], true]);
});
