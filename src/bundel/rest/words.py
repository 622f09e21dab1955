"""What is wrong with a field of a request, in Dutch, for each kind of fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SENTENCES: Mapping[str, str] = {
    "missing": "Dit veld is nodig.",
    "extra_forbidden": "Dit veld bestaat hier niet.",
    "string_type": "Geef tekst.",
    "string_too_short": "Geef minstens {min_length} teken(s).",
    "string_too_long": "Geef hoogstens {max_length} tekens.",
    "string_pattern_mismatch": "Deze tekst heeft niet de vorm {pattern}.",
    "text_characters": "Deze tekst bevat tekens die niet te bewaren zijn.",
    "int_type": "Geef een geheel getal.",
    "int_parsing": "Geef een geheel getal.",
    "int_parsing_size": "Dit getal is te groot.",
    "int_from_float": "Geef een geheel getal.",
    "float_type": "Geef een getal.",
    "float_parsing": "Geef een getal.",
    "finite_number": "Geef een getal dat niet oneindig is.",
    "greater_than_equal": "Geef {ge} of meer.",
    "less_than_equal": "Geef {le} of minder.",
    "bool_type": "Geef true of false.",
    "bool_parsing": "Geef true of false.",
    "literal_error": "Kies uit: {expected}.",
    "uuid_type": "Geef een UUID.",
    "uuid_parsing": "Geef een UUID.",
    "list_type": "Geef een lijst.",
    "too_short": "Geef minstens {min_length} waarde(n).",
    "too_long": "Geef hoogstens {max_length} waarden.",
    "model_type": "Geef een object met velden.",
    "model_attributes_type": "Geef een object met velden.",
}


def sentence(kind: str, context: Mapping[str, Any]) -> str:
    """Return what would be right, in a Dutch sentence."""
    facts = dict(context)
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", " of ")
    try:
        return SENTENCES[kind].format_map(facts)
    except KeyError:
        return "Deze waarde klopt niet."
