/**
 * Seals audit events into a hash chain, range by range: seal = SHA-256(previous seal, the rows). Events are written
 * unchained, so that writers never wait for each other; up to about the last minute is not sealed yet.
 */
import type { Database, Row } from "../database.ts";

const rangeSize = 5_000;
const columns =
  "id, recorded_at, action, outcome, sign_in, actor, patient, entity, detail, network, request_id";

async function sealOf(previous: Uint8Array, rows: readonly Row[]): Promise<Uint8Array> {
  const text = new TextEncoder().encode(rows.map((row) => JSON.stringify(Object.values(row))).join("\n"));
  const bytes = new Uint8Array(previous.length + text.length);
  bytes.set(previous);
  bytes.set(text, previous.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Seals what has been written since the last seal. A parallel sealer of the same range is refused and gives way. */
export async function sealAuditEvents(db: Database, now: number): Promise<boolean> {
  for (;;) {
    const [last, events] = await db.read([
      { sql: "SELECT last_event, seal FROM audit_seal ORDER BY id DESC LIMIT 1", args: [] },
      {
        sql: `SELECT ${columns} FROM audit_event
          WHERE id > (SELECT coalesce(max(last_event), 0) FROM audit_seal) ORDER BY id LIMIT ?`,
        args: [rangeSize],
      },
    ]);
    const rows = events!.rows;
    if (rows.length === 0) return true;
    const before = last!.rows[0];
    const seal = await sealOf(before === undefined ? new Uint8Array() : before.seal as Uint8Array, rows);
    const written = await db.write([{
      sql: `INSERT INTO audit_seal (first_event, last_event, seal, sealed_at) SELECT ?, ?, ?, ?
        WHERE (SELECT coalesce(max(last_event), 0) FROM audit_seal) = ?`,
      args: [rows[0]!.id!, rows.at(-1)!.id!, seal, now, before?.lastEvent ?? 0],
    }]);
    if (!written.ok || rows.length < rangeSize) return true;
  }
}

/** Recomputes the whole chain; the first seal that does not hold, or undefined where all do. */
export async function findBrokenSeal(db: Database): Promise<number | undefined> {
  let previous = new Uint8Array(), lastEvent = 0;
  for (let id = 0;;) {
    const [seals] = await db.read([{
      sql: "SELECT id, first_event, last_event, seal FROM audit_seal WHERE id > ? ORDER BY id LIMIT 100",
      args: [id],
    }]);
    if (seals!.rows.length === 0) return undefined;
    for (const row of seals!.rows) {
      id = Number(row.id);
      const [events] = await db.read([{
        sql: `SELECT ${columns} FROM audit_event WHERE id > ? AND id <= ? ORDER BY id`,
        args: [lastEvent, row.lastEvent!],
      }]);
      const seal = await sealOf(previous, events!.rows);
      if (seal.toHex() !== (row.seal as Uint8Array).toHex()) return id;
      previous = seal as Uint8Array<ArrayBuffer>;
      lastEvent = Number(row.lastEvent);
    }
  }
}
