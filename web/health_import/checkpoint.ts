/**
 * How far an import got, so that a closed tab or a crash costs only reading again. It holds a hash of file and
 * patient and a number of batches; nothing about a person can be read from it.
 */

export interface Checkpoint {
  /** Batches acknowledged without a gap; 0 when nothing is known. Never rejects: a lost checkpoint costs time. */
  load(): Promise<number>;
  save(acknowledged: number): Promise<void>;
  /** Forgets the import; it is complete. */
  clear(): Promise<void>;
}

/** The name that a checkpoint is kept under. */
export const checkpointName = (identity: Uint8Array): string =>
  Array.from(identity.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A checkpoint that lasts as long as the process. */
export function memoryCheckpoint(acknowledged = 0): Checkpoint {
  let count = acknowledged;
  return {
    load: () => Promise.resolve(count),
    save: (next) => {
      count = next;
      return Promise.resolve();
    },
    clear: () => {
      count = 0;
      return Promise.resolve();
    },
  };
}
