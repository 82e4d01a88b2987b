/**
 * Sends one batch until the server has said what became of it. Lost answers are asked for again under the same
 * batch id, which is safe: the server repeats its first receipt.
 */
import type { BatchReceipt, ObservationBatch } from "../../schema/observation.ts";
import { ImportError } from "./import_error.ts";

/** One try: the gzipped JSON to the server. Rejects when there is no answer. */
export type Post = (body: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<Response>;

/**
 * The server's word on a batch; `rejected` when it takes none of it, with the problem's title. `earlier` when it had
 * the batch before our first try: then nothing of the receipt is new.
 */
export type Delivery =
  | { readonly kind: "stored"; readonly receipt: BatchReceipt; readonly earlier: boolean }
  | { readonly kind: "rejected"; readonly status: number; readonly title: string };

/** Resolves after so long, or rejects with the signal's reason. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });

const mostTries = 10;
const firstWaitMilliseconds = 500;
const longestWaitMilliseconds = 30_000;
const longestRetryAfterSeconds = 300;
const answerWithinMilliseconds = 90_000;
const worthAnotherTry = new Set([408, 425, 429, 500, 502, 503, 504]);

/** A post to `server` with the grant's token. */
export function postTo(server: string, token: string, send: typeof fetch = fetch): Post {
  const url = new URL("/api/observation/batches", server);
  return (body, signal) =>
    send(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-encoding": "gzip",
      },
      body,
      signal,
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
    });
}

/** The batch as gzipped JSON. */
export async function pack(batch: ObservationBatch): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([JSON.stringify(batch)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Milliseconds that `Retry-After` asks for (seconds or a date, RFC 9110, 10.2.3), at most 5 minutes. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds)
    ? Math.min(Math.max(0, seconds), longestRetryAfterSeconds) * 1000
    : undefined;
}

const isReceipt = (value: unknown, id: string): value is BatchReceipt =>
  typeof value === "object" && value !== null &&
  "batchId" in value && value.batchId === id &&
  "stored" in value && typeof value.stored === "number" &&
  "duplicate" in value && typeof value.duplicate === "number" &&
  "refused" in value && typeof value.refused === "number" &&
  "refusals" in value && Array.isArray(value.refusals);

async function titleOf(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => undefined);
  const title = typeof problem === "object" && problem !== null && "title" in problem
    ? problem.title
    : undefined;
  return typeof title === "string" ? title.slice(0, 200) : `HTTP ${response.status}`;
}

/**
 * Delivers one batch: up to 10 tries, waiting twice as long each time (with jitter) or as `Retry-After` says.
 *
 * @throws {ImportError} `grant_ended` (401), `forbidden` (403), `server_refused` (404, 405), `server_unreachable` when the tries are used up.
 * Rejects with the signal's reason when it is aborted.
 */
export async function deliver(
  batch: ObservationBatch,
  post: Post,
  signal: AbortSignal,
  wait: Sleep = sleep,
): Promise<Delivery> {
  const body = await pack(batch);
  let last: unknown;
  for (let attempt = 0; attempt < mostTries; attempt++) {
    signal.throwIfAborted();
    let pause = Math.min(firstWaitMilliseconds * 2 ** attempt, longestWaitMilliseconds) *
      (0.75 + Math.random() / 2);
    try {
      const response = await post(
        body,
        AbortSignal.any([signal, AbortSignal.timeout(answerWithinMilliseconds)]),
      );
      if (response.ok) {
        const receipt: unknown = await response.json();
        if (isReceipt(receipt, batch.batchId)) {
          // On a later try it may be our own, whose answer was lost.
          const earlier = attempt === 0 && response.headers.get("idempotent-replayed") === "true";
          return { kind: "stored", receipt, earlier };
        }
        last = new TypeError("the answer is no receipt");
      } else if (worthAnotherTry.has(response.status)) {
        await response.body?.cancel();
        last = new TypeError(`HTTP ${response.status}`);
        pause = retryAfter(response.headers.get("retry-after"), Date.now()) ?? pause;
      } else {
        const title = await titleOf(response);
        if (response.status === 401) {
          throw new ImportError("grant_ended", "The permission to import has ended. Start the import again.");
        }
        if (response.status === 403) {
          throw new ImportError("forbidden", `The server does not allow this import: ${title}.`);
        }
        if (response.status === 404 || response.status === 405) {
          throw new ImportError("server_refused", "The server does not take imports at this address.");
        }
        return { kind: "rejected", status: response.status, title };
      }
    } catch (error) {
      if (error instanceof ImportError) throw error;
      signal.throwIfAborted();
      last = error;
    }
    if (attempt + 1 < mostTries) await wait(pause, signal);
  }
  throw new ImportError(
    "server_unreachable",
    "The server can't be reached. What it has acknowledged is kept.",
    {
      cause: last,
    },
  );
}
