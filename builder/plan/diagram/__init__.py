"""Diagrams: boxes and arrows laid out on a grid, folded to fill their room, and drawn as native shapes."""
