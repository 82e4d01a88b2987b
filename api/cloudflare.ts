/** The Workers entry: the same API and pages as `deno.ts`, deployed by wrangler. The screens wake with the first page. */
import manifest from "../.build/manifest.json" with { type: "json" };
import type { InScope, Pages } from "./app.ts";
import { createWorker } from "./worker.ts";

const pages: Pages = (api, describe) => {
  let made: Promise<InScope> | undefined;
  const make = async () => (await import("../web/app.tsx")).createPages(manifest)(api, describe);
  return async (request, scope) => await (await (made ??= make()))(request, scope);
};

export default createWorker({ pages });
