"""The demo programme of Almere, as the pages of the programme have it."""

from tests.modules.programme.conftest import (
    almere,
    browser_of,
    coordinator,
    demo_of_almere,
    id_of,
    now,
    reader,
)

__all__ = ["almere", "browser_of", "coordinator", "demo_of_almere", "id_of", "now", "reader"]
