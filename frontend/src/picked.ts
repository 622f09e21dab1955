// What is picked in a table that has its answer beside it: marked, and both in view.
function picked(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-pick] a[aria-current]");
}

function mark(): void {
  document.querySelectorAll<HTMLAnchorElement>("[data-pick] a").forEach((link) => {
    if (link.search === location.search) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

// Scrolls the table and not the page: beside an answer the table is narrower than before.
function bringIntoTable(cell: HTMLElement): void {
  const table = cell.closest<HTMLElement>(".table-wrap");
  if (!table) return;
  const [inside, outside] = [cell.getBoundingClientRect(), table.getBoundingClientRect()];
  const head = table.querySelector("thead")?.getBoundingClientRect();
  const name = cell.closest("tr")?.querySelector("th")?.getBoundingClientRect();
  const [top, left] = [outside.top + (head?.height ?? 0), outside.left + (name?.width ?? 0)];
  if (inside.top < top || inside.bottom > outside.bottom) table.scrollTop += inside.top - top - inside.height;
  if (inside.left < left || inside.right > outside.right) table.scrollLeft += inside.left - left - inside.width;
}

export function keepPickInView(): void {
  const cell = picked();
  if (cell) bringIntoTable(cell);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const answer = event.target as HTMLElement;
    if (!document.querySelector("[data-pick]")) return;
    mark();
    const now = picked();
    if (now) bringIntoTable(now);
    if (answer.matches(".aside")) answer.scrollIntoView({ block: "nearest" });
  });
}
