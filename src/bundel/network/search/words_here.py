"""The words of one municipality, as they stand in its tables now."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Max

from bundel.accounts.models import Municipality
from bundel.areas.models import Area
from bundel.network.models import SearchWord, Synonym, Taxonomy, Term
from bundel.network.search.asking import Vocabulary
from bundel.network.search.lexicon import Known

# Lists whose words say something of what is offered or for whom.
LISTS = (
    Taxonomy.NEED,
    Taxonomy.TARGET_GROUP,
    Taxonomy.TENURE,
    Taxonomy.HEAT_SOURCE,
    Taxonomy.REACH_ROUTE,
    Taxonomy.EXPERTISE,
    Taxonomy.ORGANISATION_KIND,
)
# A misspelled word is at most this much shorter or longer.
SPAN = 2
MOST_BEGUN = 5


def known(municipality_id: uuid.UUID) -> Known:
    """Return the areas of the newest year, the terms in use, and the words of the street."""
    areas = Area.objects.filter(municipality_id=municipality_id)
    newest = areas.aggregate(year=Max("year"))["year"] or 0
    here = areas.filter(year=newest).order_by("code")
    terms = Term.objects.filter(
        municipality_id=municipality_id, is_active=True, taxonomy__in=LISTS
    ).order_by("taxonomy", "position")
    synonyms = Synonym.objects.filter(municipality_id=municipality_id).order_by("word", "means")
    return Known(
        municipality=Municipality.objects.values_list("name", flat=True).get(pk=municipality_id),
        areas=tuple(here.values_list("code", "name", "kind", "parent__code")),
        terms=tuple(terms.values_list("taxonomy", "code", "name")),
        synonyms=tuple(synonyms.values_list("word", "means")),
    )


def vocabulary(municipality_id: uuid.UUID) -> Vocabulary:
    """Return what the directory of a municipality knows of spelling. A query for each question."""
    words = SearchWord.objects.filter(municipality_id=municipality_id)

    def found(asked: Collection[str]) -> Collection[str]:
        return set(words.filter(word__in=asked).values_list("word", flat=True)) if asked else ()

    def starting(beginning: str) -> Collection[str]:
        # The next text in order that does not begin like this.
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        begun = words.filter(word__gt=beginning, word__lt=end).order_by("length", "word")
        return list(begun.values_list("word", flat=True)[:MOST_BEGUN])

    def about(length: int) -> Collection[str]:
        near: Iterable[int] = range(max(length - SPAN, 1), length + SPAN + 1)
        return list(words.filter(length__in=near).values_list("word", flat=True))

    return Vocabulary(found, starting, about)
