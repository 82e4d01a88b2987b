/**
 * A child process that cannot outlive this one: a shell holds it and ends it when our end of a pipe closes, which the
 * operating system does even for a process that was killed. POSIX only.
 */

export interface GuardedProcess {
  pid: number;
  /** What it has written so far, standard output and error together. */
  log(): Promise<string>;
  /** Whether it still runs. */
  running(): boolean;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

// The watcher is a child of the shell, not ours: a runtime that fails kills its children before they could clean up.
// An interrupt from the terminal reaches the whole group: both ignore it and wait for the pipe to close.
const script = `trap '' INT
log=$1; shift
exec 3<&0
[ -n "$log" ] && exec 4>"$log" || exec 4>&2
"$@" </dev/null 3<&- >&4 2>&4 4>&- &
pid=$!
(exec 4>&-; cat <&3 >/dev/null; kill $pid) 2>/dev/null >/dev/null &
watcher=$!
exec 3<&- 4>&- </dev/null 2>/dev/null
echo $pid
wait $pid
kill $watcher 2>/dev/null
exit 0`;

/** Starts `command` with its output in the file `log`, or on our standard error where there is none. */
export async function startGuarded(
  command: string,
  args: readonly string[],
  { log = "", env = {} }: { log?: string; env?: Record<string, string> },
): Promise<GuardedProcess> {
  const shell = new Deno.Command("/bin/sh", {
    args: ["-c", script, "sh", log, command, ...args],
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let running = true;
  const ended = shell.status.then(() => {
    running = false;
  });
  const reader = shell.stdout.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  const pid = Number(new TextDecoder().decode(value));
  return {
    pid,
    log: async () => log === "" ? "" : await Deno.readTextFile(log),
    running: () => running,
    stop: async () => {
      await shell.stdin.close().catch(() => {});
      await ended;
    },
    kill: () => Deno.kill(pid, "SIGKILL"),
  };
}

/** Asks until `ready` says so; gives up when it ended, or after `timeoutMs`, with what it wrote. */
export async function waitUntil(
  ready: () => Promise<boolean>,
  process: GuardedProcess,
  timeoutMs = 10_000,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (!await ready().catch(() => false)) {
    if (performance.now() > until) {
      throw new Error(`not ready:\n${await process.log()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A port on 127.0.0.1 that nobody listened on a moment ago. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
