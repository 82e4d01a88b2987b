/**
 * The service worker: shows a page of its own when there is no connection, and keeps the files that page is made of.
 * Nothing else is ever kept: no page with anybody's data, no answer of the API. It runs in the browser, from `/`.
 */

interface Shell {
  /** Changes with what is kept. */
  version: string;
  offline: string;
  /** Built files, whose names say their content. */
  files: readonly string[];
}

interface WorkerEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly shell: Shell;
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: WorkerEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
}

const scope = self as unknown as WorkerScope;
const { version, offline, files } = scope.shell;
const cacheName = `shell-${version}`;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Without cookies: what is kept is what anybody would get.
  await cache.addAll([offline, ...files].map((path) => new Request(path, { credentials: "omit" })));
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("shell-") && name !== cacheName) await caches.delete(name);
  }
  // Pages that are open stay as they are: taken over half-way, they would fetch their preloaded scripts again.
}

async function kept(path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return await cache.match(path) ?? Response.error();
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== scope.location.origin) return;
  if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => kept(offline)));
  // The network first: a file of the shell comes from here only when there is none.
  else if (files.includes(pathname)) event.respondWith(fetch(event.request).catch(() => kept(pathname)));
});
