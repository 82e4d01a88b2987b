/** Turns a libSQL client into the `Database` port; the client itself comes from `libsql_file` or `libsql_http`. */
import type { Client, InStatement, InValue, ResultSet } from "@libsql/client/http";
import { type Database, DatabaseUnavailable, type Result, type Row, type Statement } from "../database.ts";

const outage =
  /BUSY|LOCKED|IOERR|FULL|CANTOPEN|CORRUPT|READONLY|SERVER_ERROR|WEBSOCKET|HRANA|fetch|network|connect|timed? ?out|abort/i;

function toArgs(statements: readonly Statement[]): InStatement[] {
  return statements.map(({ sql, args }) => ({ sql, args: args as InValue[] }));
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function toResult(set: ResultSet): Result {
  const names = set.columns.map(camel);
  const rows = set.rows.map((values) => {
    const row: Row = {};
    for (let i = 0; i < names.length; i++) {
      const value = values[i];
      row[names[i]!] = value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : typeof value === "bigint" || typeof value === "boolean"
        ? Number(value)
        : value ?? null;
    }
    return row;
  });
  return { rows, changes: set.rowsAffected };
}

interface Failure {
  code?: string;
  extendedCode?: string;
  statementIndex?: number;
}

/** Whether an error of the client means "come back later" rather than a defect of ours. */
function unavailable(error: unknown): boolean {
  const { code = "" } = error as Failure;
  return outage.test(code) || (error instanceof TypeError) || (error instanceof DOMException) ||
    outage.test(String(error instanceof Error ? error.message : ""));
}

/** Wraps a client. Constraint failures of a write come back as values with the statement's index. */
export function libsqlDatabase(client: Client): Database {
  return {
    async read(statements) {
      try {
        if (statements.length === 1) return [toResult(await client.execute(toArgs(statements)[0]!))];
        return (await client.batch(toArgs(statements), "read")).map(toResult);
      } catch (error) {
        if (unavailable(error)) throw new DatabaseUnavailable("read", { cause: error });
        throw error;
      }
    },
    async write(statements) {
      try {
        return { ok: true, results: (await client.batch(toArgs(statements), "write")).map(toResult) };
      } catch (error) {
        const failure = error as Failure;
        const message = error instanceof Error ? error.message : "";
        if (
          `${failure.code} ${message}`.includes("SQLITE_CONSTRAINT") && failure.statementIndex !== undefined
        ) {
          return { ok: false, at: failure.statementIndex, constraint: message };
        }
        if (unavailable(error)) throw new DatabaseUnavailable("write", { cause: error });
        throw error;
      }
    },
    close: () => client.close(),
  };
}
