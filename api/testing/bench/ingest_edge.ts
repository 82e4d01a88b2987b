/**
 * Ingest on workerd with sqld behind it, against one `json_each` insert a batch of the same rows, sent straight to the
 * same sqld, four at a time too and made into JSON beforehand.
 */
import { readMigrations } from "../../adapters/read_migrations.ts";
import { migrate } from "../../migrate.ts";
import { type Edge, openNamespace, startEdge, stopEdge } from "../runtimes.ts";
import { testNow } from "../scenario.ts";
import { batchesNeeded, batchHeaders, compareIngest } from "./compare_ingest.ts";
import { edgeClinic } from "./edge_clinic.ts";
import { type Figure, inParallel } from "./figure.ts";
import { type Kind, prepareBatches } from "./prepared_batches.ts";

const insert =
  `INSERT INTO sample SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4,
  value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9 FROM json_each(?)`;

/** Compares in two fresh databases of the same sqld. */
async function compareOnEdge(
  edge: Edge,
  kind: Kind,
  bar: Pick<Figure, "bar" | "stretch">,
): Promise<Figure[]> {
  const { token, send, db } = await edgeClinic(edge, `${kind.toLowerCase()}subject`);
  await edge.sqld.addNamespace(`${kind.toLowerCase()}baseline`);
  const straight = openNamespace(edge.sqld, `${kind.toLowerCase()}baseline`);
  await migrate(straight, readMigrations(), testNow);
  const batches = await prepareBatches(kind, batchesNeeded);
  const texts = batches.map(({ rows }) =>
    JSON.stringify(rows.map((row) => row.map((cell) => cell instanceof Uint8Array ? cell.toHex() : cell)))
  );
  try {
    return await compareIngest({
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
      where: kind === "oneType" ? "workerd and sqld" : "workerd and sqld, mixed batches",
      baseline: "one json_each insert, straight",
      ...bar,
    });
  } finally {
    straight.close();
    db.close();
  }
}

export async function bench(): Promise<Figure[]> {
  const edge = await startEdge();
  try {
    const figures = await compareOnEdge(edge, "oneType", { bar: 0.7, stretch: 1 });
    // Seen, not promised: six groups over two days each touch five times the buckets.
    const [mixed] = await compareOnEdge(edge, "mixed", {});
    return [...figures, mixed!];
  } finally {
    await stopEdge(edge);
  }
}
