/**
 * The dedicated Web Worker that imports an Apple Health export while its page stays smooth. See messages.ts.
 * It talks to its page and to `POST /api/observation/batches`, and to nobody else.
 */
import type { FromImportWorker, ToImportWorker } from "./messages.ts";
import { serveImport } from "./serve_import.ts";

const receive = serveImport((message: FromImportWorker) => globalThis.postMessage(message));
globalThis.addEventListener("message", (event: MessageEvent<ToImportWorker>) => receive(event.data));
