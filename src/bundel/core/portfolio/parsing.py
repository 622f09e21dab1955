"""From bytes to JSON values; double keys, other encodings and endless nesting are told apart."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from bundel.core.portfolio.faults import Fault, WrongInput


class Doubled(dict[str, Any]):
    """An object in which keys stood more than once; the last value won."""

    doubled: tuple[str, ...] = ()


def parse(text: bytes) -> Any:
    """
    Return the JSON value in UTF-8 bytes; an object with double keys comes back as `Doubled`.

    Raises:
        WrongInput: if the bytes are no UTF-8 or no JSON.
    """
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        wrong = f"De tekst is geen UTF-8 (byte {error.start})."
        right = "Bewaar het bestand als UTF-8."
    except json.JSONDecodeError as error:
        wrong = f"Dit is geen JSON: regel {error.lineno}, kolom {error.colno}."
        right = "Maak er geldige JSON van, met een object als geheel."
    except RecursionError:
        wrong = "De tekst is te diep genest."
        right = "Gebruik de vorm van portfolio.schema.json."
    except ValueError:
        wrong = "Er staat een getal in met te veel cijfers."
        right = "Gebruik getallen van ten hoogste een biljoen."
    raise WrongInput([Fault("", wrong, right)])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    result = Doubled(plain)
    result.doubled = tuple(key for key, times in Counter(k for k, _ in pairs).items() if times > 1)
    return result
