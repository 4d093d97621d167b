"""Teachback: one outline of clinical teaching content, compiled into decks and handouts.

YAML text -> `Deck` (what is said) -> diagnostics (what is wrong) -> `Plan` (what goes where) -> bytes.
"""

__version__ = "0.1.0"
