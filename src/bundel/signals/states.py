"""How the state of a signal looks: a tone beside the word, the same on every page."""

from __future__ import annotations

from bundel.signals.models import SignalState

TONES = {
    SignalState.HELD: "wait",
    SignalState.OPEN: "info",
    SignalState.ASKED: "wait",
    SignalState.ANSWERED: "good",
    SignalState.CLOSED: "neutral",
    SignalState.MERGED: "neutral",
    SignalState.NOT_OURS: "neutral",
    SignalState.REFUSED: "stop",
}


def tone_of(state: str) -> str:
    """Return the tone of a state."""
    return TONES[SignalState(state)]
