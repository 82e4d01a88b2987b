/** A clinic for the drills, and pairs of rows that must stand or fall together. */
import { readMigrations } from "../../adapters/read_migrations.ts";
import { type Database, mustWrite, type Statement } from "../../database.ts";
import { migrate } from "../../migrate.ts";
import { seedPeople, testNow } from "../../testing/scenario.ts";

/** Migrates an empty database and puts the test's people in. */
export async function fill(db: Database): Promise<void> {
  await migrate(db, readMigrations(), testNow);
  await mustWrite(db, await seedPeople());
}

/** A row that keeps its number, one without, blobs, and text that SQL must quote, each pair in one batch. */
export function pair(id: number): Statement[] {
  return [
    {
      sql:
        "INSERT INTO audit_event (recorded_at, action, outcome, actor, detail) VALUES (?, 'test', 'success', ?, ?)",
      args: [testNow + id, `it's "${id}"; -- ✓`, null],
    },
    {
      sql:
        "INSERT INTO session (token_hash, public_id, sign_in, created_at, active_at) VALUES (?, ?, 1, ?, ?)",
      args: [new Uint8Array([id >> 8, id & 255, 0, 255]), `s${id}`, id, id],
    },
  ];
}
