"""The letter of a commission as one page of paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from bundel.accounts.requests import MemberRequest
from bundel.documents.faults import DoesNotFit
from bundel.documents.pdf import pdf
from bundel.steering.commission_letter import letter_of
from bundel.steering.selectors.commission_card import commission_card
from bundel.ui.lists import attachment

PDF = "application/pdf"


def letter(request: MemberRequest, commission_id: UUID) -> HttpResponse:
    """Give the letter; what is too long for one page in small letters takes two."""
    card = commission_card(actor=request.actor, commission_id=commission_id)
    document = letter_of(
        card,
        municipality=request.municipality.name,
        theme=request.municipality.theme,
        language=get_language() or "nl",
        today=timezone.localdate(),
    )
    try:
        content = pdf(document, one_page=True)
    except DoesNotFit:
        content = pdf(document)
    return attachment(content, PDF, f"opdracht-{card.line.number}.pdf")
