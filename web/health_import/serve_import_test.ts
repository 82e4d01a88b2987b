/** The worker as its page sees it: a real Worker of the real file, and the protocol without one. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { memoryCheckpoint } from "./checkpoint.ts";
import type { FromImportWorker } from "./messages.ts";
import { serveImport } from "./serve_import.ts";
import { exportOf, record } from "./testing/read_text.ts";

async function withServer(run: (origin: string, posted: () => number) => Promise<void>) {
  let posted = 0;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const body = request.body?.pipeThrough(new DecompressionStream("gzip"));
    const batch = await new Response(body ?? null).json();
    posted++;
    return Response.json({
      batchId: batch.batchId,
      stored: 1,
      duplicate: 0,
      deleted: 0,
      refused: 0,
      refusals: [],
    });
  });
  try {
    await run(`http://127.0.0.1:${server.addr.port}`, () => posted);
  } finally {
    await server.shutdown();
  }
}

const start = (file: Blob, server: string) =>
  ({ kind: "start", file, patient: "p", token: "t", server }) as const;

Deno.test("the worker imports a file and says so last", async () => {
  await withServer(async (origin, posted) => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), { type: "module" });
    const messages: FromImportWorker[] = [];
    await new Promise<void>((resolve) => {
      worker.addEventListener("message", ({ data }: MessageEvent<FromImportWorker>) => {
        messages.push(data);
        if (data.kind !== "progress") resolve();
      });
      worker.postMessage(start(new Blob([exportOf(record())]), origin));
    });
    worker.terminate();
    assertEquals(posted(), 1);
    const last = messages.at(-1);
    if (last?.kind !== "done") throw new Error(JSON.stringify(last));
    assertEquals([last.summary.rows, last.summary.stored], [1, 1]);
    assert(messages.some(({ kind }) => kind === "progress"));
  });
});

Deno.test("a file that is no export, and a person who stops, are told as failures with their reason", async () => {
  await withServer(async (origin, posted) => {
    for (
      const [content, cancel, reason] of [["<html/>", false, "not_an_export"], [
        exportOf(record()),
        true,
        "cancelled",
      ]] as const
    ) {
      const said = Promise.withResolvers<FromImportWorker>();
      const send = serveImport((message) => {
        if (message.kind !== "progress") said.resolve(message);
      }, () => memoryCheckpoint());
      send({ kind: "pause" });
      send(start(new Blob([content]), origin));
      if (cancel) setTimeout(() => send({ kind: "cancel" }), 20);
      const message = await said.promise;
      if (message.kind !== "failed") throw new Error(message.kind);
      assertEquals(message.reason, reason);
    }
    assertEquals(posted(), 0);
  });
});
