/**
 * The real server as a process of its own, on a free port of this machine, with a database in a temporary folder:
 * what a test starts, kills and starts again. It never outlives its test.
 */
import { join } from "node:path";

const root = new URL("../../", import.meta.url);

export interface Server {
  readonly origin: string;
  /** Everything it printed. */
  output(): string;
  /** Ends it: by SIGTERM as an operator does, or by SIGKILL as a power cut does. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** A port that was free a moment ago. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

/** Starts the server on the database file in `folder`, and answers once it is ready. */
export async function startServer(folder: string, port = freePort()): Promise<Server> {
  const origin = `http://127.0.0.1:${port}`;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL("api/deno.ts", root).pathname],
    cwd: root,
    env: {
      PORT: String(port),
      ORIGIN: origin,
      DATABASE_URL: `file:${join(folder, "clinic.db")}`,
      NO_COLOR: "1",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  const ready = Promise.withResolvers<void>();
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
      text += piece;
      if (text.includes("ready http")) ready.resolve();
    }
  };
  const reading = Promise.all([read(process.stdout), read(process.stderr)]);
  void process.status.then(() => ready.reject(new Error(`the server did not start:\n${text}`)));
  // Nobody waits for it any more once the server is up.
  ready.promise.catch(() => {});
  await ready.promise;
  return {
    origin,
    output: () => text,
    async stop(signal = "SIGTERM") {
      try {
        process.kill(signal);
      } catch {
        // It has ended by itself.
      }
      await process.status;
      await reading;
    },
  };
}
