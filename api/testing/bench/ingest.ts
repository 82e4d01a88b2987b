/**
 * Ingest over HTTP on Deno with a libSQL file: the embedded server in a process of its own, against a loop of one
 * prepared insert over the same rows into the same table, a transaction each 1,000, as durable as the product's.
 */
import { join } from "node:path";
import { startGuarded, waitUntil } from "../../adapters/guarded_process.ts";
import { openClinic } from "../../observation/testing/clinic_database.ts";
import { batchesNeeded, batchHeaders, compareIngest } from "./compare_ingest.ts";
import { openDriver } from "./driver.ts";
import type { Figure } from "./figure.ts";
import { prepareBatches } from "./prepared_batches.ts";
import type { Ready } from "./serve_file.ts";

export async function bench(): Promise<Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const baseline = await openClinic();
  const driver = openDriver(baseline.path);
  const server = await startGuarded(
    Deno.execPath(),
    ["run", "-A", "--no-check", new URL("serve_file.ts", import.meta.url).pathname, folder],
    { log: join(folder, "server.log") },
  );
  try {
    let ready: Ready | undefined;
    await waitUntil(
      async () => {
        ready = JSON.parse(await Deno.readTextFile(join(folder, "ready.json")));
        return true;
      },
      server,
      60_000,
    );
    const { url, token, databasePath } = ready!;
    const reader = openDriver(databasePath);
    const insert = driver.prepare("INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const batches = await prepareBatches("oneType", batchesNeeded);
    const figures = await compareIngest({
      batches,
      post: (body) =>
        fetch(`${url}/api/observation/batches`, { method: "POST", headers: batchHeaders(token), body }),
      insert: (indices) => {
        for (const index of indices) {
          driver.exec("BEGIN IMMEDIATE");
          for (const row of batches[index]!.rows) insert.run(...row);
          driver.exec("COMMIT");
        }
      },
      count: () => Promise.resolve(Number(reader.prepare("SELECT count(*) AS n FROM sample").all()[0]?.n)),
      where: "Deno and file",
      baseline: "prepared-statement loop",
      bar: 0.4,
      stretch: 0.8,
    });
    reader.close();
    return figures;
  } finally {
    driver.close();
    await baseline.dispose();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
