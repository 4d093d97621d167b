"""Fit, proven: random decks, planned, written, and rendered by an office program that breaks lines for itself."""
