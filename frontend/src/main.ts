// Makes quick what already works without it. No eval, no inline style: the content policy forbids both.
import "htmx.org";
import { keepKeysFresh, guardUnsaved, focusErrors, submitOnChange, bulkChoice } from "./forms";
import { keyboard } from "./keyboard";
import { keepPickInView } from "./picked";
import { talk } from "./talk";
import { forgetKeptForm } from "./telling/leaving";
import { schemeSwitch, closeMenusOutside, dialogs, openDetailsForPrint, tabInView } from "./frame";

function dress(root: ParentNode): void {
  submitOnChange(root);
  guardUnsaved(root);
  bulkChoice(root);
}

dress(document);
keepKeysFresh();
focusErrors();
keyboard();
schemeSwitch();
closeMenusOutside();
dialogs();
openDetailsForPrint();
tabInView();
keepPickInView();
forgetKeptForm();
talk();
document.body.addEventListener("htmx:load", (event) => dress(event.target as Element));
// A refused form (422) comes back as a part: show it in its place. A whole page, such as a clash
// or sign-in after a long break, does not fit there: it takes the place of the page.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const detail = (event as CustomEvent).detail;
  const whole = /^\s*<!doctype/i.test(detail.xhr.responseText) && !detail.requestConfig.elt.closest("[hx-select]");
  if (!whole && ![409, 422].includes(detail.xhr.status)) return;
  // What only helps while somebody types never takes away what was typed.
  if (whole && detail.requestConfig.elt.closest("[data-only-helps]")) {
    detail.shouldSwap = detail.isError = false;
    return;
  }
  detail.shouldSwap = true;
  detail.isError = false;
  if (!whole) return;
  detail.target = document.body;
  detail.swapOverride = "innerHTML";
  window.scrollTo(0, 0);
});
