/**
 * The Worker as wrangler uploads it: its size compressed, and the time from starting workerd to the first answer
 * against a bare Hono app started the same way. The first answer is the sign-in page's, so the whole app has been
 * evaluated and has rendered; its database is on the other side of a closed door and isn't asked.
 */
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { build } from "../../../web/build.ts";
import { newSigningKey } from "../../adapters/deno_clinics.ts";
import { bundleWorker, serveWorker } from "../workerd.ts";
import { testOrigin } from "../scenario.ts";
import { type Figure, median } from "./figure.ts";
import { gzip } from "./prepared_batches.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const starts = 15;

/** Size of what `wrangler deploy` would upload, made by itself without uploading. */
async function uploadSize(folder: string): Promise<{ bytes: number; gzipped: number }> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "npm:wrangler", "deploy", "--dry-run", "--outdir", folder],
    cwd: root,
    env: { WRANGLER_SEND_METRICS: "false", CI: "true" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`wrangler: ${new TextDecoder().decode(stderr)}`);
  let bytes = 0, gzipped = 0;
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".map") || name === "README.md") continue;
    const content = await Deno.readFile(join(folder, name));
    bytes += content.length;
    gzipped += (await gzip(content)).length;
  }
  return { bytes, gzipped };
}

export async function bench(): Promise<Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  try {
    await build();
    const { bytes, gzipped } = await uploadSize(join(folder, "upload"));
    const product = await bundleWorker("api/testing/bench/cold_entry.ts", { minify: true });
    const bare = await bundleWorker("api/testing/bench/bare_hono_entry.ts", { minify: true });
    const vars = {
      ORIGIN: testOrigin,
      DATABASE_URL: "http://127.0.0.1:9",
      SIGNING_KEY: JSON.stringify(await newSigningKey()),
    };
    let number = 0;
    const start = async (module: string) => {
      const times = { started: performance.now(), answered: 0 };
      const { process, url } = await serveWorker(join(folder, `worker${number++}`), module, { vars });
      const response = await fetch(`${url}/sign-in`);
      const text = await response.text();
      times.answered = performance.now();
      if (response.status !== 200) throw new Error(`the Worker answered ${response.status}: ${text}`);
      await process.stop();
      return times.answered - times.started;
    };
    await start(product);
    await start(bare);
    const taken: { product: number; bare: number }[] = [];
    for (let i = 0; i < starts; i++) {
      if (i % 2 === 0) taken.push({ product: await start(product), bare: await start(bare) });
      else taken.push({ bare: await start(bare), product: await start(product) });
    }
    const ms = (times: number[]) => `${median(times).toFixed(0)} ms`;
    return [
      {
        what: "Worker bundle, gzip",
        baseline: "",
        value: gzipped / 1024,
        unit: " KB",
        better: "lower",
        bar: 300,
        stretch: 200,
        note: `as wrangler uploads it, ${Math.round(bytes / 1024)} KB unpacked`,
      },
      {
        what: "Worker, cold start to first page",
        baseline: "bare Hono on workerd",
        value: median(taken.map((one) => one.product / one.bare)),
        unit: "×",
        better: "lower",
        bar: 3,
        stretch: 1.5,
        note: `${ms(taken.map((one) => one.product))}, bare ${ms(taken.map((one) => one.bare))}; ${starts} each`,
      },
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
