"""Proof-reading: a written PDF is read back and judged by what it says, shows and is made of.

Bytes -> `read` -> `printed` values -> the rules in `access`, `contrast`, `typography` and `pages` -> diagnostics,
at the lines of the outline that the plan says they came from (`locate`). `spoken` says what a screen reader would.
"""
