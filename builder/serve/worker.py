"""The thread that follows the decks: it plans what changed, then proves PDFs while nothing else is to be done."""

from __future__ import annotations

import threading

from builder.batch import Order, jobs
from builder.build import Built, build, plan, proofread
from builder.decks import Misuse
from builder.frozen import replace
from builder.live.events import Idle, Worked
from builder.live.session import Session
from builder.serve.desk import MOST, DeckView, Desk, EditionView
from builder.serve.sheets import Sheet

GRACE = 0.25
"""Seconds that the next edition waits for the page that shows the one that is looked at: both want the processor."""


class Worker:
    """Follows the decks of an order, and keeps a desk up to date."""

    def __init__(self, order: Order) -> None:
        self.order, self.desk = order, Desk(order.editions)
        self.session = Session(order, plan, singly=True, most=MOST)
        self._shown = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin.

        Raises:
            Misuse: no deck where one was named, or a limit that isn't one.
        """
        list(jobs(self.order))  # says at once what could not work
        self._thread.start()

    def stop(self) -> None:
        """End after what is being planned."""
        self.session.stop()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def look(self, deck: DeckView, sheet: Sheet | None) -> None:
        """Take note of what is being looked at: it is planned, and comes first from now on."""
        self.session.ask(deck.shown)
        self.session.first = (deck.shown, deck.of(sheet).edition.name if sheet else "")

    def shown(self) -> None:
        """Take note that a page has been made: whoever waits for the news has it."""
        self._shown.set()

    def files(self, deck: DeckView, edition: EditionView) -> Built | None:
        """Build an edition as `teachback build` would, from the files as they are now, and return what that gave; None
        where the deck was deleted a moment ago.
        """
        try:
            job, disk = next((job, disk) for shown, job, disk in jobs(self.order) if shown == deck.shown)
        except (StopIteration, Misuse):
            return None
        return build(replace(job, editions=(edition.edition.name,), part=True), disk)

    def _run(self) -> None:
        try:
            for event in self.session.events():
                looked_at = isinstance(event, Worked) and (event.deck, *event.editions) == self.session.first
                self._shown.clear()
                self.desk.fold(event)
                if looked_at and self.desk.watched:
                    self._shown.wait(GRACE)
                if isinstance(event, Idle):
                    self._prove()
        except Exception as fault:  # said on the page: the server has no other voice
            self.desk.stopped(
                f"The preview no longer follows the files ({type(fault).__name__}: {fault}). Start it again."
            )

    def _prove(self) -> None:
        """Prove one PDF after another until a file changes; the edition that is looked at comes first."""
        while not self.session.alarm.bell.is_set() and (todo := self._unproved()):
            shown, edition, sheet = min(todo, key=lambda one: (one[0], one[1].edition.name) != self.session.first)
            if edition.planned is None:
                return
            alone = replace(edition.planned, drafts=(sheet.draft,))
            said = set(edition.planned.diagnostics)
            found = proofread(alone, self.session.decks[shown].job).diagnostics
            self.desk.proved(shown, edition, sheet.draft.path, (one for one in found if one not in said))

    def _unproved(self) -> list[tuple[str, EditionView, Sheet]]:
        return [
            (deck.shown, edition, sheet)
            for deck in self.desk.decks.values()
            if deck.shown in self.session.decks
            for edition in deck.editions
            for sheet in edition.unproved
            if not sheet.stale
        ]
