/** The Workers entry: the same API and pages as `deno.ts`, deployed by wrangler. */
import manifest from "../.build/manifest.json" with { type: "json" };
import { createPages } from "../web/app.tsx";
import { createWorker } from "./worker.ts";

export default createWorker({ pages: createPages(manifest) });
