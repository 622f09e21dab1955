"""Who can do what: one box over everything that partners offer."""

from bundel.network.search.building import rebuild, reindex, services_with_term
from bundel.network.search.following import follow, together
from bundel.network.search.searching import Answer, Question, search

__all__ = [
    "Answer",
    "Question",
    "follow",
    "rebuild",
    "reindex",
    "search",
    "services_with_term",
    "together",
]
