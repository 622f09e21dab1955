// Forms: a fresh key after each use, what was typed is not lost, filters answer at once.
const KEY = "idempotency_key";

export function keepKeysFresh(): void {
  // A page from the back-forward cache would send its old key again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll<HTMLInputElement>(`input[name=${KEY}]`).forEach(refresh);
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const form = (event.target as Element).closest("form");
    form?.querySelectorAll<HTMLInputElement>(`input[name=${KEY}]`).forEach(refresh);
  });
}

function refresh(input: HTMLInputElement): void {
  input.value = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
}

export function submitOnChange(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("form[data-autosubmit]").forEach((form) => {
    if (form.dataset.ready) return;
    form.dataset.ready = "1";
    form.querySelector<HTMLElement>("[data-without-script]")?.setAttribute("hidden", "");
    let waiting = 0;
    form.addEventListener("change", () => form.requestSubmit());
    form.addEventListener("input", (event) => {
      const input = event.target as HTMLInputElement;
      if (input.type !== "search" && input.type !== "text") return;
      clearTimeout(waiting);
      waiting = window.setTimeout(() => form.requestSubmit(), 400);
    });
  });
}

export function guardUnsaved(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("form[method=post][data-guard]").forEach((form) => {
    if (form.dataset.guarded) return;
    form.dataset.guarded = "1";
    let touched = false;
    form.addEventListener("input", () => (touched = true));
    form.addEventListener("submit", () => (touched = false));
    window.addEventListener("beforeunload", (event) => {
      if (touched && form.isConnected) event.preventDefault();
    });
  });
}

export function focusErrors(): void {
  // An example in the gallery is no error of the reader.
  document.querySelector<HTMLElement>("[data-error-summary]:not(.example *)")?.focus();
  document.body.addEventListener("htmx:afterSwap", (event) => {
    (event.target as Element).querySelector<HTMLElement>("[data-error-summary]")?.focus();
  });
}

export function bulkChoice(root: ParentNode): void {
  root.querySelectorAll<HTMLInputElement>("input[data-choose-all]").forEach((all) => {
    if (all.dataset.ready) return;
    all.dataset.ready = "1";
    const boxes = () => document.querySelectorAll<HTMLInputElement>(`input[name="${all.dataset.chooseAll}"]`);
    all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
  });
}
