"""The evidence trail: what a deck claims, what each claim rests on, and every slide and page where it stands.

Computed from the plans of the outputs, so that it says what is printed, not what was meant to be.
"""
