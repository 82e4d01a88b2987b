/**
 * `deno task bench`: the project's promises about speed and size, measured and held to. Each family runs in a process
 * of its own, one after the other; a table ends the run, and a figure below its bar fails it.
 * `deno task bench ingest disk` runs only those.
 */
import { join } from "node:path";
import { type Figure, reaches } from "./bench/figure.ts";

/** In the order of the table. Each module exports `bench(): Promise<Figure[]>`. */
const families = [
  "ingest",
  "ingest_edge",
  "parse",
  "disk",
  "year",
  "merge",
  "export",
  "scripts",
  "page",
  "worker",
] as const;

interface Family {
  bench(): Promise<Figure[]>;
}

function show(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits) + unit;
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    !reaches(figure, figure.bar)
      ? "MISSED"
      : figure.stretch !== undefined && reaches(figure, figure.stretch)
      ? "stretch"
      : figure.bar === undefined
      ? "seen"
      : "ok",
    figure.what,
    show(figure.value, figure.unit),
    figure.bar === undefined
      ? ""
      : (figure.better === "higher" ? "≥ " : "≤ ") + show(figure.bar, figure.unit),
    figure.stretch === undefined ? "" : show(figure.stretch, figure.unit),
    figure.baseline === "" ? "" : `vs ${figure.baseline}`,
    figure.note,
  ]);
  const all = [["", "what", "value", "bar", "stretch", "", "figures"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd()).join(
    "\n",
  );
}

async function runFamily(name: string, folder: string): Promise<Figure[]> {
  const path = join(folder, `${name}.json`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL(import.meta.url).pathname, `--family=${name}`, path],
    stdin: "null",
  }).spawn().status;
  if (!success) {
    return [{
      what: name,
      baseline: "",
      value: NaN,
      unit: "",
      better: "higher",
      bar: 0,
      note: "did not run",
    }];
  }
  return JSON.parse(await Deno.readTextFile(path));
}

const family = Deno.args[0]?.match(/^--family=(\w+)$/)?.[1];
if (family !== undefined) {
  const { bench } = await import(`./bench/${family}.ts`) as Family;
  await Deno.writeTextFile(Deno.args[1]!, JSON.stringify(await bench()));
  Deno.exit(0);
}

const unknown = Deno.args.filter((name) => !(families as readonly string[]).includes(name));
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(", ")}; there are ${families.join(", ")}`);
  Deno.exit(2);
}
const folder = await Deno.makeTempDir({ prefix: "bench-" });
const figures: Figure[] = [];
const loadBefore = Deno.loadavg();
const startedAt = performance.now();
try {
  for (const name of families.filter((name) => Deno.args.length === 0 || Deno.args.includes(name))) {
    const at = performance.now();
    figures.push(...await runFamily(name, folder));
    console.error(`${name}: ${((performance.now() - at) / 1000).toFixed(1)} s`);
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
console.log(`\n${table(figures)}\n`);
const [load = 0] = loadBefore;
const cores = navigator.hardwareConcurrency;
if (load > cores / 2) {
  console.log(
    `The machine was busy before (load ${load.toFixed(1)} on ${cores} cores): times and ratios suffer.`,
  );
}
const missed = figures.filter((figure) => !reaches(figure, figure.bar)).length;
const gated = figures.filter((figure) => figure.bar !== undefined).length;
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
console.log(`${gated - missed} of ${gated} at their bar or better, ${minutes} min`);
if (missed > 0) Deno.exit(1);
