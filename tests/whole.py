"""What `make test` tries a share of, `make trust` tries whole."""

from __future__ import annotations

import os
from zlib import crc32

WHOLE = os.environ.get("BUNDEL_WHOLE") == "1"


def has_its_turn(name: str, one_in: int) -> bool:
    """Tell whether this one is in the share: by its name, so always the same ones."""
    return WHOLE or crc32(name.encode()) % one_in == 0
