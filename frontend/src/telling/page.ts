// The form on a phone: what is told is kept first, sent next, and forgotten when it is there.
import { forget, keep, waitingOf } from "./queue";
import { flush, sessionOf, type Report, type State } from "./send";
import { seal, unseal } from "./seal";
import { CACHE, staticFiles } from "./shell";

const AGAIN = "?nakijken";
const root = document.querySelector<HTMLElement>("[data-telling]");
const form = document.querySelector<HTMLFormElement>("form[data-tell]");

function newKey(): void {
  const field = form?.querySelector<HTMLInputElement>("input[name=telling_key]");
  if (field) field.value = crypto.randomUUID();
}

async function show(root: HTMLElement, state?: State, wasSent = false): Promise<void> {
  const waiting = await waitingOf(root.dataset.person ?? "");
  const count = waiting.filter((item) => !item.isRefused).length;
  const box = root.querySelector<HTMLElement>("[data-waiting]");
  const said = new Set<string>();
  if (count) said.add(count === 1 ? "one" : "many");
  if (count && state && state !== "sent") said.add(state);
  if (!count && wasSent) said.add("sent");
  box?.querySelectorAll<HTMLElement>("[data-say]").forEach((line) => (line.hidden = !said.has(line.dataset.say ?? "")));
  box?.querySelectorAll("[data-count]").forEach((place) => (place.textContent = String(count)));
  if (box) box.hidden = said.size === 0;
  const refused = root.querySelector<HTMLElement>("[data-refused]");
  if (refused) refused.hidden = !waiting.some((item) => item.isRefused);
}

// A server that does not answer gives no sign when it is back: look again, less and less often.
let pause_ms = 5_000;
let trying = 0;

function tryAgain(root: HTMLElement): void {
  clearTimeout(trying);
  trying = window.setTimeout(() => void sendWaiting(root), pause_ms);
  pause_ms = Math.min(2 * pause_ms, 300_000);
}

async function sendWaiting(root: HTMLElement): Promise<Report | undefined> {
  const before = (await waitingOf(root.dataset.person ?? "")).filter((item) => !item.isRefused);
  if (!before.length) {
    await show(root);
    return undefined;
  }
  const report = await flush(root.dataset.telling ?? "");
  if (["offline", "later"].includes(report.state)) tryAgain(root);
  // The worker may have been the one who sent it: what is gone was told.
  const left = new Set((await waitingOf(root.dataset.person ?? "")).map((item) => item.key));
  await show(root, report.state, before.some((item) => !left.has(item.key)));
  return report;
}

async function wakeLater(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  // Only some browsers wake the worker when there is reception again; the others send on return.
  const sync = (registration as unknown as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
  await sync?.register("tell").catch(() => undefined);
}

async function tell(root: HTMLElement, form: HTMLFormElement): Promise<void> {
  const given = new FormData(form);
  const key = String(given.get("telling_key"));
  given.delete("csrfmiddlewaretoken");
  given.delete("idempotency_key");
  const packed = new Response(given);
  const type = packed.headers.get("Content-Type") ?? "";
  const sealed = await seal(await packed.arrayBuffer(), JSON.parse(root.dataset.key ?? "{}"));
  await keep({ key, person: root.dataset.person ?? "", type, sealed, isRefused: false });
  const report = await sendWaiting(root);
  const where = report?.told.get(key);
  if (where) {
    // The way back leads to an empty form: what was told is not there to be sent again.
    form.reset();
    return location.assign(where);
  }
  const item = (await waitingOf(root.dataset.person ?? "")).find((one) => one.key === key);
  if (item?.isRefused && !("fresh" in root.dataset)) {
    // The server marks what is wrong; then the page has it, and the device forgets it.
    await forget(key);
    return HTMLFormElement.prototype.submit.call(form);
  }
  await wakeLater();
  form.reset();
  newKey();
  const box = root.querySelector<HTMLElement>("[data-waiting], [data-refused]");
  box?.setAttribute("tabindex", "-1");
  box?.focus();
  box?.scrollIntoView({ block: "center" });
}

// Puts a refused telling back into the form and lets the server say what is wrong with it.
async function lookAgain(root: HTMLElement, form: HTMLFormElement): Promise<void> {
  // The kept form has no token to send with: the page of the server has.
  if ("fresh" in root.dataset) return location.assign(form.action + AGAIN);
  const session = await sessionOf(root.dataset.telling ?? "");
  if (typeof session === "string") return show(root, session);
  const item = (await waitingOf(session.person)).find((one) => one.isRefused);
  if (!item) return show(root);
  const bytes = await unseal(item.sealed, session.key);
  const typed = await new Response(bytes, { headers: { "Content-Type": item.type } }).formData();
  fill(form, typed);
  await forget(item.key);
  HTMLFormElement.prototype.submit.call(form);
}

function fill(form: HTMLFormElement, typed: FormData): void {
  form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[name], textarea[name]").forEach((field) => {
    if (["csrfmiddlewaretoken", "idempotency_key"].includes(field.name)) return;
    if (field instanceof HTMLInputElement && field.type === "file") {
      const files = new DataTransfer();
      typed.getAll(field.name).forEach((file) => file instanceof File && file.size && files.items.add(file));
      field.files = files.files;
      return;
    }
    const values = typed.getAll(field.name).map(String);
    if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) {
      field.checked = values.includes(field.value);
    } else {
      field.value = values[0] ?? "";
    }
  });
}

// Keeps the form for when there is no reception, with the files that it needs, and nothing else.
async function keepShell(root: HTMLElement): Promise<void> {
  const shell = root.dataset.shell ?? "";
  const answer = await fetch(shell, { cache: "no-store", redirect: "error" });
  if (!answer.ok) return;
  const cache = await caches.open(CACHE);
  await cache.addAll(await staticFiles(answer.clone()));
  await cache.put(shell, answer);
  const word = document.querySelector<HTMLElement>("[data-kept]");
  if (word) word.hidden = !navigator.serviceWorker.controller;
}

async function ready(root: HTMLElement): Promise<void> {
  const workers = navigator.serviceWorker;
  await workers.register(root.dataset.worker ?? "");
  await workers.ready;
  // The first worker takes the page over a moment after it is ready.
  if (!workers.controller) await new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
  await keepShell(root);
}

// Where nothing can be kept the form is sent as a plain form, or stays as it is without reception.
function failed(root: HTMLElement, form: HTMLFormElement): void {
  if (!("fresh" in root.dataset)) return HTMLFormElement.prototype.submit.call(form);
  root.querySelectorAll<HTMLElement>("[data-waiting], [data-say=failed]").forEach((part) => (part.hidden = false));
}

function begin(root: HTMLElement, form: HTMLFormElement): void {
  if ("fresh" in root.dataset) newKey();
  form.querySelectorAll<HTMLElement>("[data-without-words]").forEach((part) => (part.hidden = true));
  root.querySelector<HTMLAnchorElement>("[data-login-link]")?.setAttribute("href", root.dataset.login ?? "");
  if (location.search === AGAIN) void lookAgain(root, form);
  let isBusy = false;
  form.addEventListener("submit", (event) => {
    // Buttons that only ask for something go their own way.
    if ((event as SubmitEvent).submitter?.getAttribute("name")) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    tell(root, form)
      .catch(() => failed(root, form))
      .finally(() => (isBusy = false));
  });
  root.querySelector("[data-look-again]")?.addEventListener("click", () => void lookAgain(root, form));
  window.addEventListener("online", () => void sendWaiting(root));
  window.addEventListener("pageshow", () => void sendWaiting(root));
  navigator.serviceWorker?.addEventListener("message", (event) => {
    const state: State = event.data;
    void show(root, state, state === "sent");
  });
}

// Without a safe address there is no sealing and no worker; the form then is a plain form.
if (root && form && window.isSecureContext && "indexedDB" in window && crypto.subtle) {
  begin(root, form);
  if (navigator.serviceWorker && !("fresh" in root.dataset)) {
    void ready(root).catch(() => undefined);
  }
}
