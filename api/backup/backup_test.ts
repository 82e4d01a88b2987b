import { assert, assertEquals, assertRejects } from "deno-std/assert/mod.js";
import { join } from "node:path";
import { openFile } from "../adapters/libsql_file.ts";
import { readMigrations } from "../adapters/read_migrations.ts";
import { startSqld } from "../adapters/sqld.ts";
import { openHttp } from "../adapters/libsql_http.ts";
import { type Database, mustWrite } from "../database.ts";
import { testNow } from "../testing/scenario.ts";
import { fill, pair } from "./testing/written.ts";
import { backUp, BackupError } from "./back_up.ts";
import { countRows } from "./copy_tables.ts";
import { restore } from "./restore.ts";
import { verifyCopy } from "./verify_copy.ts";

const newestLevel = readMigrations().length;
const options = { newestLevel, now: testNow };

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "backup-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const dump = async (db: Database) => {
  const read = await db.read([
    { sql: "SELECT * FROM audit_event ORDER BY id", args: [] },
    { sql: "SELECT * FROM session ORDER BY token_hash", args: [] },
    { sql: "SELECT * FROM sign_in ORDER BY id", args: [] },
    {
      sql:
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'libsql%' ORDER BY name",
      args: [],
    },
    { sql: "SELECT * FROM sqlite_sequence ORDER BY name", args: [] },
  ]);
  return read.map(({ rows }) => rows);
};

/** Runs a command as a person would. A process of its own: libSQL gives a file back only when its process ends. */
async function command(name: string, databaseUrl: string, ...args: string[]) {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-lock", "-A", new URL(`../command/${name}.ts`, import.meta.url).pathname, ...args],
    env: { DATABASE_URL: databaseUrl },
  }).output();
  return { success, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

/** A process that has a new clinic open and writes pairs until its input ends; then it tells how many. */
function startWriter(url: string) {
  const here = import.meta.url;
  const code = `import { openFile } from ${JSON.stringify(new URL("../adapters/libsql_file.ts", here).href)};
    import { mustWrite } from ${JSON.stringify(new URL("../database.ts", here).href)};
    import { fill, pair } from ${JSON.stringify(new URL("./testing/written.ts", here).href)};
    const db = await openFile(${JSON.stringify(url)});
    await fill(db);
    let written = 0, writing = true;
    Deno.stdin.read(new Uint8Array(1)).then(() => writing = false);
    while (writing) {
      await mustWrite(db, pair(++written));
      if (written === 50) console.log("writing");
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    console.log(written);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", code],
    cwd: new URL("../../", here),
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await lines.read()).value?.trim() ?? "";
  return {
    started: next,
    stop: async () => {
      await child.stdin.close();
      const written = Number(await next());
      await lines.cancel();
      await child.status;
      return written;
    },
  };
}

Deno.test("a backup made while the server writes is one moment, and restores once the server has stopped", () =>
  inFolder(async (folder) => {
    const url = `file:${join(folder, "clinic.db")}`, file = join(folder, "copy.db");
    const writer = startWriter(url);
    assertEquals(await writer.started(), "writing");
    const backup = await command("backup", url, file);
    assert(backup.success, backup.said);
    const early = await command("restore", url, file);
    assert(!early.success && early.said.includes("is in use"), early.said);
    const written = await writer.stop();

    const { level, rows, findings } = await verifyCopy(file);
    assertEquals({ level, findings }, { level: newestLevel, findings: [] });
    assert(
      rows.session! >= 50 && rows.session! < written,
      `${rows.session} of ${written} were written by then`,
    );
    assertEquals(rows.audit_event, rows.session, "never half of a batch");
    const restored = await command("restore", url, file);
    assert(restored.success, restored.said);

    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    const before = names.find((name) => /before-[^-]*-[^-]*-[^-]*$/.test(name))!;
    assertEquals(
      (await verifyCopy(join(folder, before))).rows.session,
      written,
      "what was replaced is kept whole",
    );
    const db = await openFile(url);
    assertEquals(await countRows(db), rows);
    await mustWrite(db, pair(99_999));
    db.close();
  }));

Deno.test("restore() with force sets a database in use aside", () =>
  inFolder(async (folder) => {
    const url = `file:${join(folder, "clinic.db")}`, file = join(folder, "copy.db");
    const running = await openFile(url);
    await fill(running);
    await backUp(url, file);
    const { setAside } = await restore(file, url, { ...options, force: true });
    assert(setAside !== undefined && (await Deno.stat(setAside)).isFile);
    running.close();
  }));

Deno.test("restore() fills an absent database and refuses what is damaged or from a later version", () =>
  inFolder(async (folder) => {
    const url = `file:${join(folder, "clinic.db")}`, file = join(folder, "copy.db");
    const db = await openFile(url);
    await fill(db);
    db.close();
    await backUp(url, file);
    const elsewhere = `file:${join(folder, "new/clinic.db")}`;
    assertEquals((await restore(file, elsewhere, options)).setAside, undefined);
    assertEquals((await verifyCopy(join(folder, "new/clinic.db"))).findings, []);

    await assertRejects(
      () => restore(file, elsewhere, { ...options, newestLevel: newestLevel - 1 }),
      BackupError,
      "newer version",
    );
    await assertRejects(() => backUp(url, file), BackupError, "never overwrites");
    await assertRejects(() => backUp(`file:${folder}/nothing.db`, `${file}2`), BackupError, "no database");

    const bytes = await Deno.readFile(file);
    const damaged = join(folder, "damaged.db");
    // The second page's header: a tree that no reader can walk.
    await Deno.writeFile(damaged, bytes.fill(0xff, 4096, 4096 + 64));
    await assertRejects(() => restore(damaged, elsewhere, options));
    assertEquals(
      (await verifyCopy(join(folder, "new/clinic.db"))).findings,
      [],
      "the target stays as it was",
    );
  }));

Deno.test("verifyCopy() finds a reference to nothing and a changed audit event", () =>
  inFolder(async (folder) => {
    const path = join(folder, "clinic.db");
    const db = await openFile(`file:${path}`);
    await fill(db);
    await mustWrite(db, pair(1));
    const { sealAuditEvents } = await import("../audit_event/seal.ts");
    await sealAuditEvents(db, testNow);
    db.close();
    assertEquals((await verifyCopy(path)).findings, []);
    const again = await openFile(`file:${path}`);
    await again.read([{ sql: "PRAGMA foreign_keys = OFF", args: [] }]);
    await mustWrite(again, [
      { sql: "DELETE FROM sign_in WHERE id = 1", args: [] },
      { sql: "DROP TRIGGER audit_event_never_changes", args: [] },
      { sql: "UPDATE audit_event SET action = 'nothing'", args: [] },
    ]);
    again.close();
    const { findings } = await verifyCopy(path);
    assert(findings.some((finding) => finding.includes("refers to nothing")), findings.join());
    assert(findings.some((finding) => finding.includes("audit seal")), findings.join());
  }));

Deno.test("a database over HTTP is backed up by pages and restored into an empty one, row for row", () =>
  inFolder(async (folder) => {
    const sqld = await startSqld({ folder: join(folder, "a") });
    const other = await startSqld({ folder: join(folder, "b") });
    try {
      const db = openHttp(sqld.url);
      await fill(db);
      // More than one page.
      for (let from = 0; from < 2_500; from += 500) {
        await mustWrite(db, Array.from({ length: 500 }, (_, index) => pair(from + index)).flat());
      }
      const file = join(folder, "copy.db");
      const made = await backUp(sqld.url, file);
      assertEquals(made.changedMeanwhile, false);
      assertEquals(made.rows.session, 2_500);
      await restore(file, other.url, options);
      const target = openHttp(other.url), copy = await openFile(`file:${file}`);
      const original = await dump(db);
      assertEquals(await dump(copy), original);
      assertEquals(await dump(target), original);
      await assertRejects(() => restore(file, other.url, options), BackupError, "not empty");
      for (const each of [db, target, copy]) each.close();
    } finally {
      await Promise.all([sqld.process.stop(), other.process.stop()]);
    }
  }));
