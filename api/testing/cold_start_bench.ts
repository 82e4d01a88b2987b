/**
 * What it costs to wake the Worker: from starting workerd to the first answer of the whole app, against the same with
 * a bare Hono Worker. Subject and baseline take turns in one run. Bytes are those of the bundle that is deployed.
 */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { newSigningKey } from "../adapters/deno_clinics.ts";
import { freePort, startGuarded } from "../adapters/guarded_process.ts";
import { bundleWorker } from "../bundle_worker.ts";
import { serveWorker, workerdBinary } from "./workerd.ts";

export interface ColdStartFigures {
  /** Median from spawn to first answer, ms. */
  readonly oursMs: number;
  readonly bareMs: number;
  /** Ours to bare; lower is better. */
  readonly ratio: number;
  /** The deployed bundle, compressed. */
  readonly bundleGzipBytes: number;
}

const bareEntry = `import { Hono } from "hono";
const app = new Hono();
app.get("/", (c) => c.text("ready"));
export default app;`;

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Time from starting workerd on a prepared folder until its first answer has come. */
async function firstAnswer(folder: string, url: string): Promise<number> {
  const from = performance.now();
  const process = await startGuarded(workerdBinary(), ["serve", join(folder, "config.capnp")], {
    log: join(folder, "workerd.log"),
  });
  try {
    for (;;) {
      const response = await fetch(url).catch(() => undefined);
      if (response !== undefined) {
        await response.body?.cancel();
        return performance.now() - from;
      }
      if (!process.running()) throw new Error(await process.log());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  } finally {
    await process.stop();
  }
}

/** Measures `rounds` starts of each; needs `.build/manifest.json` (`deno task build`). */
export async function benchColdStart(rounds = 5): Promise<ColdStartFigures> {
  const folder = await Deno.makeTempDir({ prefix: "cold-start-" });
  try {
    const ours = await bundleWorker("api/cloudflare.ts");
    const bare = await bundleWorker({ contents: bareEntry });
    const port = freePort(), url = `http://127.0.0.1:${port}/api/nothing`;
    const served = [
      await serveWorker(join(folder, "ours"), ours.module, {
        port,
        vars: {
          ORIGIN: new URL(url).origin,
          DATABASE_URL: "http://127.0.0.1:9",
          SIGNING_KEY: JSON.stringify(await newSigningKey()),
        },
      }),
      await serveWorker(join(folder, "bare"), bare.module),
    ];
    await Promise.all(served.map(({ process }) => process.stop()));
    const times = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      // A route that is not there: everything is made and mounted, and no database is asked.
      times.ours.push(await firstAnswer(join(folder, "ours"), url));
      times.bare.push(await firstAnswer(join(folder, "bare"), served[1]!.url));
    }
    const oursMs = median(times.ours), bareMs = median(times.bare);
    return { oursMs, bareMs, ratio: oursMs / bareMs, bundleGzipBytes: gzipSync(ours.module).length };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) console.log(await benchColdStart());
