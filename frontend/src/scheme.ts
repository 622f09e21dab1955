// Runs before the page is drawn, so that a chosen light or dark never flashes.
const chosen = localStorage.getItem("bundel-scheme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
