// The frame: system, light or dark; menus that close; dialogs; folds that open on paper.
const SCHEME = "bundel-scheme";

export function schemeSwitch(): void {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-scheme-switch] button")];
  const show = () =>
    buttons.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.scheme === (root.dataset.scheme ?? ""))));
  document.querySelectorAll<HTMLElement>("[data-scheme-switch]").forEach((group) => (group.hidden = false));
  buttons.forEach((button) =>
    button.addEventListener("click", () => {
      if (button.dataset.scheme) {
        root.dataset.scheme = button.dataset.scheme;
        localStorage.setItem(SCHEME, button.dataset.scheme);
      } else {
        delete root.dataset.scheme;
        localStorage.removeItem(SCHEME);
      }
      show();
    }),
  );
  show();
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

// A link to a dialog opens it over the page; without script it goes to the page that asks the same.
export function dialogs(): void {
  document.addEventListener("click", (event) => {
    const from = event.target as Element;
    const opener = from.closest<HTMLElement>("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog ?? "");
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (from.closest("[data-dialog-close]") || from instanceof HTMLDialogElement) {
      from.closest("dialog")?.close();
    }
  });
}

// On a phone a strip of tabs is wider than the screen: begin where the reader is.
export function tabInView(): void {
  document.querySelectorAll<HTMLElement>(".tabs").forEach((strip) => {
    const tab = strip.querySelector("[aria-current]")?.getBoundingClientRect();
    const seen = strip.getBoundingClientRect();
    if (tab) strip.scrollLeft += tab.left - seen.left - (seen.width - tab.width) / 2;
  });
}

export function openDetailsForPrint(): void {
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll<HTMLDetailsElement>("details[data-print-open]").forEach((fold) => (fold.open = true));
  });
}
