/** `deno task verify-audit`: recomputes the audit's hash chain and says whether every seal holds. */
import { findBrokenSeal } from "../audit_event/seal.ts";
import { eachClinic } from "./each_clinic.ts";

if (import.meta.main) {
  await eachClinic(async (db, { databaseUrl }) => {
    const [sealed, all] = await db.read([
      { sql: "SELECT coalesce(max(last_event), 0) AS last, count(*) AS seals FROM audit_seal", args: [] },
      { sql: "SELECT coalesce(max(id), 0) AS last FROM audit_event", args: [] },
    ]);
    const broken = await findBrokenSeal(db);
    const { last, seals } = sealed!.rows[0]!;
    console.log(
      broken === undefined
        ? `${databaseUrl}: ${seals} seals hold, up to event ${last} of ${all!.rows[0]!.last}`
        : `${databaseUrl}: seal ${broken} does not hold: events in its range were changed`,
    );
    return broken === undefined;
  });
}
