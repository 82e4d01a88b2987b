/** The migrations, from `schema/migrations`, in order. */
import type { Migration } from "../migrate.ts";

const folder = new URL("../../schema/migrations/", import.meta.url);

/** Reads every `NNNN_name.sql`. */
export function readMigrations(): Migration[] {
  return [...Deno.readDirSync(folder)]
    .filter(({ name }) => /^\d{4}_\w+\.sql$/.test(name))
    .map(({ name }) => ({ name: name.slice(0, -4), sql: Deno.readTextFileSync(new URL(name, folder)) }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
}
