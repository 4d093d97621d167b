"""A tagged handout by a tool that is a Python library: `python -m benchmarks.printed typst|weasyprint IN OUT`.

`compile IN OUT` stands in for typst's own command, for pandoc. Fonts of the system are not looked for.
"""

from __future__ import annotations

import sys
from typing import Any


def main(what: str, source: str, out: str) -> None:
    """Write the handout."""
    match what:
        case "weasyprint":
            from weasyprint import HTML

            html: Any = HTML
            html(source).write_pdf(out, pdf_variant="pdf/ua-1")
        case "typst" | "compile":
            import typst

            tagged: dict[str, Any] = {"pdf_standards": ["ua-1"]} if what == "typst" else {"root": "/"}
            typst.compile(source, output=out, ignore_system_fonts=True, **tagged)


if __name__ == "__main__":
    main(*[argument for argument in sys.argv[1:] if not argument.startswith("-")])
