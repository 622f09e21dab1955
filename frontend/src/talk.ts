// The screen for in a meeting: keys open the forms of one line, and a calm clock counts the box.
function typing(): boolean {
  const at = document.activeElement;
  return at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
}

function open(details: HTMLDetailsElement): void {
  for (const other of document.querySelectorAll<HTMLDetailsElement>("[data-write] details")) other.open = other === details;
  const fields = [...details.querySelectorAll<HTMLInputElement>("input:not([type=hidden]), select, textarea")];
  (fields.find((field) => !field.value) ?? fields[0])?.focus();
}

function keys(screen: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && typing()) {
      (document.activeElement as HTMLElement).blur();
      for (const one of screen.querySelectorAll<HTMLDetailsElement>("[data-write] details[open]")) one.open = false;
      return;
    }
    if (typing()) return;
    const form = screen.querySelector<HTMLDetailsElement>(`details[data-key="${CSS.escape(event.key)}"]`);
    const button = screen.querySelector<HTMLButtonElement>(`[data-press="${CSS.escape(event.key)}"]`);
    if (!form && !button) return;
    event.preventDefault();
    if (form) open(form);
    else button?.click();
  });
}

// Since when this point is looked at, remembered in this browser: going on with the page keeps it.
function since(item: string): number {
  const [known, at] = (sessionStorage.getItem("talk") ?? "").split(" ");
  if (known === item && Number(at)) return Number(at);
  const now = Date.now();
  sessionStorage.setItem("talk", `${item} ${now}`);
  return now;
}

// Minutes only, and no colour that shouts: who looks sees how much is left.
function clock(shown: HTMLElement): void {
  const began = since(shown.dataset.item ?? "");
  const box = Number(shown.dataset.minutes);
  const show = (): void => {
    const left = Math.ceil(box - (Date.now() - began) / 60000);
    shown.textContent = left > 0 ? `${left} / ${box}′` : `${-left}′ ${shown.dataset.over}`;
    shown.classList.toggle("is-over", left <= 0);
  };
  show();
  setInterval(show, 15000);
}

export function talk(): void {
  const screen = document.querySelector<HTMLElement>("[data-talk]");
  if (!screen) return;
  keys(screen);
  const shown = screen.querySelector<HTMLElement>("[data-clock]");
  if (shown) clock(shown);
}
