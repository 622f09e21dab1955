// j and k walk through a list, Enter opens, / goes to the search box.
function typing(): boolean {
  const at = document.activeElement;
  return at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
}

function walk(step: number): void {
  const items = [...document.querySelectorAll<HTMLElement>("[data-walk] [data-item]")];
  if (!items.length) return;
  const here = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[Math.min(items.length - 1, Math.max(0, here + step))];
  (next.matches("a") ? next : next.querySelector<HTMLElement>("a, button, input"))?.focus();
}

export function keyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || typing()) return;
    if (event.key === "/") {
      const box = document.querySelector<HTMLInputElement>("#search-everything");
      if (box && box.offsetParent) {
        event.preventDefault();
        box.focus();
      }
    }
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
  });
}
