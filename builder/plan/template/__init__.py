"""Slides in an institution's own template: which layout serves what, and the looks and places that follow from it."""
