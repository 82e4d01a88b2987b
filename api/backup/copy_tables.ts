/**
 * Copies a whole database through the `Database` port, page by page: the way in and out of databases that are reached
 * over HTTP. Memory holds one page. The source must be quiet to be copied as of one moment; who calls finds out.
 */
import { type Database, mustWrite, type Row, type SqlValue, type Statement } from "../database.ts";

const pageRows = 1_000;
/** SQLite allows 32,766 parameters in a statement. */
const maxParameters = 30_000;

interface Table {
  name: string;
  sql: string;
  columns: string[];
  /** What pages are ordered by: the primary key, or the row's number. */
  key: string[];
  parents: string[];
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const ofOurs = "name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'libsql!_%' ESCAPE '!'";

async function rows(db: Database, sql: string, args: SqlValue[] = []): Promise<Row[]> {
  const [result] = await db.read([{ sql, args }]);
  return result!.rows;
}

async function readTables(db: Database): Promise<Table[]> {
  const tables = await rows(
    db,
    `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND ${ofOurs} ORDER BY name`,
  );
  return await Promise.all(tables.map(async ({ name, sql }) => {
    const [columns, parents] = await db.read([
      { sql: "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", args: [name!] },
      { sql: 'SELECT DISTINCT "table" AS parent FROM pragma_foreign_key_list(?)', args: [name!] },
    ]);
    const names = columns!.rows.map((column) => String(column.name));
    const key = columns!.rows.filter(({ pk }) => pk !== 0).sort((a, b) => Number(a.pk) - Number(b.pk));
    const withoutRowid = /\bWITHOUT\s+ROWID\b/i.test(String(sql));
    // An INTEGER PRIMARY KEY is the row's number; any other table keeps its numbers by copying them.
    const numbered = !withoutRowid && !(key.length === 1 && String(key[0]!.type).toUpperCase() === "INTEGER");
    return {
      name: String(name),
      sql: String(sql),
      columns: numbered ? ["rowid", ...names] : names,
      key: numbered ? ["rowid"] : key.map((column) => String(column.name)),
      parents: parents!.rows.map(({ parent }) => String(parent)).filter((parent) => parent !== name),
    };
  }));
}

/** Tables so that what is referred to comes before what refers to it. */
function parentsFirst(tables: readonly Table[]): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<Table>();
  function place(table: Table): void {
    if (ordered.has(table)) return;
    for (const parent of table.parents) {
      const found = byName.get(parent);
      if (found !== undefined) place(found);
    }
    ordered.add(table);
  }
  for (const table of tables) place(table);
  return [...ordered];
}

async function readPage(db: Database, table: Table, after: SqlValue[] | undefined, size: number) {
  const columns = table.columns.map((name, index) => `${quote(name)} AS c${index}`).join(", ");
  const key = table.key.map(quote).join(", ");
  const where = after === undefined ? "" : `WHERE (${key}) > (${after.map(() => "?").join(", ")})`;
  const sql = `SELECT ${columns} FROM ${quote(table.name)} ${where} ORDER BY ${key} LIMIT ${size}`;
  const page = await rows(db, sql, after ?? []);
  return page.map((row) => table.columns.map((_, index) => row[`c${index}`]!));
}

function insert(table: Table, page: readonly SqlValue[][]): Statement[] {
  const perStatement = Math.floor(maxParameters / table.columns.length);
  const one = `(${table.columns.map(() => "?").join(", ")})`;
  const statements: Statement[] = [];
  for (let from = 0; from < page.length; from += perStatement) {
    const chunk = page.slice(from, from + perStatement);
    statements.push({
      sql: `INSERT INTO ${quote(table.name)} (${table.columns.map(quote).join(", ")}) VALUES ${
        chunk.map(() => one).join(", ")
      }`,
      args: chunk.flat(),
    });
  }
  return statements;
}

const tooLarge = (error: unknown): boolean =>
  error instanceof Error && (/too.?large/i.test(error.message) || tooLarge(error.cause));

async function copyRows(from: Database, to: Database, table: Table): Promise<number> {
  const keyAt = table.key.map((name) => table.columns.indexOf(name));
  let copied = 0, size = pageRows, after: SqlValue[] | undefined;
  for (;;) {
    let page: SqlValue[][];
    try {
      page = await readPage(from, table, after, size);
    } catch (error) {
      // Servers bound their answers by bytes: rows of this table are larger than most.
      if (!tooLarge(error) || size === 1) throw error;
      size = Math.ceil(size / 4);
      continue;
    }
    if (page.length > 0) await mustWrite(to, insert(table, page));
    copied += page.length;
    if (page.length < size) return copied;
    after = keyAt.map((index) => page.at(-1)![index]!);
  }
}

/** How many rows each table holds. */
export async function countRows(db: Database): Promise<Record<string, number>> {
  const tables = await rows(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND ${ofOurs} ORDER BY name`,
  );
  const counts = await db.read(tables.map(({ name }) => ({
    sql: `SELECT count(*) AS n FROM ${quote(String(name))}`,
    args: [],
  })));
  return Object.fromEntries(
    tables.map(({ name }, index) => [String(name), Number(counts[index]!.rows[0]!.n)]),
  );
}

/**
 * Copies tables, rows, indexes and triggers into an empty database. `referringFirst` reads what refers before what is
 * referred to, so that a row added meanwhile leaves no reference without its target; the target's foreign keys must
 * then be off.
 */
export async function copyTables(
  from: Database,
  to: Database,
  { referringFirst = false }: { referringFirst?: boolean } = {},
): Promise<Record<string, number>> {
  const tables = parentsFirst(await readTables(from));
  await mustWrite(to, tables.map(({ sql }) => ({ sql, args: [] })));
  const counts: Record<string, number> = {};
  for (const table of referringFirst ? tables.toReversed() : tables) {
    counts[table.name] = await copyRows(from, to, table);
  }
  const rest = await rows(
    from,
    `SELECT sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL AND ${ofOurs}
      ORDER BY type = 'trigger', type = 'view', name`,
  );
  if (rest.length > 0) await mustWrite(to, rest.map(({ sql }) => ({ sql: String(sql), args: [] })));
  return counts;
}
