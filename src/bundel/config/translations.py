"""Compiling translations (.po to .mo) without gettext installed."""

from __future__ import annotations

import ast
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

MAGIC = 0x950412DE
HEADER = struct.Struct("<7I")
ENTRY = struct.Struct("<2I")
PACKAGE = Path(__file__).resolve().parent.parent


class WrongCatalogue(ValueError):
    """A .po file cannot be read; the text says where."""


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form, and return those."""
    made = []
    for source in sorted(package.glob("**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            content = compiled(entries(source.read_text(encoding="utf-8"), source.name))
            fresh = target.with_suffix(".mo.new")
            fresh.write_bytes(content)
            fresh.replace(target)
            made.append(target)
    return made


def entries(text: str, name: str = "po") -> dict[str, str]:
    """
    Return every translation by its key, as a .mo file keeps them.

    Raises:
        WrongCatalogue: if a line is neither comment, keyword nor text.
    """
    found: dict[str, str] = {}
    for block in _blocks(text, name):
        key = "\0".join(block[part] for part in ("msgid", "msgid_plural") if part in block)
        if "msgctxt" in block:
            key = f"{block['msgctxt']}\x04{key}"
        forms = [value for part, value in block.items() if part.startswith("msgstr")]
        # What is not translated yet is shown as it was written.
        if "msgid" in block and all(forms):
            found[key] = "\0".join(forms)
    return found


def compiled(translations: dict[str, str]) -> bytes:
    """Return the .mo form: two tables of length and place, then the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in translations.items())
    keys_at = HEADER.size
    values_at = keys_at + ENTRY.size * len(pairs)
    place = values_at + ENTRY.size * len(pairs)
    tables, texts = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += ENTRY.pack(len(pair[column]), place + len(texts))
            texts += pair[column] + b"\0"
    return HEADER.pack(MAGIC, 0, len(pairs), keys_at, values_at, 0, place) + tables + texts


def _blocks(text: str, name: str) -> Iterator[dict[str, str]]:
    """Return the entries that count: with their keywords, without the doubtful ones."""
    block: dict[str, str] = {}
    doubtful, keyword = False, ""
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        line = line.strip()
        begins = line.startswith(("#", "msgid ", "msgctxt "))
        if not line or (begins and any(part.startswith("msgstr") for part in block)):
            if block and not doubtful:
                yield block
            block, doubtful, keyword = {}, False, ""
        if line.startswith("#"):
            doubtful = doubtful or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"') and keyword:
            block[keyword] += _unquoted(line, number, name)
        elif line.startswith("msg") and '"' in line:
            keyword, _, rest = line.partition(" ")
            block[keyword] = _unquoted(rest, number, name)
        elif line:
            raise WrongCatalogue(f"{name}:{number}: {line[:60]}")


def _unquoted(text: str, number: int, name: str) -> str:
    try:
        return str(ast.literal_eval(text.strip()))
    except (SyntaxError, ValueError) as wrong:
        raise WrongCatalogue(f"{name}:{number}: {text[:60]}") from wrong


if __name__ == "__main__":
    for file in compile_all():
        sys.stdout.write(f"{file}\n")
