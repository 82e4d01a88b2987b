/** Whether a copy of a clinic's database is whole: its pages, its references, its audit chain, its level. */
import { openCopy } from "../adapters/libsql_file.ts";
import { findBrokenSeal } from "../audit_event/seal.ts";
import { migrationLevel } from "../migrate.ts";
import { countRows } from "./copy_tables.ts";

export interface Verified {
  /** Migration level. */
  level: number;
  /** Rows by table. */
  rows: Record<string, number>;
  /** What is wrong with it; empty is good. */
  findings: string[];
}

/** Reads the whole file. */
export async function verifyCopy(path: string): Promise<Verified> {
  const db = await openCopy(path);
  try {
    const [pages, references] = await db.read([
      { sql: "SELECT integrity_check AS finding FROM pragma_integrity_check", args: [] },
      {
        sql: `SELECT "table" || ' row ' || coalesce(rowid, '?') || ' refers to nothing' AS finding
          FROM pragma_foreign_key_check`,
        args: [],
      },
    ]);
    const findings = [...pages!.rows, ...references!.rows].map(({ finding }) => String(finding))
      .filter((finding) => finding !== "ok");
    const level = await migrationLevel(db);
    if (level === 0) findings.push("it holds no clinic: no migration has run on it");
    else {
      const seal = await findBrokenSeal(db);
      if (seal !== undefined) findings.push(`audit seal ${seal} does not hold`);
    }
    return { level, rows: await countRows(db), findings };
  } finally {
    db.close();
  }
}
