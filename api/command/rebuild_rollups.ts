/** `deno task rebuild-rollups`: recomputes every hour, day and stream from the raw readings, and says what differed. */
import { rebuildRollups } from "../observation/rebuild_rollups.ts";
import { eachClinic } from "./each_clinic.ts";

if (import.meta.main) {
  await eachClinic(async (db, { databaseUrl }) => {
    let saidAt = 0;
    const differences = await rebuildRollups(db, undefined, ({ done, total }) => {
      if (performance.now() - saidAt < 2_000) return;
      saidAt = performance.now();
      console.log(`${databaseUrl}: ${done} of ${total}`);
    });
    // Where, never what: values stay out of terminals and logs.
    const places = Map.groupBy(differences, ({ table, type }) => `${table} ${type}`);
    for (const [place, found] of places) console.log(`${databaseUrl}: ${found.length} of ${place}`);
    console.log(
      differences.length === 0
        ? `${databaseUrl}: every bucket equals what the readings say, bit for bit`
        : `${databaseUrl}: ${differences.length} buckets differed and were mended`,
    );
    return differences.length === 0;
  });
}
