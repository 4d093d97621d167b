"""`teachback explain`, `rules` and `schema`: what the tool knows, without any deck."""

from __future__ import annotations

import click

from builder.cli.pages import manual
from builder.cli.said import DONE, Stop, say
from builder.diagnostics import did_you_mean


@click.command()
@click.argument("rule")
def explain(rule: str) -> int:
    """Print the manual page of a rule, such as EV001."""
    pages = manual()
    page = pages.get(rule.upper())
    if page is None:
        near = did_you_mean(rule.upper(), pages)
        raise Stop(f"there is no rule `{rule}`" + (f"; {near}" if near else "; `teachback rules` lists them"))
    say(page)
    return DONE


@click.command()
def rules() -> int:
    """List every rule with its first line."""
    for page in manual().values():
        say(page.partition("\n")[0])
    return DONE


@click.command()
def schema() -> int:
    """Print the outline format as JSON Schema, for editors."""
    from builder.load.schema import outline_schema  # noqa: PLC0415  # only here

    say(outline_schema())
    return DONE
