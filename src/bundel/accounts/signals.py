"""What accounts tells to whoever listens: a floor below the trail, it cannot write there itself."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction of the act, with `send`, so that a listener that fails undoes it.
# Arguments: those of `audit.services.record`: actor, action, kind, object_id, label, before, after.
account_changed = Signal()
