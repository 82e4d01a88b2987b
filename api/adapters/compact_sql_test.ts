import { assertEquals } from "deno-std/assert/mod.js";
import { compactSql } from "./compact_sql.ts";

Deno.test("compactSql() drops indentation and comments, and leaves what stands in quotes", () => {
  for (
    const [sql, short] of [
      ["SELECT  'a  b' -- why\n  FROM t", "SELECT 'a  b' FROM t"],
      ["SELECT 'it''s  -- no comment', \"a  b\"", "SELECT 'it''s  -- no comment', \"a  b\""],
      ["SELECT 1 /* one\n two */ + 2", "SELECT 1 + 2"],
      ["SELECT 5 - -3", "SELECT 5 - -3"],
      ["\n  BEGIN\n", "BEGIN"],
      ["CREATE TABLE t (\n  a INTEGER -- why\n)", "CREATE TABLE t (\n  a INTEGER -- why\n)"],
    ] as const
  ) {
    assertEquals(compactSql(sql), short);
    assertEquals(compactSql(sql), short, "the second time too");
  }
});
