/** Sending against a server on this machine: lost answers, refusals, pauses, crashes, and what is remembered. */
import { assert, assertEquals, assertRejects } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { BatchReceipt, ObservationBatch } from "../../schema/observation.ts";
import { memoryCheckpoint } from "./checkpoint.ts";
import { ImportError } from "./import_error.ts";
import { createPauseGate } from "./pause_gate.ts";
import { type Post, postTo, retryAfter } from "./post_batch.ts";
import { runImport } from "./run_import.ts";
import { bytesAsFile, exportOf, record, testCodes } from "./testing/read_text.ts";

const numRuns = Deno.env.get("SOAK") ? 500 : 40;
const noSleep = () => Promise.resolve();
const limits = { maxSamples: 3, maxBytes: 100_000, maxGroups: 100 };
const rowCount = 30;
const second = (index: number) => String(index).padStart(2, "0");
const xml = new TextEncoder().encode(exportOf(
  Array.from({ length: rowCount }, (_, index) => {
    const at = `2024-03-01 07:12:${second(index)} -0600`;
    return record({ startDate: at, endDate: at, value: String(60 + index) });
  }).join(""),
));

/** What a server keeps: receipts by batch id, rows by identity. */
function createStore() {
  const receipts = new Map<string, BatchReceipt>();
  const rows = new Set<string>();
  const posted: string[] = [];
  const take = async (request: Request): Promise<BatchReceipt> => {
    assertEquals(request.headers.get("content-type"), "application/json");
    assertEquals(request.headers.get("content-encoding"), "gzip");
    assertEquals(request.headers.get("authorization"), "Bearer secret");
    const body = request.body?.pipeThrough(new DecompressionStream("gzip"));
    const batch: ObservationBatch = await new Response(body ?? null).json();
    posted.push(batch.batchId);
    const before = receipts.get(batch.batchId);
    if (before !== undefined) return before;
    let stored = 0;
    let duplicate = 0;
    const refusals: BatchReceipt["refusals"] = [];
    batch.groups.forEach((group, groupIndex) =>
      group.start.forEach((start, index) => {
        const value = group.value?.[index];
        if (value === 66) {
          refusals.push({ list: "groups", group: groupIndex, index, field: "value", reason: "implausible" });
        } else if (rows.has(`${start}`)) duplicate++;
        else {
          rows.add(`${start}`);
          stored++;
        }
      })
    );
    const receipt = {
      batchId: batch.batchId,
      stored,
      duplicate,
      deleted: 0,
      refused: refusals.length,
      refusals,
    };
    receipts.set(batch.batchId, receipt);
    return receipt;
  };
  return { receipts, rows, posted, take };
}

/** A post that hands the request to a function instead of the network. */
const postInto = (answer: (request: Request) => Promise<Response>): Post =>
  postTo("http://127.0.0.1", "secret", (input, init) => answer(new Request(input, init)));

const options = {
  patient: "p",
  codes: testCodes,
  limits,
  checkpoint: () => memoryCheckpoint(),
  sleep: noSleep,
};
const file = bytesAsFile(xml);

async function failureOf(importing: Promise<unknown>): Promise<string> {
  const error = await assertRejects(() => importing, ImportError);
  return error instanceof ImportError ? error.reason : "";
}

Deno.test("an import stores every row once and says what was refused, where and why", async () => {
  const store = createStore();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    assertEquals(new URL(request.url).pathname, "/api/observation/batches");
    return Response.json(await store.take(request));
  });
  const progress: number[] = [];
  try {
    const summary = await runImport(file, {
      ...options,
      post: postTo(`http://127.0.0.1:${server.addr.port}`, "secret"),
      onProgress: ({ records }) => void progress.push(records),
    });
    assertEquals([summary.rows, summary.stored, summary.duplicate, summary.refused], [30, 29, 0, 1]);
    assertEquals(summary.types, [{ type: "HKQuantityTypeIdentifierHeartRate", rows: 30, refused: 1 }]);
    assertEquals(summary.refusals, [{
      type: "HKQuantityTypeIdentifierHeartRate",
      field: "value",
      reason: "implausible",
      count: 1,
      examples: [{ file: "export.xml", line: 13 }],
    }]);
    assertEquals(store.rows.size, 29);
    assertEquals(progress.at(-1), 30);
  } finally {
    await server.shutdown();
  }
});

Deno.test("lost answers, 429 and 503 are asked again under the same id and double nothing", async () => {
  const store = createStore();
  const waits: number[] = [];
  let request = 0;
  const summary = await runImport(file, {
    ...options,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    post: postInto(async (incoming) => {
      const receipt = await store.take(incoming);
      switch (request++ % 5) {
        case 0:
          throw new TypeError("connection reset after the server had stored the batch");
        case 1:
          return new Response("", { status: 503, headers: { "retry-after": "7" } });
        case 2:
          return new Response("{ half an ans", { status: 200 });
        case 3:
          return new Response("", { status: 429 });
        default:
          return Response.json(receipt);
      }
    }),
  });
  assertEquals([summary.stored, summary.duplicate, summary.refused], [29, 0, 1]);
  assertEquals(store.rows.size, 29);
  assert(store.posted.length > store.receipts.size);
  assert(waits.includes(7_000));
});

Deno.test("a server that stays away ends the import, and what was acknowledged is remembered", async () => {
  const store = createStore();
  const kept = memoryCheckpoint();
  let answers = 0;
  const flaky = postInto(async (request) => {
    if (answers++ >= 4) throw new TypeError("no route to host");
    return Response.json(await store.take(request));
  });
  const run = (post: Post) => runImport(file, { ...options, checkpoint: () => kept, post });
  assertEquals(await failureOf(run(flaky)), "server_unreachable");
  const acknowledged = await kept.load();
  assert(acknowledged >= 1 && acknowledged <= 4);
  const before = store.posted.length;
  const summary = await run(postInto(async (request) => Response.json(await store.take(request))));
  assertEquals(store.posted.length - before, 10 - acknowledged);
  assertEquals(summary.earlierRows, acknowledged * 3);
  assertEquals(summary.rows, 30);
  assertEquals(store.rows.size, 29);
  assertEquals(await kept.load(), 0);
});

Deno.test("an ended grant, a forbidden patient and a server that refuses all stop the import by name", async () => {
  for (
    const [status, reason, most] of [[401, "grant_ended", 2], [403, "forbidden", 2], [
      422,
      "server_refused",
      4,
    ]] as const
  ) {
    let requests = 0;
    const post = postInto((request) => {
      requests++;
      return request.body!.cancel().then(() => Response.json({ title: "No" }, { status }));
    });
    assertEquals(await failureOf(runImport(file, { ...options, post })), reason);
    assert(requests <= most, `${requests} requests after ${status}`);
  }
});

Deno.test("a batch that is turned down whole is reported and the rest goes on", async () => {
  const store = createStore();
  let request = 0;
  const summary = await runImport(file, {
    ...options,
    concurrency: 1,
    post: postInto(async (incoming) => {
      if (request++ !== 4) return Response.json(await store.take(incoming));
      await incoming.body?.cancel();
      return Response.json({ title: "Too strange" }, { status: 422 });
    }),
  });
  assertEquals(summary.stored + summary.refused, 30);
  assertEquals(summary.refusals.find(({ reason }) => reason === "Too strange")?.count, 3);
});

Deno.test("a paused import sends nothing until it is resumed", async () => {
  const store = createStore();
  const gate = createPauseGate();
  const paused = Promise.withResolvers<void>();
  const importing = runImport(file, {
    ...options,
    gate,
    post: postInto(async (request) => {
      const receipt = await store.take(request);
      if (store.posted.length === 3) {
        gate.pause();
        paused.resolve();
      }
      return Response.json(receipt);
    }),
  });
  await paused.promise;
  await new Promise((resolve) => setTimeout(resolve, 30));
  // What was on its way when the pause came still arrives.
  assert(store.posted.length <= 4);
  gate.resume();
  const summary = await importing;
  assertEquals(summary.stored, 29);
});

Deno.test("cancelling stops at once, while sending, waiting to retry or paused", async () => {
  const hang: Post = (_body, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true })
    );
  const busy: Post = () =>
    Promise.resolve(new Response("", { status: 503, headers: { "retry-after": "60" } }));
  const gate = createPauseGate();
  gate.pause();
  const { sleep: _, ...patient } = options;
  for (const extra of [{ post: hang }, { post: busy }, { post: hang, gate }]) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    assertEquals(
      await failureOf(runImport(file, { ...patient, ...extra, signal: stop.signal })),
      "cancelled",
    );
  }
});

Deno.test("an import killed at any request and run again stores every row exactly once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(9), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (kills, concurrency) => {
        const store = createStore();
        const kept = memoryCheckpoint();
        const run = async (killAt: number) => {
          let requests = 0;
          const stop = new AbortController();
          const post = postInto(async (request) => {
            const receipt = await store.take(request);
            // Stored on the server, and the answer never comes home.
            if (requests++ === killAt) stop.abort();
            stop.signal.throwIfAborted();
            return Response.json(receipt);
          });
          return await runImport(file, {
            ...options,
            concurrency,
            checkpoint: () => kept,
            post,
            signal: stop.signal,
          });
        };
        for (const kill of kills) await run(kill).catch((error) => assert(error instanceof ImportError));
        const summary = await run(Infinity);
        assertEquals(summary.rows, 30);
        assertEquals(store.rows.size, 29);
        assertEquals(store.receipts.size, 10);
      },
    ),
    { numRuns },
  );
});

Deno.test("retryAfter() reads seconds and dates and knows a limit", () => {
  const now = Date.UTC(2024, 0, 1);
  assertEquals(retryAfter(null, now), undefined);
  assertEquals(retryAfter("3", now), 3_000);
  assertEquals(retryAfter("99999", now), 300_000);
  assertEquals(retryAfter(new Date(now + 5_000).toUTCString(), now), 5_000);
  assertEquals(retryAfter(new Date(now - 5_000).toUTCString(), now), 0);
  assertEquals(retryAfter("soon", now), undefined);
});
