"""Pictures as files: the line of time and now against later, as SVG and PNG."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import selectors
from bundel.programme.outcome.whole import Outcome, outcome
from bundel.programme.pictures.sheet import sheet
from bundel.programme.views import drawing, saying, showing
from bundel.ui import charts, lists


def run_picture(request: MemberRequest, run_id: UUID, name: str, kind: str) -> HttpResponse:
    """Return a picture of a run."""
    run = selectors.run(actor=request.actor, run_id=run_id)
    if not showing.has_plan(run):
        raise NotFound
    found = outcome(run.problem, run.result or {}, showing.picked_number(request))
    return _file(request, found, name, kind, saying.source(run.requested_at, run.problem_sha256))


def adopted_picture(request: MemberRequest, plan_id: UUID, name: str, kind: str) -> HttpResponse:
    """Return a picture of an adopted plan."""
    adopted = selectors.adopted_plan(actor=request.actor, plan_id=plan_id)
    if adopted is None:
        raise NotFound
    found = outcome(adopted.problem, adopted.plan)
    return _file(
        request, found, name, kind, saying.source(adopted.adopted_at, adopted.problem_sha256)
    )


def _file(request: MemberRequest, found: Outcome, name: str, kind: str, foot: str) -> HttpResponse:
    title, picture = _drawing(request, found, name)
    drawn = sheet(title, foot, picture)
    file = f"bundel-{name}.{kind}"
    if kind == "svg":
        whole = charts.standalone(drawn, request.municipality.theme)
        return lists.attachment(whole.encode(), "image/svg+xml", file)
    if kind == "png":
        drawn_png = charts.svg_to_png(drawn, theme=request.municipality.theme)
        return lists.attachment(drawn_png, "image/png", file)
    raise NotFound


def _drawing(request: MemberRequest, found: Outcome, name: str) -> tuple[str, str]:
    """
    Return the title and the picture.

    Raises:
        NotFound: if there is no such picture of this plan.
    """
    if name == "tijdlijn":
        assumed = {
            code
            for code, grade in showing.assumptions(request).items()
            if grade == showing.ASSUMPTION
        }
        svg = drawing.roadmap_svg(found, timezone.localdate(), assumed, interactive=False)
        return f"{saying.headline(found)}. {drawing.roadmap_title(found)}", svg
    if name == "nu-en-later" and len(found.options) > 1:
        return drawing.frontier_title(found), drawing.frontier_svg(found, "")
    raise NotFound
