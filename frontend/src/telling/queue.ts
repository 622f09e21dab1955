// What waits on this device, sealed; each under the key that makes it one signal.
import type { Sealed } from "./seal";

const NAME = "bundel-signals";
const STORE = "waiting";

export interface Waiting {
  key: string;
  person: string;
  type: string;
  sealed: Sealed;
  isRefused: boolean;
}

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const work = database.transaction(STORE, mode, { durability: "strict" });
      const asked = act(work.objectStore(STORE));
      // Kept when the device says that it is on disk, not when it heard of it.
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => failed(work.error);
    });
  } finally {
    database.close();
  }
}

export async function keep(item: Waiting): Promise<void> {
  await within("readwrite", (store) => store.put(item));
}

export async function forget(key: string): Promise<void> {
  await within("readwrite", (store) => store.delete(key));
}

export async function waitingOf(person: string): Promise<Waiting[]> {
  const all: Waiting[] = await within("readonly", (store) => store.getAll());
  return all.filter((item) => item.person === person);
}
