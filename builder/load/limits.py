"""How much an outline may hold: generous bounds that keep a build short, and the way to raise them."""

from __future__ import annotations

from collections.abc import Iterable

from builder.frozen import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound, with its default. Counts, characters, bytes and pixels as the names say."""

    file_bytes: int = 2_000_000
    files: int = 200
    depth: int = 16
    include_depth: int = 8
    nodes: int = 200_000
    scalar: int = 20_000
    faults: int = 20
    slides: int = 2_000
    sections: int = 200
    list_items: int = 2_000
    blocks: int = 40
    text: int = 4_000
    title: int = 400
    notes: int = 20_000
    name: int = 80
    word: int = 200
    digits: int = 20
    table_rows: int = 60
    table_columns: int = 12
    chart_points: int = 500
    chart_series: int = 12
    diagram_nodes: int = 40
    diagram_edges: int = 80
    image_bytes: int = 20_000_000
    image_pixels: int = 40_000_000
    image_ratio: int = 50
    references: int = 5_000
    template_bytes: int = 50_000_000
    template_unpacked: int = 200_000_000
    template_members: int = 3_000

    @property
    def most_bytes(self) -> int:
        """The bytes that a file of any kind may have."""
        return max(self.file_bytes, self.image_bytes, self.template_bytes)

    def raised(self, settings: Iterable[str]) -> Limits:
        """Return the limits with some set anew, each written as `slides=3000`.

        Raises:
            ValueError: no such limit, or no whole number above zero; the message is for the user.
        """
        known = {field.name for field in fields(self)}
        changes: dict[str, int] = {}
        for setting in settings:
            name, _, number = setting.partition("=")
            if name not in known:
                raise ValueError(f"there is no limit `{name}`; limits: {', '.join(sorted(known))}")
            if not number.isascii() or not number.isdigit() or int(number) == 0:
                raise ValueError(
                    f"`{setting}`: write a whole number above zero, such as `{name}={getattr(self, name)}`"
                )
            changes[name] = int(number)
        return replace(self, **changes)


def raise_with(name: str, wanted: int) -> str:
    """Return the help text that says how to raise a limit to at least `wanted`."""
    return f"the limit `{name}` can be raised: `--limit {name}={wanted}`"
