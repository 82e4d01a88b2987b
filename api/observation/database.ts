/**
 * The database as health data needs it: reads, and write batches that stand or fall as a whole.
 * Structurally `@libsql/client`'s `Client`, on a file and over HTTP alike; interactive transactions are not
 * offered on purpose.
 */

/** What a parameter may be. */
export type Value = null | string | number | bigint | ArrayBuffer | Uint8Array;

/** One statement with its positional (`?1`) parameters. */
export interface Statement {
  readonly sql: string;
  readonly args: Value[];
}

/** One row, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of one statement and how many it changed. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly rowsAffected: number;
}

/** A connection to one clinic's database. */
export interface Database {
  execute(statement: Statement): Promise<Rows>;
  batch(statements: Statement[], mode: "read" | "write"): Promise<Rows[]>;
}
