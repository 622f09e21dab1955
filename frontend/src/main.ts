// Makes quick what already works without it. No eval, no inline style: the content policy forbids both.
import "htmx.org";
import { keepKeysFresh, guardUnsaved, focusErrors, submitOnChange, bulkChoice } from "./forms";
import { keyboard } from "./keyboard";
import { schemeSwitch, closeMenusOutside, dialogs, openDetailsForPrint } from "./frame";

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
document.body.addEventListener("htmx:load", (event) => dress(event.target as Element));
// A refused form (422) or a clash (409) comes back as a page part: show it in place.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const detail = (event as CustomEvent).detail;
  if ([409, 422].includes(detail.xhr.status)) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});
