/**
 * Brings a database to the newest level. Migrations only go forward; each runs whole or not at all, together with the
 * row that says it ran, so that a killed one is simply run again.
 */
import { type Database, mustWrite, type Statement } from "./database.ts";

export interface Migration {
  /** Four digits and a word, e.g. `0001_clinic`. */
  name: string;
  sql: string;
}

/**
 * Splits SQL text into statements. Knows quotes, comments and that a trigger's body ends with END.
 * @example splitStatements("SELECT 1; SELECT ';';") // ["SELECT 1", "SELECT ';'"]
 */
export function splitStatements(text: string): string[] {
  const token =
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\/|;|[A-Za-z_]\w*|[\s\S]/g;
  const statements: string[] = [];
  let current = "", words: string[] = [], depth = 0;
  const finish = () => {
    if (words.length > 0) statements.push(current.trim());
    current = "";
    words = [];
    depth = 0;
  };
  for (const [piece] of text.matchAll(token)) {
    if (piece.startsWith("--") || piece.startsWith("/*")) {
      current += " ";
      continue;
    }
    if (/^[A-Za-z_]/.test(piece)) {
      const word = piece.toUpperCase();
      words.push(word);
      const trigger = words[0] === "CREATE" && words.slice(0, 3).includes("TRIGGER");
      if (trigger && (word === "BEGIN" || word === "CASE")) depth++;
      if (trigger && word === "END") depth--;
    }
    if (piece === ";" && depth === 0) finish();
    else current += piece;
  }
  finish();
  return statements;
}

const createTable: Statement = {
  sql: `CREATE TABLE IF NOT EXISTS migration (
    level INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, run_at INTEGER NOT NULL) STRICT`,
  args: [],
};

/** The level a database stands at; 0 before the first migration. */
export async function migrationLevel(db: Database): Promise<number> {
  const [tables] = await db.read([{
    sql: "SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
    args: [],
  }]);
  if (tables?.rows[0]?.n === 0) return 0;
  const [level] = await db.read([{
    sql: "SELECT coalesce(max(level), 0) AS level FROM migration",
    args: [],
  }]);
  return Number(level?.rows[0]?.level ?? 0);
}

/** A database that ran other migrations than ours belongs to another release; going on would harm it. */
async function refuseStrangers(db: Database, migrations: readonly Migration[]): Promise<void> {
  const [ran] = await db.read([{ sql: "SELECT level, name FROM migration ORDER BY level", args: [] }]);
  for (const { level, name } of ran!.rows) {
    const ours = migrations[Number(level) - 1]?.name;
    if (ours !== name) {
      throw new Error(
        `this database ran migration ${name} at level ${level}; this release has ${ours ?? "none"} there`,
      );
    }
  }
}

/** Runs what is missing, in order; returns the names that ran. Two starting at once do it once. */
export async function migrate(
  db: Database,
  migrations: readonly Migration[],
  now: number,
): Promise<string[]> {
  await mustWrite(db, [createTable]);
  const level = await migrationLevel(db);
  await refuseStrangers(db, migrations);
  const ran: string[] = [];
  for (const [index, { name, sql }] of migrations.entries()) {
    if (index < level) continue;
    const written = await db.write([
      // First, so that a second process doing the same is refused before it changes anything.
      { sql: "INSERT INTO migration (level, name, run_at) VALUES (?, ?, ?)", args: [index + 1, name, now] },
      ...splitStatements(sql).map((statement) => ({ sql: statement, args: [] })),
    ]);
    if (written.ok) ran.push(name);
    else if (written.at !== 0) {
      throw new Error(`migration ${name}, statement ${written.at}: ${written.constraint}`);
    }
  }
  return ran;
}
