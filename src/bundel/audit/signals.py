"""What the trail tells to whoever listens: a floor below those who act on it, it knows none."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction of the act, after it was written down.
# Arguments: municipality_id and action.
recorded = Signal()
