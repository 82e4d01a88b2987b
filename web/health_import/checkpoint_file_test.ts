/** The checkpoint on disk: what is kept, what is not believed. */
import { assertEquals } from "deno-std/assert/mod.js";
import { fileCheckpoint } from "./checkpoint_file.ts";

Deno.test("fileCheckpoint() keeps a number for its import, and nothing for another or for nonsense", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/c`;
    const name = "0123456789abcdef0123456789abcdef";
    const kept = fileCheckpoint(path, name);
    assertEquals(await kept.load(), 0);
    await kept.save(17);
    assertEquals(await kept.load(), 17);
    assertEquals(await Deno.readTextFile(path), `${name} 17\n`);
    assertEquals(await fileCheckpoint(path, "f".repeat(32)).load(), 0);
    for (const text of ["", `${name} 1`, `${name} -1\n`, `${name} 1e3\n`, "\u0000"]) {
      await Deno.writeTextFile(path, text);
      assertEquals(await kept.load(), 0);
    }
    await kept.clear();
    await kept.clear();
    assertEquals([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
