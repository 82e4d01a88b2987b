/** The checkpoint in the browser's IndexedDB. A browser that refuses (private windows) starts from 0 again. */
import type { Checkpoint } from "./checkpoint.ts";

const store = "checkpoint";

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function within<Result>(
  mode: IDBTransactionMode,
  act: (checkpoints: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  try {
    const opening = indexedDB.open("health-import", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    const database = await settled(opening);
    try {
      return await settled(act(database.transaction(store, mode).objectStore(store)));
    } finally {
      database.close();
    }
  } catch {
    // Without a checkpoint an import that is cut off sends again what the server already has, and no harm is done.
    return undefined;
  }
}

/** A checkpoint under this name, see `checkpointName`. */
export function browserCheckpoint(name: string): Checkpoint {
  return {
    async load() {
      const count: unknown = await within("readonly", (checkpoints) => checkpoints.get(name));
      return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : 0;
    },
    async save(acknowledged) {
      await within("readwrite", (checkpoints) => checkpoints.put(acknowledged, name));
    },
    async clear() {
      await within("readwrite", (checkpoints) => checkpoints.delete(name));
    },
  };
}
