"""Starting from a playbook without a page: read in and taken over in one act, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.errors import Fault, Invalid
from bundel.playbook.comparing import compare
from bundel.playbook.kinds import initiatives, slug
from bundel.playbook.models import Playbook
from bundel.playbook.services import taking
from bundel.programme.services import groups


@transaction.atomic
def start_from(*, actor: Actor, content: bytes, department: str, at: datetime) -> taking.Taken:
    """
    Read in a playbook and take over what is usual: everything, where nothing stands yet.

    Args:
        department: Name of a new department, to which the initiatives come; may be empty if
            there are none.

    Raises:
        Invalid: with everything that is wrong with the file, or if a department is missing.
    """
    playbook_id = taking.read_in(actor=actor, content=content, at=at)
    plan = compare(actor, Playbook.objects.get(pk=playbook_id))
    choices = taking.usual(plan)
    department_id = None
    if any(kind == initiatives.KIND.code for kind, _key in choices.new):
        if not department.strip():
            words = _("Er komen initiatieven mee. Noem ook de afdeling waar ze bij horen.")
            raise Invalid(faults=[Fault("department", words)])
        department_id = groups.save_department(
            actor=actor, code=slug(department)[:20], name=department.strip()
        )
    return taking.take(
        actor=actor,
        playbook_id=playbook_id,
        mark=plan.mark,
        choices=taking.Choices(choices.new, {}, department_id),
        at=at,
    )
