/**
 * The database port and how statements are made for it.
 *
 * Kysely only compiles here; what runs is one read, or one atomic batch. There is no interactive transaction: on a
 * local file a waiting writer would block the event loop that must commit, and over HTTP it would hold a connection.
 */
import {
  CamelCasePlugin,
  type Compilable,
  DummyDriver,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Tables } from "../schema/tables.ts";

export { sql };
export type SqlValue = string | number | Uint8Array | null;
export type Row = Record<string, SqlValue>;
export interface Statement {
  readonly sql: string;
  readonly args: readonly SqlValue[];
}
export interface Result {
  /** Columns in camelCase; blobs as Uint8Array. */
  readonly rows: Row[];
  /** Rows inserted, updated or deleted; not to be trusted after RETURNING. */
  readonly changes: number;
}
/** Either everything was written, or nothing: a constraint refused statement `at`. */
export type Written = { ok: true; results: Result[] } | { ok: false; at: number; constraint: string };

export interface Database {
  /** Reads in one snapshot. Throws DatabaseUnavailable. */
  read(statements: readonly Statement[]): Promise<Result[]>;
  /** One atomic batch, durable when it returns. Throws DatabaseUnavailable. */
  write(statements: readonly Statement[]): Promise<Written>;
  close(): void;
}

/** The database cannot be reached or is too slow: the caller answers 503. */
export class DatabaseUnavailable extends Error {}

/** Builds queries; never runs them. */
export const q = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  plugins: [new CamelCasePlugin()],
});

/** A query as a statement. */
export function statement(query: Compilable): Statement {
  const { sql, parameters } = query.compile();
  return { sql, args: parameters as readonly SqlValue[] };
}

/** All rows of a query. */
export async function all<T>(db: Database, query: Compilable<T>): Promise<T[]> {
  const [result] = await db.read([statement(query)]);
  return (result?.rows ?? []) as T[];
}

/** The first row of a query, or undefined. */
export async function first<T>(db: Database, query: Compilable<T>): Promise<T | undefined> {
  return (await all(db, query))[0];
}

/** Aborts the batch when the statement before it changed nothing; its index then names the refusal. */
export const mustChange: Statement = { sql: "INSERT INTO must_change VALUES (changes())", args: [] };

/**
 * Aborts the batch unless `condition` holds for at least one row.
 * @example guard("SELECT 1 FROM import_grant WHERE id = ? AND revoked_at IS NULL", [7])
 */
export function guard(condition: string, args: readonly SqlValue[]): Statement {
  return { sql: `INSERT INTO must_change SELECT EXISTS (${condition})`, args };
}

/** Writes a batch that nothing can refuse; a refusal is a defect and throws. */
export async function mustWrite(db: Database, statements: readonly Statement[]): Promise<Result[]> {
  const written = await db.write(statements);
  if (!written.ok) throw new Error(`statement ${written.at} was refused: ${written.constraint}`);
  return written.results;
}
