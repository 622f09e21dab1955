// The frame: light or dark, menus that close, folds that open on paper.
export function schemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-scheme-switch]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.scheme
      ? root.dataset.scheme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = dark ? "light" : "dark";
    localStorage.setItem("bundel-scheme", root.dataset.scheme);
    button.setAttribute("aria-pressed", String(!dark));
  });
}

export function closeMenusOutside(): void {
  const menus = () => document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => menu.contains(event.target as Node) || (menu.open = false));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  });
}

export function openDetailsForPrint(): void {
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll<HTMLDetailsElement>("details[data-print-open]").forEach((fold) => (fold.open = true));
  });
}
