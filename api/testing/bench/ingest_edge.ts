/**
 * Ingest on workerd with sqld behind it, batches of 1,000 samples four at a time, against one `json_each` insert of
 * the same rows a batch, sent straight to the same sqld, four at a time too and made into JSON beforehand.
 */
import { readMigrations } from "../../adapters/read_migrations.ts";
import { migrate } from "../../migrate.ts";
import { openNamespace, startEdge, stopEdge } from "../runtimes.ts";
import { testNow } from "../scenario.ts";
import { edgeClinic } from "./edge_clinic.ts";
import { compare, type Figure, inParallel, median, rounds, timed } from "./figure.ts";
import { prepareBatches } from "./prepared_batches.ts";

const batchesARound = 40, samples = 1_000, atOnce = 4;

const insert = `INSERT INTO sample SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4,
  value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9 FROM json_each(?)`;

export async function bench(): Promise<Figure[]> {
  const edge = await startEdge();
  try {
    const { token, send, db } = await edgeClinic(edge, "subject");
    await edge.sqld.addNamespace("baseline");
    const straight = openNamespace(edge.sqld, "baseline");
    await migrate(straight, readMigrations(), testNow);
    const batches = await prepareBatches((rounds + 1) * batchesARound, samples);
    const texts = batches.map(({ rows }) =>
      JSON.stringify(rows.map((row) => row.map((cell) => cell instanceof Uint8Array ? cell.toHex() : cell)))
    );
    const post = async (body: Uint8Array<ArrayBuffer>) => {
      const response = await send("/api/observation/batches", {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "content-encoding": "gzip",
        },
        body,
      });
      if (response.status !== 200) throw new Error(`ingest: ${response.status} ${await response.text()}`);
      return (await response.json() as { stored: number }).stored;
    };
    const sendRound = async (from: number, stored: number, field: "body" | "renamed" = "body") => {
      await inParallel(batchesARound, atOnce, async (index) => {
        if (await post(batches[from + index]![field]) !== stored) throw new Error("ingest lost or doubled");
      });
    };
    const insertRound = (from: number) =>
      inParallel(batchesARound, atOnce, async (index) => {
        // A lone statement goes as one request without a transaction around it: the cheapest there is.
        await straight.read([{ sql: insert, args: [texts[from + index]!] }]);
      });
    await sendRound(0, samples);
    await insertRound(0);
    const firstMs: number[] = [], again: number[] = [], renamed: number[] = [];
    const result = await compare(
      async (round) => {
        firstMs.push(await timed(() => sendRound((round + 1) * batchesARound, samples)));
      },
      (round) => insertRound((round + 1) * batchesARound),
    );
    const count = async () => {
      const [found] = await db.read([{ sql: "SELECT count(*) AS n FROM sample", args: [] }]);
      return found!.rows[0]!.n;
    };
    const before = await count();
    for (let round = 1; round <= rounds; round++) {
      again.push(await timed(() => sendRound(round * batchesARound, samples)));
      renamed.push(await timed(() => sendRound(round * batchesARound, 0, "renamed")));
    }
    if (await count() !== before) throw new Error("sending again changed the number of rows");
    straight.close();
    db.close();
    const rate = (ms: number) => `${Math.round(batchesARound * samples / ms)}k samples/s`;
    return [
      {
        what: "HTTP ingest, workerd and sqld",
        baseline: "one json_each insert, straight",
        value: 1 / result.timesBaseline,
        unit: "×",
        better: "higher",
        bar: 0.7,
        stretch: 1,
        note: `${rate(result.subjectMs)}; straight ${rate(result.baselineMs)}`,
      },
      {
        what: "sending every batch again, workerd",
        baseline: "the first sending",
        value: median(firstMs) / median(again),
        unit: "×",
        better: "higher",
        bar: 0.9,
        stretch: 1.3,
        note: `${rate(median(again))}; under new batch ids ${rate(median(renamed))}`,
      },
    ];
  } finally {
    await stopEdge(edge);
  }
}
