"""`--cache`, `--no-cache` and `--cache-size`: what was built before is found again, and what is built now is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from builder.cli.session import BOUND, Caching
from builder.regex import regex

F = TypeVar("F", bound=Callable[..., int])

_UNITS = {"": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_SIZE = regex(r"(\d{1,12})\s*([kMGT]?B|)", re.ASCII)


class Size(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions
    """A number of bytes, such as `500MB`."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the bytes."""
        found = None if isinstance(value, int) else _SIZE.fullmatch(value)
        if found is None:
            return value if isinstance(value, int) else self.fail(f"`{value}`: write `500MB` or `2GB`", param, ctx)
        return int(found[1]) * _UNITS[found[2]]


def caching(command: F) -> F:
    """Give a command the options of the cache, as one argument `cache`."""

    @click.option("--cache", "places", multiple=True, metavar="DIR|URL", help="Cache (.teachback); a URL is shared.")
    @click.option("--no-cache", is_flag=True, help="Build everything anew, and keep nothing.")
    @click.option(
        "--cache-size",
        type=Size(),
        default=BOUND,
        show_default=False,
        help="Bytes that the cache may hold, such as 500MB.",
    )
    @wraps(command)
    def run(*args: Any, places: tuple[str, ...], no_cache: bool, cache_size: int, **others: Any) -> int:
        return command(*args, cache=Caching(places, no_cache, cache_size), **others)

    return run  # type: ignore[return-value]  # the same but for the options
