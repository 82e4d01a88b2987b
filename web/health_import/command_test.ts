/** The command as a person runs it: a process, a file, a server on this machine. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import type { ObservationBatch } from "../../schema/observation.ts";
import { readCommandLine } from "./command.ts";
import { exportOf, record } from "./testing/read_text.ts";

Deno.test("readCommandLine() names what is missing and refuses to send over plain http", () => {
  const line = readCommandLine(["export.zip", "--server", "https://clinic.test", "--code=K7QM-2XHD"]);
  if (typeof line === "string") throw new Error(line);
  assertEquals([line.file, line.server.origin, line.code], [
    "export.zip",
    "https://clinic.test",
    "K7QM-2XHD",
  ]);
  const wrong: [string[], RegExp][] = [
    [[], /file/],
    [["a", "b", "--server", "https://c.test", "--code", "x"], /one file/],
    [["a", "--server", "https://c.test"], /code/],
    [["a", "--code", "x"], /server/],
    [["a", "--code", "x", "--server", "http://clinic.test"], /https/],
    [["a", "--code", "x", "--server", "https://c.test", "--token", "t"], /--token/],
  ];
  for (const [args, expected] of wrong) {
    const said = readCommandLine(args);
    assert(typeof said === "string" && expected.test(said), String(said));
  }
  assert(typeof readCommandLine(["a", "--code", "x", "--server", "http://127.0.0.1:8000"]) !== "string");
});

Deno.test("the command imports a file, prints what came in, and never the token", async () => {
  const folder = await Deno.makeTempDir();
  let posted = 0;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/import-grant/exchange") {
      const { code } = await request.json();
      return code === "K7QM-2XHD"
        ? Response.json({ token: "canary-token", patient: "p1", expiresAt: "2099-01-01T00:00:00Z" }, {
          status: 201,
        })
        : Response.json({ title: "no" }, { status: 410 });
    }
    assertEquals(request.headers.get("authorization"), "Bearer canary-token");
    const body = request.body?.pipeThrough(new DecompressionStream("gzip"));
    const batch: ObservationBatch = await new Response(body ?? null).json();
    assertEquals(batch.patient, "p1");
    posted++;
    const stored = batch.groups.reduce((sum, { start }) => sum + start.length, 0);
    return Response.json({
      batchId: batch.batchId,
      stored,
      duplicate: 0,
      deleted: 0,
      refused: 0,
      refusals: [],
    });
  });
  const run = async (file: string, code: string) => {
    const command = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-check",
        new URL("command.ts", import.meta.url).pathname,
        `${folder}/${file}`,
        "--server",
        `http://127.0.0.1:${server.addr.port}`,
        "--code",
        code,
        "--checkpoint",
        `${folder}/checkpoint`,
      ],
    });
    const { code: exit, stdout, stderr } = await command.output();
    return { exit, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
  };
  try {
    await Deno.writeTextFile(
      `${folder}/export.xml`,
      exportOf(record() + record({ type: "HKQuantityTypeIdentifierNew" })),
    );
    await Deno.writeTextFile(`${folder}/other.xml`, "<html/>");
    const done = await run("export.xml", "K7QM-2XHD");
    assertEquals(done.exit, 0, done.text);
    assertEquals(posted, 1);
    assert(/ 2 {2}stored/.test(done.text) && done.text.includes("Heart rate"), done.text);
    assert(done.text.includes("HKQuantityTypeIdentifierNew"));
    for (
      const [file, code, said] of [
        ["export.xml", "WRONG", "pairing code"],
        ["other.xml", "K7QM-2XHD", "no Apple Health export"],
        ["nowhere.xml", "K7QM-2XHD", "can't be read"],
      ] as const
    ) {
      const failed = await run(file, code);
      assertEquals(failed.exit, 1);
      assert(failed.text.includes(said), failed.text);
      assert(!failed.text.includes("canary-token"));
    }
    assert(!done.text.includes("canary-token"));
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).toSorted(), [
      "export.xml",
      "other.xml",
    ]);
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});
