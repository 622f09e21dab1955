"""Signals from files: what a folder of CSV says, as rows of one municipality."""

from __future__ import annotations

from bundel.signals.material.drafts import Draft, Partners, written
from bundel.signals.material.groups import generated
from bundel.signals.material.sorting import load_sorting

__all__ = ["Draft", "Partners", "generated", "load_sorting", "written"]
