/** Which file may import which: the doors of the house, read from the source text. A new door is a change here. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Import {
  from: string;
  /** Path from the root, or the package's name. */
  to: string;
  ours: boolean;
  typeOnly: boolean;
}

/** The imports of a source text: static, re-exported and dynamic ones with a literal name. */
export function importsOf(source: string): { specifier: string; typeOnly: boolean }[] {
  // Comments go, strings stay: an example in a docstring opens no door.
  const code = source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, text?: string) => text ?? " ",
  );
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const statement = /^[ \t]*(?:(?:import|export)\b([^;"'`]*?)\bfrom\s*|import\s*)(["'])([^"'\n]+)\2/gm;
  for (const [, clause = "", , specifier = ""] of code.matchAll(statement)) {
    const names = /^\s*\{([\s\S]*)\}/.exec(clause)?.[1]?.split(",").map((name) => name.trim()).filter(
      Boolean,
    );
    const typeOnly = /^\s*type\b/.test(clause) ||
      (names !== undefined && names.length > 0 && names.every((name) => name.startsWith("type ")));
    found.push({ specifier, typeOnly });
  }
  for (const [, specifier = ""] of code.matchAll(/\bimport\(\s*["']([^"'\n]+)["']/g)) {
    found.push({ specifier, typeOnly: false });
  }
  return found;
}

function* sources(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

const files = ["api", "schema", "web"].flatMap((folder) => [...sources(folder)]);
const imports: Import[] = files.flatMap((from) =>
  importsOf(Deno.readTextFileSync(join(root, from))).map(({ specifier, typeOnly }) => {
    const ours = specifier.startsWith(".");
    const to = ours ? relative(root, normalize(join(root, dirname(from), specifier))) : specifier;
    return { from, to, ours, typeOnly };
  })
);

const entries = new Set(["api/deno.ts", "api/cloudflare.ts"]);
const isTest = (path: string) =>
  /(^|\/)testing\//.test(path) || /(_test|_bench|_soak|\.vitest)\.tsx?$/.test(path);
const room = (path: string) => path.split("/")[0];
/** What of `api` the screens may name, as types: the routes they call and the scope that they are handed. */
const typesForWeb = /^api\/(\w+\/(\w+_)?routes|app|scope)\.ts$/;

function allowed({ from, to, typeOnly }: Import): boolean {
  if (isTest(from)) return true;
  if (isTest(to)) return false;
  if (room(from) === room(to)) return true;
  if (room(to) === "schema") return true;
  if (entries.has(from)) return room(to) === "web" || to === ".build/manifest.json";
  return room(from) === "web" && room(to) === "api" && typeOnly && typesForWeb.test(to);
}

const show = ({ from, to, typeOnly }: Import) => `${from} → ${to}${typeOnly ? " (type)" : ""}`;

Deno.test("importsOf() reads every form of import, and no comment", () => {
  const source = `
/** @example import { a } from "./commented.ts"; */
// import "./line.ts";
import "./bare.ts";
import one from "./one.ts";
import {
  type A,
  type B,
} from "./types.ts";
import { type A, b } from "./mixed.ts";
import type { C } from "./type.ts";
export { d } from "./again.ts";
export const text = "import x from './string.ts'";
const lazy = await import("./lazy.ts");
import manifest from "./m.json" with { type: "json" };`;
  assertEquals(importsOf(source).map(({ specifier, typeOnly }) => specifier + (typeOnly ? " t" : "")), [
    "./bare.ts",
    "./one.ts",
    "./types.ts t",
    "./mixed.ts",
    "./type.ts t",
    "./again.ts",
    "./m.json",
    "./lazy.ts",
  ]);
});

Deno.test("no file of one room opens a door that the design does not name", () => {
  assert(imports.length > 100, "the imports were read");
  assertEquals(imports.filter((each) => each.ours && !allowed(each)).map(show), []);
});

Deno.test("only adapters know the SDKs of what is outside", () => {
  const sdk = /^(npm:)?(@libsql\/client|libsql|stripe|resend)(\/|@|$)/;
  const strays = imports.filter(({ from, to }) =>
    sdk.test(to) && !from.startsWith("api/adapters/") && !isTest(from)
  );
  assertEquals(strays.map(show), []);
  assert(imports.some(({ to }) => sdk.test(to)), "there are SDKs to look for");
});

Deno.test("within api, nobody but the app mounts another resource's routes", () => {
  const strays = imports.filter(({ from, to }) =>
    /^api\/\w+\/routes\.ts$/.test(to) && room(from) === "api" && from !== "api/app.ts" && !isTest(from)
  );
  assertEquals(strays.map(show), []);
});

Deno.test("every file that is imported exists", () => {
  const known = new Set(files);
  const missing = imports.filter(({ from, to, ours }) =>
    ours && /\.tsx?$/.test(to) && !known.has(to) && !isTest(from)
  );
  assertEquals(missing.map(show), []);
});

Deno.test("no files import each other in a circle", () => {
  // A type is gone before anything runs; what remains must have an order.
  const graph = Map.groupBy(imports.filter(({ ours, typeOnly }) => ours && !typeOnly), ({ from }) => from);
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  function visit(file: string, path: string[]): void {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    state.set(file, "open");
    for (const { to } of graph.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, "done");
  }
  for (const file of files) visit(file, []);
  assertEquals(circles, []);
});

Deno.test("the top level holds what the design names, and nothing else", () => {
  const named = new Set([
    ...["api", "web", "native", "schema", "deno.json", "deno.lock", "wrangler.toml", "README.md", "LICENSE"],
    // Made by running; git ignores them.
    ...["node_modules", "data"],
  ]);
  const names = [...Deno.readDirSync(root)].map(({ name }) => name);
  assertEquals(names.filter((name) => !name.startsWith(".") && !named.has(name)), []);
});
