import * as esbuild from "esbuild";
import { serveWorker } from "./api/testing/workerd.ts";
const slim: esbuild.Plugin = { name: "slim", setup(b) {
  b.onResolve({ filter: /locales\/index\.js$/ }, (a) => a.importer.includes("zod") ? { path: "empty", namespace: "empty" } : undefined);
  b.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "export {}", loader: "js" }));
}};
const tail = `\nexport default { fetch() { return new Response("ready"); } };`;
const entries: Record<string, string> = {
  nothing: "",
  kysely: `import * as k from "kysely"; globalThis.x = k.Kysely;`,
  zod: `import { z } from "zod"; globalThis.x = z;`,
  zodopenapi: `import { z, OpenAPIHono } from "@hono/zod-openapi"; globalThis.x = [z, OpenAPIHono];`,
  schema: `import * as o from "./schema/observation.ts"; import * as p from "./schema/patient.ts"; globalThis.x = [o, p];`,
  types: `import * as o from "./schema/health_types.ts"; globalThis.x = [o];`,
  temporal: `import * as o from "temporal-polyfill"; globalThis.x = [o];`,
  libsql: `import * as o from "@libsql/client/web"; globalThis.x = [o];`,
  jose: `import {jwtVerify, SignJWT, importJWK} from "jose"; globalThis.x = [jwtVerify, SignJWT, importJWK];`,
  api: `import { createApp } from "./api/app.ts"; globalThis.x = createApp;`,
  worker: `import { createWorker } from "./api/worker.ts"; globalThis.x = createWorker;`,
  all: `import { createWorker } from "./api/worker.ts"; import { createPages } from "./web/app.tsx"; globalThis.x = [createWorker, createPages];`,
  api_only_routes: `import { observationRoutes } from "./api/observation/routes.ts"; globalThis.x = observationRoutes;`,
};
const all: Record<string, string> = {};
for (const [k, v] of Object.entries(entries)) {
  const r = await esbuild.build({absWorkingDir:Deno.cwd(),stdin:{contents:v+tail,resolveDir:Deno.cwd(),loader:"ts"},bundle:true,minify:true,write:false,format:"esm",target:"es2024",conditions:["workerd","worker","browser"],mainFields:["browser","module","main"],external:["node:*","cloudflare:*"],define:{"process.env.NODE_ENV":'"production"'},jsx:"automatic",jsxImportSource:"preact",logLevel:"error",plugins:[slim]});
  all[k] = r.outputFiles![0].text;
}
await esbuild.stop();
const t: Record<string, number[]> = {};
for (let i = 0; i < 7; i++) for (const [k, v] of Object.entries(all)) {
  const f = await Deno.makeTempDir();
  const { process, url } = await serveWorker(f, v, {});
  await (await fetch(url + "/sign-in")).text();
  let ns = 0; for (const e of Deno.readDirSync(`/proc/${process.pid}/task`)) ns += Number(Deno.readTextFileSync(`/proc/${process.pid}/task/${e.name}/schedstat`).split(" ")[0]); (t[k] ??= []).push(ns / 1e6);
  await process.stop();
}
for (const [k, v] of Object.entries(t)) { v.sort((a, b) => a - b); console.log(k.padEnd(16), (all[k].length/1000).toFixed(0).padStart(5)+"k", "cpu min", v[0].toFixed(0), "median", v[3].toFixed(0)); }
