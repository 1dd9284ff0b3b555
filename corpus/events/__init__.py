"""What happened when: the dates that tell of something, each happening once with everybody who tells of it."""

from __future__ import annotations

from corpus.events.merging import Happening, happenings
from corpus.events.tellings import Telling, tellings
from corpus.events.writing import write_events

__all__ = ["Happening", "Telling", "happenings", "tellings", "write_events"]
