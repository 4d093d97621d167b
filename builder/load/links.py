"""Which addresses a link may have: https, http, mailto, and slides of the same deck."""

from __future__ import annotations

from urllib.parse import urlsplit

from builder.regex import regex

_MAIL = regex(r"[^@\s/\\]+@[^@\s/\\]+\.[^@\s/\\]+")
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")


def refusal(address: str) -> str | None:
    """Return why a link to `address` is refused, or None when it is allowed. `#slide-id` is always allowed here."""
    if address.startswith("#") and len(address) > 1:
        return None
    if "\\" in address or not address.isprintable() or any(c in address for c in ' "<>`'):
        return "the address holds a character that addresses don't have"
    scheme = _SCHEME.match(address)
    match scheme[1].lower() if scheme else "":
        case "mailto":
            return None if _MAIL.fullmatch(address.split(":", 1)[1].split("?", 1)[0]) else "this is no mail address"
        case "https" | "http":
            return _web_refusal(address)
        case "":
            return "the address is neither a web address nor `#` and a slide's id"
        case other:
            return f"links to `{other}:` are not allowed"


def _web_refusal(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        fine = bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        return "the web address has no valid host name"
    return "the web address holds a user name" if parts.username is not None else None
