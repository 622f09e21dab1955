"""On what the load and the money are counted: what runs, all at once, the plan, or a run."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors

KEYS = {"lopend": "running", "alles": "all_at_once", "vastgesteld": "adopted"}
RUNS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Basis:
    """What was asked for: its word in the address, its key for the selectors, what is offered."""

    word: str
    key: str
    options: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """Return how people call it."""
        return dict(self.options).get(self.word, self.word)


def chosen(request: MemberRequest) -> Basis:
    """Return the basis of the address; what we do not know is what runs."""
    options = _options(request)
    word = request.GET.get("uit", "lopend")
    if word not in dict(options):
        word = _run(request, word) or "lopend"
    return Basis(word, KEYS.get(word, word), options)


def begin(request: MemberRequest) -> dict[str, bool]:
    """Return what the actor may do where there is no programme yet."""
    return {
        "may_import": permissions.can(request.actor, "programme.import"),
        "may_frame": permissions.can(request.actor, "programme.edit_goals"),
    }


def _options(request: MemberRequest) -> tuple[tuple[str, str], ...]:
    offered = [("lopend", _("wat nu loopt")), ("alles", _("alles tegelijk"))]
    if not permissions.can(request.actor, "plan.view"):
        return tuple(offered)
    if selectors.adopted_plans(actor=request.actor):
        offered.append(("vastgesteld", _("het aangenomen plan")))
    runs = selectors.runs(actor=request.actor, limit=RUNS_SHOWN)
    offered += [(str(run.id), run.title) for run in runs if run.state == "done"]
    return tuple(offered)


def _run(request: MemberRequest, word: str) -> str:
    """Return the id of an older run, if the actor may see it."""
    try:
        run = selectors.run(actor=request.actor, run_id=UUID(word))
    except ValueError:
        return ""
    return str(run.id) if run.result else ""
