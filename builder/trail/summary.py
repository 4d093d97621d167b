"""How much of what there is in a trail, for its head."""

from __future__ import annotations

from builder.trail.model import Trail


def counts(trail: Trail) -> tuple[tuple[str, int], ...]:
    """Return counts by name, in the order in which they are shown."""
    places = [place for claim in trail.claims for place in claim.places]
    return (
        ("claims", len(trail.claims)),
        ("findings_shown", sum(claim.kind == "finding" for claim in trail.claims)),
        ("places", len(places)),
        ("claims_without_source", len(trail.lacking)),
        ("claims_nowhere", sum(not claim.places for claim in trail.claims)),
        ("findings_not_shown", len(trail.unused)),
        ("findings_without_comparison", sum(bool(c.record and c.record.single_arm) for c in trail.claims)),
        ("findings_second_hand", sum(claim.kind == "finding" and claim.secondary for claim in trail.claims)),
        ("references", len(trail.sources)),
        ("references_in_use", sum(bool(source.rests) for source in trail.sources)),
        ("references_never_looked_up", sum(source.checked_on is None for source in trail.sources)),
        ("waivers", len(trail.waived)),
    )
