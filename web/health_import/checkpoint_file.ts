/** The checkpoint of the command line: one small file, replaced as a whole so that a crash can't halve it. */
import type { Checkpoint } from "./checkpoint.ts";

/**
 * A checkpoint in `path` for the import of this name; a file that speaks of another import counts as none.
 * `save` rejects when the disk does.
 */
export function fileCheckpoint(path: string, name: string): Checkpoint {
  return {
    async load() {
      const text = await Deno.readTextFile(path).catch(() => "");
      const match = /^([0-9a-f]{32}) (\d{1,9})\n$/.exec(text);
      return match?.[1] === name ? Number(match[2]) : 0;
    },
    async save(acknowledged) {
      const next = `${path}.${Deno.pid}.new`;
      await Deno.writeTextFile(next, `${name} ${acknowledged}\n`, { mode: 0o600 });
      await Deno.rename(next, path);
    },
    async clear() {
      await Deno.remove(path).catch((error: unknown) => {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      });
    },
  };
}
