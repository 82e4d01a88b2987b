/** The Worker that `cloudflare.ts` deploys, answering for the tests' origin whatever port it was started on. */
import manifest from "../../../.build/manifest.json" with { type: "json" };
import { createPages } from "../../../web/app.tsx";
import { createWorker, type WorkerSettings } from "../../worker.ts";

const origin = "https://clinic.test";
const worker = createWorker({ pages: createPages(manifest), log: () => {} });

export default {
  fetch: (request: Request, env: WorkerSettings) =>
    worker.fetch(new Request(origin + new URL(request.url).pathname, request), env),
};
