"""References for the outline of the templates' tests."""

from __future__ import annotations

import json


def entries() -> str:
    """Two references that the outline cites, in place."""
    made = [
        {
            "id": f"able{year}",
            "type": "article-journal",
            "title": f"What the trial of {year} found in adults with treatment-resistant depression",
            "author": [{"family": "Able", "given": "A B"}, {"family": "Baker", "given": "C"}],
            "container-title": "Journal of Mood",
            "issued": {"date-parts": [[year]]},
            "volume": "12",
            "page": "100-110",
            "DOI": f"10.1000/mood.{year}",
        }
        for year in (2001, 2002)
    ]
    return json.dumps(made)
