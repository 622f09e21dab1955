"""What is wrong with a field of a request, in the language of who asks, for each kind of fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SENTENCES: Mapping[str, str] = {
    "missing": _("Dit veld is nodig."),
    "extra_forbidden": _("Dit veld bestaat hier niet."),
    "string_type": _("Geef tekst."),
    "string_too_short": _("Geef minstens {min_length} teken(s)."),
    "string_too_long": _("Geef hoogstens {max_length} tekens."),
    "string_pattern_mismatch": _("Deze tekst heeft niet de vorm {pattern}."),
    "text_characters": _("Deze tekst bevat tekens die niet te bewaren zijn."),
    "int_type": _("Geef een geheel getal."),
    "int_parsing": _("Geef een geheel getal."),
    "int_parsing_size": _("Dit getal is te groot."),
    "int_from_float": _("Geef een geheel getal."),
    "float_type": _("Geef een getal."),
    "float_parsing": _("Geef een getal."),
    "finite_number": _("Geef een getal dat niet oneindig is."),
    "greater_than_equal": _("Geef {ge} of meer."),
    "less_than_equal": _("Geef {le} of minder."),
    "bool_type": _("Geef true of false."),
    "bool_parsing": _("Geef true of false."),
    "literal_error": _("Kies uit: {expected}."),
    "uuid_type": _("Geef een UUID."),
    "uuid_parsing": _("Geef een UUID."),
    "list_type": _("Geef een lijst."),
    "too_short": _("Geef minstens {min_length} waarde(n)."),
    "too_long": _("Geef hoogstens {max_length} waarden."),
    "model_type": _("Geef een object met velden."),
    "model_attributes_type": _("Geef een object met velden."),
}


def sentence(kind: str, context: Mapping[str, Any]) -> str:
    """Return what would be right, in a sentence."""
    facts = dict(context)
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", gettext(" of "))
    try:
        return gettext(SENTENCES[kind]).format_map(facts)
    except KeyError:
        return gettext("Deze waarde klopt niet.")
