/**
 * Ingest on workerd with sqld behind it, against one `json_each` insert a batch of the same rows, sent straight to the
 * same sqld, four at a time too and made into JSON beforehand.
 */
import { readMigrations } from "../../adapters/read_migrations.ts";
import { migrate } from "../../migrate.ts";
import { openNamespace, startEdge, stopEdge } from "../runtimes.ts";
import { testNow } from "../scenario.ts";
import { batchesNeeded, batchHeaders, compareIngest } from "./compare_ingest.ts";
import { edgeClinic } from "./edge_clinic.ts";
import { type Figure, inParallel } from "./figure.ts";
import { prepareBatches } from "./prepared_batches.ts";

const insert =
  `INSERT INTO sample SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4,
  value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9 FROM json_each(?)`;

export async function bench(): Promise<Figure[]> {
  const edge = await startEdge();
  try {
    const { token, send, db } = await edgeClinic(edge, "subject");
    await edge.sqld.addNamespace("baseline");
    const straight = openNamespace(edge.sqld, "baseline");
    await migrate(straight, readMigrations(), testNow);
    const batches = await prepareBatches(batchesNeeded);
    const texts = batches.map(({ rows }) =>
      JSON.stringify(rows.map((row) => row.map((cell) => cell instanceof Uint8Array ? cell.toHex() : cell)))
    );
    const figures = await compareIngest({
      batches,
      post: (body) =>
        send("/api/observation/batches", { method: "POST", headers: batchHeaders(token), body }),
      insert: (indices) =>
        inParallel(indices.length, 4, async (index) => {
          // A lone statement goes without a transaction around it: the cheapest there is.
          await straight.read([{ sql: insert, args: [texts[indices[index]!]!] }]);
        }),
      count: async () => {
        const [found] = await db.read([{ sql: "SELECT count(*) AS n FROM sample", args: [] }]);
        return Number(found!.rows[0]!.n);
      },
      where: "workerd and sqld",
      baseline: "one json_each insert, straight",
      bar: 0.7,
      stretch: 1,
    });
    straight.close();
    db.close();
    return figures;
  } finally {
    await stopEdge(edge);
  }
}
