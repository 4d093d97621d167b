"""Why a template can't be used."""

from __future__ import annotations


class Refused(Exception):
    """A template that can't be used; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
