import { assert, assertEquals, assertRejects } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { join } from "node:path";
import { openFile } from "./adapters/libsql_file.ts";
import { openHttp } from "./adapters/libsql_http.ts";
import { readMigrations } from "./adapters/read_migrations.ts";
import { startSqld } from "./adapters/sqld.ts";
import { type Database, mustWrite, type Row } from "./database.ts";
import { migrate, migrationLevel, splitStatements } from "./migrate.ts";
import { scenario } from "./testing/runtimes.ts";
import { testNow } from "./testing/scenario.ts";

const migrations = readMigrations();
const statementsIn = migrations.map(({ sql }) => splitStatements(sql));

const cases: [string, string, string[]][] = [
  ["nothing", " \n;; -- a comment; with semicolons\n/* and ; another */ ;", []],
  ["two statements, the last without its semicolon", "SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]],
  ["quotes that hold semicolons", `SELECT ';''; x'; SELECT ";"; SELECT \`;\`; SELECT [;]`, [
    "SELECT ';''; x'",
    'SELECT ";"',
    "SELECT `;`",
    "SELECT [;]",
  ]],
  ["comment marks inside a string", "SELECT '--', '/*'; SELECT 2", ["SELECT '--', '/*'", "SELECT 2"]],
  ["a quote inside a comment", "SELECT 1 -- it's\n; SELECT 2 /* don't */;", ["SELECT 1", "SELECT 2"]],
  [
    "a trigger whole, with what it does",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; UPDATE c SET d = 1; END; SELECT 1;",
    ["CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; UPDATE c SET d = 1; END", "SELECT 1"],
  ],
  [
    "CASE inside a trigger",
    "create temp trigger t update on a begin select case when 1 then case 2 when 2 then 3 end end; select 1; end; x",
    [
      "create temp trigger t update on a begin select case when 1 then case 2 when 2 then 3 end end; select 1; end",
      "x",
    ],
  ],
  [
    "a trigger that is made only where there is none",
    "CREATE TRIGGER IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT ';END'; END; SELECT 1",
    ["CREATE TRIGGER IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT ';END'; END", "SELECT 1"],
  ],
  ["CASE outside a trigger", "SELECT CASE WHEN 1 THEN 2 END; SELECT 3", [
    "SELECT CASE WHEN 1 THEN 2 END",
    "SELECT 3",
  ]],
];

for (const [name, text, expected] of cases) {
  Deno.test(`splitStatements() takes ${name}`, () => assertEquals(splitStatements(text), expected));
}

Deno.test("splitStatements() finds the same statements however they are joined", () => {
  const piece = fc.constantFrom(
    "SELECT 1",
    "SELECT ';'",
    'SELECT "a;""b"',
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN ';' END; DELETE FROM b; END",
    "INSERT INTO [odd;name] VALUES (X'3B')",
  );
  const glue = fc.constantFrom(";", ";\n", " ; -- and; then\n", ";/* ; */");
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, glue)), (pairs) => {
      const text = pairs.map(([statement, end]) => statement + end).join("");
      assertEquals(splitStatements(text), pairs.map(([statement]) => statement));
    }),
    { numRuns: Deno.env.get("SOAK") ? 5_000 : 200 },
  );
});

async function schema(db: Database): Promise<Row[]> {
  const [found] = await db.read([{
    sql: `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'libsql%'
      ORDER BY type, name`,
    args: [],
  }]);
  return found!.rows;
}

/** Registers a test on an empty file and on an empty database of a server. */
function onBoth(name: string, run: (open: () => Promise<Database>) => Promise<void>): void {
  async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
    const folder = await Deno.makeTempDir({ prefix: "migrate-" });
    await work(folder);
    await Deno.remove(folder, { recursive: true });
  }
  Deno.test(`${name} · file`, () =>
    inFolder((folder) => run(() => openFile(`file:${join(folder, "clinic.db")}`))));
  Deno.test(`${name} · sqld`, () =>
    inFolder(async (folder) => {
      const sqld = await startSqld({ folder });
      try {
        await run(() => Promise.resolve(openHttp(sqld.url)));
      } finally {
        await sqld.process.stop();
      }
    }));
}

onBoth(
  "migrate() reaches the newest level, says what ran, and has nothing to do after that",
  async (open) => {
    const db = await open();
    assertEquals(await migrationLevel(db), 0);
    assertEquals(await migrate(db, migrations, testNow), migrations.map(({ name }) => name));
    assertEquals(await migrationLevel(db), migrations.length);
    const before = await schema(db);
    assert(before.length > 20);
    assertEquals(await migrate(db, migrations, testNow), []);
    assertEquals(await schema(db), before);
    db.close();
  },
);

onBoth(
  "a migration that fails at any of its statements leaves nothing, and runs whole the next time",
  async (open) => {
    const db = await open();
    for (const [level, statements] of statementsIn.entries()) {
      const { name } = migrations[level]!;
      const known = migrations.slice(0, level);
      await migrate(db, known, testNow);
      const before = await schema(db);
      for (let at = 0; at <= statements.length; at++) {
        const sql = [
          ...statements.slice(0, at),
          "INSERT INTO must_change VALUES (0)",
          ...statements.slice(at),
        ];
        // Refused by its check, or, before there is such a table, by its absence.
        await assertRejects(() => migrate(db, [...known, { name, sql: `${sql.join(";\n")};` }], testNow));
        assertEquals(await migrationLevel(db), level, `${name} broken at ${at}`);
        assertEquals(await schema(db), before, `${name} broken at ${at}`);
      }
    }
    await migrate(db, migrations, testNow);
    const mended = await schema(db);
    db.close();
    const folder = await Deno.makeTempDir({ prefix: "migrate-" });
    const straight = await openFile(`file:${join(folder, "clinic.db")}`);
    await migrate(straight, migrations, testNow);
    assertEquals(mended, await schema(straight));
    straight.close();
    await Deno.remove(folder, { recursive: true });
  },
);

/** A process that migrates a file; `stuckAt` makes a statement of the newest migration take for ever. */
function startMigrating(url: string, stuckAt?: number) {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const code = `import { openFile } from ${from("./adapters/libsql_file.ts")};
    import { readMigrations } from ${from("./adapters/read_migrations.ts")};
    import { migrate, splitStatements } from ${from("./migrate.ts")};
    const migrations = readMigrations(), last = migrations.at(-1), statements = splitStatements(last.sql);
    const forever = "SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)";
    const stuckAt = ${stuckAt ?? -1};
    if (stuckAt >= 0) last.sql = statements.toSpliced(stuckAt, 0, forever).join(";");
    const db = await openFile(${JSON.stringify(url)});
    console.log("started");
    console.log((await migrate(db, migrations, 0)).join());
    db.close();`;
  return new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", code],
    cwd: new URL("../", import.meta.url),
    stdout: "piped",
  }).spawn();
}

/** Waits until the database of another process stands at a level; 20 s at most. */
async function reachesLevel(url: string, level: number): Promise<void> {
  const db = await openFile(url);
  for (let tries = 0; await migrationLevel(db) < level && tries < 400; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  db.close();
}

Deno.test("a process killed in the middle of a migration leaves a database that migrates to the same schema", async () => {
  const folder = await Deno.makeTempDir({ prefix: "migrate-" });
  const clean = await openFile(`file:${join(folder, "clean.db")}`);
  await migrate(clean, migrations, testNow);
  const expected = await schema(clean);
  clean.close();
  const count = statementsIn.at(-1)!.length;
  for (const at of new Set([0, Math.floor(count / 2), count])) {
    const url = `file:${join(folder, `killed-${at}.db`)}`;
    const child = startMigrating(url, at);
    const lines = child.stdout.getReader();
    await lines.read();
    await reachesLevel(url, migrations.length - 1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    child.kill("SIGKILL");
    assertEquals((await child.status).signal, "SIGKILL");
    await lines.cancel();
    const db = await openFile(url);
    assertEquals(await migrationLevel(db), migrations.length - 1, `killed at statement ${at}`);
    assertEquals(await migrate(db, migrations, testNow), [migrations.at(-1)!.name]);
    assertEquals(await schema(db), expected);
    db.close();
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("two processes that start at once migrate a file once", async () => {
  const folder = await Deno.makeTempDir({ prefix: "migrate-" });
  const url = `file:${join(folder, "clinic.db")}`;
  const outputs = await Promise.all(
    [startMigrating(url), startMigrating(url)].map((child) => child.output()),
  );
  assert(outputs.every(({ success }) => success));
  const ran = outputs.map(({ stdout }) => new TextDecoder().decode(stdout).trim().split("\n")[1] ?? "")
    .flatMap((names) => names.split(",")).filter((name) => name !== "");
  assertEquals(ran.toSorted(), migrations.map(({ name }) => name));
  await Deno.remove(folder, { recursive: true });
});

Deno.test("two clients that start at once migrate a server's database once", async () => {
  const folder = await Deno.makeTempDir({ prefix: "migrate-" });
  const sqld = await startSqld({ folder });
  const clients = [openHttp(sqld.url), openHttp(sqld.url)];
  const ran = await Promise.all(clients.map((db) => migrate(db, migrations, testNow)));
  assertEquals(ran.flat().toSorted(), migrations.map(({ name }) => name));
  clients.forEach((db) => db.close());
  await sqld.process.stop();
  await Deno.remove(folder, { recursive: true });
});

scenario(
  "a reference to a row that is not there is refused, and so is removing one that is referred to",
  async ({ db }) => {
    const dangling = await db.write([
      { sql: "UPDATE organization SET name = 'half'", args: [] },
      { sql: "INSERT INTO care_team (patient, practitioner, started_at) VALUES (999, 1, 0)", args: [] },
    ]);
    assert(
      !dangling.ok && dangling.at === 1 && /FOREIGN ?KEY/i.test(dangling.constraint),
      JSON.stringify(dangling),
    );
    const removal = await db.write([{ sql: "DELETE FROM patient WHERE id = 1", args: [] }]);
    assert(!removal.ok && /FOREIGN ?KEY/i.test(removal.constraint), JSON.stringify(removal));
    const [left] = await db.read([{
      sql: "SELECT (SELECT name FROM organization) AS name, count(*) AS n FROM patient",
      args: [],
    }]);
    assertEquals(left!.rows, [{ name: "Test Clinic", n: 2 }]);
  },
);

scenario("a conditional statement that changes nothing takes its whole batch with it", async ({ db }) => {
  const refused = await db.write([
    { sql: "UPDATE organization SET name = 'half'", args: [] },
    { sql: "UPDATE patient SET active = 0 WHERE id = 999", args: [] },
    { sql: "INSERT INTO must_change VALUES (changes())", args: [] },
  ]);
  assert(!refused.ok && refused.at === 2, JSON.stringify(refused));
  const [left] = await db.read([{ sql: "SELECT name FROM organization", args: [] }]);
  assertEquals(left!.rows, [{ name: "Test Clinic" }]);
  await mustWrite(db, [{ sql: "INSERT INTO must_change VALUES (1)", args: [] }]);
});

Deno.test("a database of another release is refused before anything runs", async () => {
  const folder = await Deno.makeTempDir({ prefix: "migrate-" });
  const db = await openFile(`file:${join(folder, "clinic.db")}`);
  await migrate(db, migrations, testNow);
  const others = migrations.map((migration, index) =>
    index === 0 ? { ...migration, name: "0001_other" } : migration
  );
  await assertRejects(
    () => migrate(db, others, testNow),
    Error,
    `this database ran migration ${migrations[0]!.name} at level 1; this release has 0001_other there`,
  );
  await assertRejects(
    () => migrate(db, migrations.slice(0, 1), testNow),
    Error,
    "this release has none there",
  );
  db.close();
  await Deno.remove(folder, { recursive: true });
});
