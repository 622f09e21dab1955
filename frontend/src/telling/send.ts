// Sends what waits: one sender at a time, each with its own key, forgotten once it was told.
import { forget, keep, waitingOf, type Waiting } from "./queue";
import { unseal } from "./seal";

const PATIENCE_MS = 20_000;

export type State = "sent" | "offline" | "signed-out" | "later";

interface Session {
  token: string;
  person: string;
  key: JsonWebKey;
}

export interface Report {
  state: State;
  told: Map<string, string>;
  session?: Session;
}

async function asked(device: string, more: RequestInit = {}): Promise<Response | State> {
  try {
    // A redirect leads to the page for signing in, which is no answer to a program.
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(device, { redirect: "manual", cache: "no-store", signal, ...more });
    if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) return "signed-out";
    return answer.status >= 500 || answer.status === 429 ? "later" : answer;
  } catch {
    return "offline";
  }
}

export async function sessionOf(device: string): Promise<Session | State> {
  const answer = await asked(device);
  if (!(answer instanceof Response)) return answer;
  return answer.ok ? ((await answer.json()) as Session) : "later";
}

async function sendOne(device: string, session: Session, item: Waiting): Promise<string | State> {
  const headers = { "X-CSRFToken": session.token, "Idempotency-Key": item.key, "Content-Type": item.type };
  const body = await unseal(item.sealed, session.key);
  const answer = await asked(device, { method: "POST", headers, body });
  if (!(answer instanceof Response)) return answer;
  if (answer.ok) {
    await forget(item.key);
    return ((await answer.json()) as { url: string }).url;
  }
  await keep({ ...item, isRefused: true });
  return "sent";
}

async function sendAll(device: string): Promise<Report> {
  const told = new Map<string, string>();
  const session = await sessionOf(device);
  if (typeof session === "string") return { state: session, told };
  for (const item of await waitingOf(session.person)) {
    if (item.isRefused) continue;
    const outcome = await sendOne(device, session, item);
    if (outcome === "offline" || outcome === "signed-out" || outcome === "later") return { state: outcome, told, session };
    if (outcome !== "sent") told.set(item.key, outcome);
  }
  return { state: "sent", told, session };
}

export async function flush(device: string): Promise<Report> {
  if (!navigator.locks) return sendAll(device);
  return await navigator.locks.request("bundel-signals", () => sendAll(device));
}
