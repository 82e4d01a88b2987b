/** SQL as short as it can be sent: a server over HTTP reads every statement anew, each time. */

const kept = new Map<string, string>();
const mostKept = 500;

/**
 * The same statement without indentation and comments; what stands in quotes stays, and so does what makes a table,
 * since its text is kept by the database. Statements are few and come again, so each is shortened once.
 * @example compactSql("SELECT  'a  b' -- why\n  FROM t") // "SELECT 'a  b' FROM t"
 */
export function compactSql(sql: string): string {
  if (/^\s*(CREATE|ALTER)\b/i.test(sql)) return sql;
  const known = kept.get(sql);
  if (known !== undefined) return known;
  const short = sql.replace(
    /('(?:[^']|'')*'|"(?:[^"]|"")*")|(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)+/g,
    (_, quoted?: string) => quoted ?? " ",
  ).trim();
  if (kept.size >= mostKept) kept.clear();
  kept.set(sql, short);
  return short;
}
