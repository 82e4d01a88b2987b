/**
 * `deno task test`: every suite, one after the other, and the sums at the end. A suite that was skipped, or that ran
 * no test, counts as a failure: nothing passes by not being there.
 */
import { join } from "node:path";

interface Counts {
  passed: number;
  failed: number;
}

const root = new URL("../../", import.meta.url);
const folder = await Deno.makeTempDir({ prefix: "results-" });

async function run(name: string, args: string[]): Promise<boolean> {
  console.log(`\n── ${name} ──`);
  const { success } = await new Deno.Command(Deno.execPath(), { args, cwd: root, stdin: "null" }).spawn()
    .status;
  return success;
}

/** Counts of a JUnit report; ignored tests are failures. */
async function junitCounts(path: string): Promise<Counts> {
  const text = await Deno.readTextFile(path).catch(() => "");
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`<testsuite\\b[^>]*\\b${name}="(\\d+)"`, "g"))]
      .reduce((total, match) => total + Number(match[1]), 0);
  const tests = sum("tests"), failed = sum("failures") + sum("errors") + sum("disabled") + sum("skipped");
  return { passed: tests - failed, failed };
}

async function suite(name: string, report: string, args: string[]): Promise<Counts> {
  const success = await run(name, args);
  const counts = await junitCounts(report);
  // A runner that died, or found nothing, has failed even where its report says nothing of it.
  if ((!success && counts.failed === 0) || counts.passed + counts.failed === 0) counts.failed++;
  return counts;
}

const only = Deno.args;
const denoReport = join(folder, "deno.xml"), vitestReport = join(folder, "vitest.xml");
const denoArgs = ["test", "-A", "--doc", "--no-check", "--parallel", "--junit-path", denoReport];
const suites: Counts[] = [];
suites.push(
  await suite("api, schema, web", denoReport, [
    ...denoArgs,
    ...(only.length > 0 ? only : ["api", "schema", "web"]),
  ]),
);
if (only.length === 0) {
  suites.push(
    await suite("islands", vitestReport, [
      "run",
      "-A",
      "npm:vitest@5.1.1",
      "run",
      "--config",
      "web/testing/vitest.config.ts",
      "--reporter=default",
      "--reporter=junit",
      `--outputFile.junit=${vitestReport}`,
    ]),
  );
}
await Deno.remove(folder, { recursive: true });

const passed = suites.reduce((total, counts) => total + counts.passed, 0);
const failed = suites.reduce((total, counts) => total + counts.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);
