"""A network from files: what a folder of CSV says, as rows of one municipality."""

from __future__ import annotations

from bundel.network.material.directory import load_directory
from bundel.network.material.meetings import load_meetings
from bundel.network.material.shelf import Shelf, WrongMaterial
from bundel.network.material.working import load_working

__all__ = ["Shelf", "WrongMaterial", "load_directory", "load_meetings", "load_working"]
