"""Decks that are followed while their authors write: what was read, what changed, and what that changes."""
