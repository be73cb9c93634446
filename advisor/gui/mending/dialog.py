"""Other ways to travel, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, ngettext
from advisor.gui.mending.search import BackgroundSearch
from advisor.gui.mending.way_card import WayCard
from advisor.gui.mending.words import course_of
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone, caption

if TYPE_CHECKING:
    from advisor.gui.mending.asked import Asked
    from advisor.planning.alternatives import Alternative, Alternatives
    from advisor.report.naming import Naming

_WHOLE = 1000
_CARD_EMS = 17
"""How wide a card should be, in heights of a line of text, before a further one stands beside it."""

_MOST_BESIDE = 4
_EVERYTHING = "all"


class WaysDialog(QDialog):
    """Compares ways to travel. The user takes one, which closes it, or none."""

    taken = Signal(object)
    """The Alternative that the user wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing yet; `use` says what for."""
        super().__init__(parent)
        self.setWindowTitle(_("Other ways to travel"))
        self._asked: Asked | None = None
        self._naming: Naming | None = None
        self.search = BackgroundSearch(self)
        self.search.advanced.connect(self._advanced)
        self.lead = Label(_("The best come first: by verdict, then by the risk that remains, then by time."))
        self.which = Combo(_("What may change"), chars=60)
        self._which_caption = caption(_("What may change"), self.which)
        self.which.chosen.connect(lambda _which: self._begin())
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(em(0.4))
        self.bar.setAccessibleName(_("Progress of the search"))
        self.stop = Button(_("Stop"))
        self.stop.setAccessibleName(_("Stop the search"))
        self.stop.clicked.connect(self._stop)
        self.told = Label(tone=Tone.MUTED)
        self.done_button = Button(_("Close"))
        self.done_button.clicked.connect(self.reject)
        for button in (self.stop, self.done_button):
            button.setAutoDefault(False)  # Enter elsewhere presses nothing
        self.ways = _Beside()
        self._scrolled: QScrollArea = scroll_area(_("Other ways to travel"), self.ways)
        self._lay_out()
        self.finished.connect(lambda _result: self.search.withdraw())

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(em(0.9), em(0.8), em(0.9), em(0.3))
        top.setSpacing(em(0.4))
        top.addWidget(self.lead)
        top.addWidget(self._which_caption)
        top.addWidget(self.which)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(em(0.9), em(0.5), em(0.9), em(0.7))
        bottom.setSpacing(em(0.7))
        bottom.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        bottom.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        bottom.addWidget(self.stop)
        bottom.addWidget(self.done_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self._scrolled, 1)
        rows.addLayout(bottom)
        resize_on_screen(self, em(60), em(40))

    def close_search(self) -> None:
        """Wait for the search to end."""
        self.search.close()

    def use(self, asked: Asked | None, naming: Naming | None) -> None:
        """Compare ways for the trip that was asked about; None: its verdict is being worked out anew."""
        self._asked, self._naming = asked, naming
        if asked is not None:
            self._offer_movements()
        self._begin()

    def _offer_movements(self) -> None:
        from advisor.engine.itinerary import plan  # long after the first paint
        from advisor.planning.itineraries import stretches

        asked, naming = self._asked, self._naming
        if asked is None or naming is None:
            return
        parts = stretches(plan(asked.trip, naming.pack))
        choices = [(_EVERYTHING, _("The whole trip may change"))]
        for part in parts:
            legs = part.of(asked.trip)
            course = course_of(legs[0].origin, legs[-1].destination, naming)
            choices.append((str(part.first), _("Only {course} may change").format(course=course)))
        self.which.set_choices(tuple(choices))
        if self.which.currentIndex() < 0:
            self.which.set_value(_EVERYTHING)
        for widget in (self._which_caption, self.which):
            widget.setVisible(len(parts) > 1)

    def _begin(self) -> None:
        self._show(())
        asked, which = self._asked, self.which.value
        if asked is None:
            self.search.withdraw()
            self._rest(_("The trip is being assessed…"))
            return
        from advisor.services.ways import other_ways

        only = None if which in {None, _EVERYTHING} else int(which)
        self.told.say(_("Comparing ways to travel…"))
        self.bar.setValue(0)
        for part in (self.bar, self.stop):
            part.show()
        self.search.start(
            lambda go_on: other_ways(
                asked.trip, asked.loaded, asked.assessment.as_of, asked.known, only=only, go_on=go_on
            ),
            self._came,
            self._failed,
        )

    def _advanced(self) -> None:
        self.bar.setValue(round(self.search.done * _WHOLE))

    def _came(self, found: Alternatives) -> None:
        count = found.looked_at
        text = ngettext("{count} trip was compared.", "{count} trips were compared.", count).format(count=count)
        if all(one.as_written for one in found.ranked):
            text = _("The network offers no other way.") if found.complete else text
        if not found.complete:
            text = f"{text} {_('The search was cut short: there may be more.')}"
        self._rest(text)
        self._show(found.ranked)

    def _failed(self, _error: BaseException) -> None:
        self._rest(_("Internal error — nothing is suggested. The verdict itself does not hang on this search."))

    def _stop(self) -> None:
        self.search.stop()
        self.done_button.setFocus()

    def _rest(self, text: str) -> None:
        if self.stop.hasFocus():
            self.done_button.setFocus()
        self.bar.hide()
        self.stop.hide()
        self.told.say(text)

    def _show(self, ways: tuple[Alternative, ...]) -> None:
        if self._naming is None:
            return
        for card in self.ways.show_ways(ways, self._naming):
            card.take.clicked.connect(lambda _checked=False, card=card: self._take(card))
        self._scrolled.verticalScrollBar().setValue(0)

    def _take(self, card: WayCard) -> None:
        if card.way is not None:
            self.taken.emit(card.way)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: the window is closed, and opens anew in it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self.isVisible():
            self.reject()


class _Beside(QWidget):
    """Cards of one width, as many beside one another as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[WayCard] = []
        self._shown = 0
        self._beside = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(em(0.9), em(0.4), em(0.9), em(0.4))
        self._grid.setSpacing(em(0.6))

    @property
    def cards(self) -> tuple[WayCard, ...]:
        """Those shown, the best first."""
        return tuple(self._cards[: self._shown])

    def show_ways(self, ways: tuple[Alternative, ...], naming: Naming) -> tuple[WayCard, ...]:
        """Show these; the cards made for it are returned, the others were there before."""
        made = [WayCard() for _place in range(len(self._cards), len(ways))]
        self._cards += made
        for card, way in zip(self._cards, ways, strict=False):
            card.show_way(way, naming)
        self._shown = len(ways)
        self._beside = 0
        self._arrange()
        return tuple(made)

    def _arrange(self) -> None:
        beside = max(1, min(_MOST_BESIDE, self.width() // em(_CARD_EMS), max(1, self._shown)))
        if beside == self._beside:
            return
        self._beside = beside
        for number in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(number, 0)
        for number in range(_MOST_BESIDE):
            self._grid.setColumnStretch(number, 1 if number < beside else 0)
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            if number < self._shown:
                self._grid.addWidget(card, number // beside, number % beside)
            card.setVisible(number < self._shown)
        self._grid.setRowStretch((self._shown - 1) // beside + 1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer beside one another."""
        super().resizeEvent(event)
        self._arrange()
