"""A plan as an accessible, archivable PDF: tagged for PDF/UA-1, PDF/A-2a, the same bytes every time.

Plan -> `draw` marks on `sheet`s -> `structure`, `links`, `forms`, `outline`, `fonts` in a `book`, `finish`ed -> bytes.
"""

from __future__ import annotations

from builder.plan.page import Plan
from builder.write.pdf.book import Book

__all__ = ["write_pdf"]


def write_pdf(plan: Plan) -> bytes:
    """Return a plan as PDF 1.7: every item in its place, every word in the structure tree or an artifact.

    Raises:
        ValueError: the plan asks for what can't be drawn or must not be linked: a character that its face lacks, a
            link to nowhere, a date that is none.
        KeyError: the plan points to an element or a layout that it doesn't have.
    """
    book = Book(plan)
    for page in plan.pages:
        book.add(page)
    return book.close()
