"""Whether a text is a telephone number that one can call."""

from __future__ import annotations

import re

import phonenumbers

REGION = "NL"
# What a municipality answers at, such as 14 036, and the line for who thinks of suicide.
KNOWN = re.compile(r"14\s?0\d{2,3}|113")
# Nine figures after the first nought: ranges are given out and taken back, the length stays.
LONG = re.compile(r"[1-9]\d{8}")
# What people write before the numbers inside an organisation.
INSIDE = re.compile(r"\s*\(?(?:toestel|tst\.?|ext\.?|x)\s*\d{1,6}\)?$", re.IGNORECASE)


def is_phone(text: str) -> bool:
    """Tell whether somebody can be called at what was written; without a country it is Dutch."""
    text = INSIDE.sub("", text.strip())
    if KNOWN.fullmatch(text):
        return True
    if any(sign.isalpha() for sign in text):
        return False
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_valid_number(number):
        return True
    if number.country_code != phonenumbers.country_code_for_region(REGION):
        # Of other countries we know the length, not every range.
        reason = phonenumbers.is_possible_number_with_reason(number)
        return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)
    if LONG.fullmatch(str(number.national_number)):
        return True
    return bool(phonenumbers.is_valid_short_number_for_region(number, REGION))
