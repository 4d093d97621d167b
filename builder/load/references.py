"""Bibliographic entries as CSL-JSON -> `Reference`, each field checked and located."""

from __future__ import annotations

import re
from datetime import date

from builder.diagnostics import did_you_mean
from builder.load import csl
from builder.load.csl_fields import field_value
from builder.load.faults import BAD, Bad, shorten
from builder.load.links import refusal
from builder.load.scalars import mismatch, one_line
from builder.load.scope import Scope
from builder.located import Entry, Fields, Node, Scalar
from builder.model import Reference
from builder.regex import regex

_DOI = regex(r"10\.\d{4,9}(\.\d+)*/\S+", re.ASCII)
_DOI_ADDRESS = regex(r"(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_KEY = regex(r"[^\W\d_][^\s,;@\[\]]*")
_DAY = regex(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TAG = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def reference(node: Node, scope: Scope) -> Reference | Bad:
    """Return a reference from one CSL entry; note every fault in it."""
    if not isinstance(node, Fields):
        return mismatch(node, "a bibliographic entry (a mapping)", scope)
    before = scope.faults.errors
    key = _key(node, scope)
    _check_type(node, scope)
    read = [(name, field_value(name, entry.value, scope)) for name, entry in _known(node, scope)]
    values = {name: value for name, value in read if not isinstance(value, Bad)}
    doi, url, language = _doi(node, scope), _url(node, scope), _language(node, scope)
    retracted, checked_on = _retracted(node, scope), _checked_on(node, scope)
    if scope.faults.errors > before:
        return BAD
    if doi:
        values["DOI"] = doi
    return Reference(
        id=key,
        at=node.at,
        csl=tuple(values.items()),
        doi=doi,
        url=url,
        language=language,
        retracted=retracted,
        checked_on=checked_on,
    )


def _known(node: Fields, scope: Scope) -> list[tuple[str, Entry]]:
    """Return the fields that CSL knows and that say something; others are warned about and left out."""
    known = []
    for key, entry in node.entries.items():
        if key not in csl.ALL:
            message = f"CSL has no field `{shorten(key)}`; it is left out"
            scope.faults.warn("YML010", entry.key.at, message, did_you_mean(key, csl.ALL))
        elif key not in csl.APART and not (isinstance(entry.value, Scalar) and not entry.value.text.strip()):
            known.append((key, entry))
    return known


def _key(node: Fields, scope: Scope) -> str:
    """Return the citation key: there must be one, once in the list, and of use in `[@key]`."""
    found = _required(node, "id", scope)
    if found is None:
        return ""
    if _KEY.fullmatch(found.text):
        scope.names.define("reference", found.text, found.at, scope.faults)
    else:
        message = f"`{shorten(found.text)}` can't be cited: a key starts with a letter"
        hint = "it has no spaces, commas, semicolons, brackets or `@`, such as `able2001`"
        scope.faults.error("YML021", found.at, message, hint)
    return found.text


def _check_type(node: Fields, scope: Scope) -> None:
    found = _required(node, "type", scope)
    if found and found.text not in csl.TYPES:
        hint = did_you_mean(found.text, csl.TYPES) or "such as `article-journal`, `book`, `report`, `webpage`"
        scope.faults.error("YML021", found.at, f"CSL has no type `{shorten(found.text)}`", hint)


def _required(node: Fields, key: str, scope: Scope) -> Scalar | None:
    found = node.get(key)
    if found is None or (isinstance(found, Scalar) and not found.text.strip()):
        scope.faults.error("YML011", node.place(key), f"a bibliographic entry needs `{key}`")
        return None
    return found if isinstance(found, Scalar) else None


def _present(node: Fields, key: str) -> Scalar | None:
    found = node.get(key)
    return found if isinstance(found, Scalar) and found.text.strip() and not found.absent else None


def _doi(node: Fields, scope: Scope) -> str | None:
    """Return the bare DOI; one that is written as an address is cut to it."""
    found = _present(node, "DOI")
    if found is None:
        return None
    bare = _DOI_ADDRESS.sub("", found.text.strip(), count=1)
    if not _DOI.fullmatch(bare) or not bare.isprintable():
        hint = "it starts with `10.`, digits and a slash, such as 10.1000/xyz123"
        scope.faults.error("YML021", found.at, f"`{shorten(found.text)}` is not a DOI", hint)
    return bare


def _url(node: Fields, scope: Scope) -> str | None:
    found = _present(node, "URL")
    if found is None:
        return None
    why = refusal(found.text) if found.text.lower().startswith(("http://", "https://")) else "it is no web address"
    if why:
        scope.faults.error("YML018", found.at, f"`{shorten(found.text)}`: {why}", "write an https address")
    return found.text


def _language(node: Fields, scope: Scope) -> str | None:
    """Return the language tag; what libraries write in words ("English") is no tag and says nothing here."""
    found = _present(node, "language")
    if found is None or _TAG.fullmatch(found.text):
        return found.text if found else None
    scope.faults.warn("YML021", found.at, f"`{shorten(found.text)}` is not a language tag such as `en`; it is left out")
    return None


def _retracted(node: Fields, scope: Scope) -> str | None:
    """Return what is said of a retraction: `true`, a day or a reason; `false` and nothing are none."""
    found = node.get("retracted")
    if found is None:
        return None
    if not isinstance(found, Scalar):
        mismatch(found, "`true`, a day or a reason", scope)
        return None
    said = one_line(found.text).strip()
    return None if found.absent or said.casefold() in ("", "false", "no") else said


def _checked_on(node: Fields, scope: Scope) -> date | None:
    """Return the day on which somebody last looked whether the source still stands."""
    found = node.get("checked_on")
    if found is None or (isinstance(found, Scalar) and (found.absent or not found.text.strip())):
        return None
    try:
        if isinstance(found, Scalar) and _DAY.fullmatch(found.text.strip()):
            return date.fromisoformat(found.text.strip())
    except ValueError:
        pass
    shown = shorten(found.text) if isinstance(found, Scalar) else "checked_on"
    scope.faults.error("YML021", found.at, f"`{shown}` is not a date", "write 2026-05-31")
    return None
