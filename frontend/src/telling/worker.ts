// Answers for pages of signals when there is no reception, and sends what waits when there is again.
import { CACHE } from "./shell";
import { flush } from "./send";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Synced extends Lasting {
  tag: string;
}
interface Window {
  postMessage(message: string): void;
}
interface Worker {
  registration: { scope: string };
  clients: { claim(): Promise<void>; matchAll(): Promise<Window[]> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: string, act: (event: never) => void): void;
}

const worker = self as unknown as Worker;
const place = (path: string) => new URL(path, worker.registration.scope).pathname;

worker.addEventListener("install", (event: Lasting) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event: Lasting) => event.waitUntil(worker.clients.claim()));

// A page comes from the server if that answers at all; else the form that was kept.
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    const kept = await caches.match(place("melden/zonder-verbinding"));
    if (kept) return kept;
    throw failure;
  }
}

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: CACHE });
  return kept ?? fetch(request);
}

worker.addEventListener("fetch", (event: Asked) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function send(): Promise<void> {
  const report = await flush(place("melden/toestel"));
  if (report.state === "offline" || report.state === "later") throw new Error(report.state);
  for (const open of await worker.clients.matchAll()) open.postMessage(report.state);
}

worker.addEventListener("sync", (event: Synced) => {
  if (event.tag === "tell") event.waitUntil(send());
});
