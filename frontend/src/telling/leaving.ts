// Who leaves takes the kept form along; what still waits stays sealed until that person is back.
import { CACHE } from "./shell";

const DOORS = ["/uitloggen", "/inloggen", "/demo/"];

export function forgetKeptForm(): void {
  if (!("caches" in window)) return;
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (DOORS.includes(new URL(form.action).pathname)) void caches.delete(CACHE);
  });
}
