/** A door that can be shut for a while: what pauses an import. */

export interface PauseGate {
  pause(): void;
  resume(): void;
  readonly paused: boolean;
  /** Resolves at once while open, else when it opens; rejects with the signal's reason when that is aborted. */
  passed(signal: AbortSignal): Promise<void>;
}

/** An open door. */
export function createPauseGate(): PauseGate {
  let shut: PromiseWithResolvers<void> | undefined;
  return {
    pause() {
      shut ??= Promise.withResolvers<void>();
    },
    resume() {
      shut?.resolve();
      shut = undefined;
    },
    get paused() {
      return shut !== undefined;
    },
    async passed(signal) {
      while (shut !== undefined) {
        const { promise: aborted, reject } = Promise.withResolvers<never>();
        const stop = () => reject(signal.reason);
        signal.addEventListener("abort", stop, { once: true });
        try {
          signal.throwIfAborted();
          await Promise.race([shut.promise, aborted]);
        } finally {
          signal.removeEventListener("abort", stop);
        }
      }
    },
  };
}
