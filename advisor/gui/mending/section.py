"""What would change the verdict: up to five suggestions, or the plain statement that nothing helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from advisor.gui.language import _, in_turn, ngettext, say
from advisor.gui.mending.state import NOTHING, Ask, Mending, Phase
from advisor.gui.mending.words import verdict_word
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card, Section
from advisor.gui.widgets.rows import Rows
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.verdict_mark import VerdictMark

if TYPE_CHECKING:
    from advisor.planning.changes import Changes, Suggestion
    from advisor.report.naming import Naming

_WHOLE = 1000


class SuggestionCard(Card):
    """One set of changes, what the verdict becomes with it, and the button that makes them."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(raised=True)
        self._suggestion: Suggestion | None = None
        self.what = Label()
        self.mark = VerdictMark()
        self.detail = Label(size=0.88, tone=Tone.MUTED)
        self.apply = Button(_("Apply"))
        lines = QVBoxLayout()
        lines.setSpacing(em(0.15))
        lines.addWidget(self.mark)
        lines.addWidget(self.what)
        lines.addWidget(self.detail)
        row = QHBoxLayout()
        row.setSpacing(em(0.6))
        row.addLayout(lines, 1)
        row.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    @property
    def suggestion(self) -> Suggestion | None:
        """What it suggests."""
        return self._suggestion

    def show_suggestion(self, suggestion: Suggestion, number: int, naming: Naming) -> None:
        """Show a suggestion as the so-manieth, counted from 1."""
        from advisor.report.plans import change  # the engine is read after the first paint

        self._suggestion = suggestion
        answer = suggestion.assessment
        words = [say(change(one, naming)) for one in suggestion.changes]
        self.set_verdict(answer.verdict)
        self.mark.show_verdict(answer.verdict)
        self.what.say("\n".join(words if len(words) == 1 else [f"– {one}" for one in words]))
        made = len(words)
        details = [ngettext("{count} change", "{count} changes", made).format(count=made)]
        if count := len(answer.conditions):
            details.append(ngettext("{count} condition", "{count} conditions", count).format(count=count))
        self.detail.say(" · ".join(details))
        self.apply.say(
            _("Apply"),
            _("Apply suggestion {number}: {changes}. The verdict becomes {verdict}.").format(
                number=number, changes=in_turn(words), verdict=verdict_word(answer.verdict)
            ),
        )


class MendingSection(Section):
    """Shows how the search stands, and passes on what the user asks for."""

    asked = Signal(object, object)
    """An Ask, and the Suggestion to apply."""
    meant = Signal()
    """Bring it into view; the keyboard is on it already."""

    def __init__(self) -> None:
        """Nothing yet. `jump` is for the page: it stands where the eye is, keeps its height, and leads here."""
        super().__init__(_("What would change it"))
        self._state: Mending | None = None
        self._afar = True
        self.told = Label()
        self.searching = QWidget()
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(em(0.4))
        self.bar.setAccessibleName(_("Progress of the search"))
        self.stop = Button(_("Stop"), size=0.88)
        self.stop.setAccessibleName(_("Stop the search"))
        self.stop.clicked.connect(lambda: self.asked.emit(Ask.STOP, None))
        line = QHBoxLayout(self.searching)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(em(0.6))
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        self.cards: Rows[SuggestionCard] = Rows(self._card)
        self.closing = Label(size=0.92, tone=Tone.MUTED)
        self.further = Button(_("Search further"), size=0.88)
        self.further.clicked.connect(lambda: self.asked.emit(Ask.FURTHER, None))
        self.jump = Button("", ButtonKind.QUIET)
        self.jump.clicked.connect(self._come)
        self.others = Button(_("Other ways to travel…"), ButtonKind.QUIET)
        self.others.clicked.connect(lambda: self.asked.emit(Ask.WAYS, None))
        for part in (self.told, self.searching, self.cards, self.closing, self.further, self.others):
            self.content.addWidget(part)
        self.show_state(NOTHING)

    def _card(self) -> SuggestionCard:
        card = SuggestionCard()
        card.apply.clicked.connect(lambda: self.asked.emit(Ask.APPLY, card.suggestion))
        return card

    def show_state(self, state: Mending) -> None:
        """Show how the search stands."""
        if state is self._state:
            return
        self._state = state
        _set_shown(self, shown=state.phase is not Phase.NOTHING)
        self.jump.say(in_short(state))
        _set_shown(self.jump, shown=self._afar and bool(self.jump.text()))
        focused = QApplication.focusWidget()
        self.told.say(_told(state))
        _set_shown(self.told, shown=bool(self.told.text()))
        self.bar.setValue(round(state.done * _WHOLE))
        _set_shown(self.searching, shown=state.phase is Phase.SEARCHING)
        self._show_cards(state)
        found = state.found if state.phase is Phase.ENDED else None
        self.closing.say(_closing(found) if found is not None else "")
        _set_shown(self.closing, shown=bool(self.closing.text()))
        _set_shown(self.further, shown=found is not None and not found.complete)
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisibleTo(self):
            self.others.setFocus()  # the keyboard must not jump away from here

    def _show_cards(self, state: Mending) -> None:
        found, naming = state.found, state.naming
        shown = found.suggestions if found is not None and naming is not None else ()

        def present(card: SuggestionCard, place: int, _fresh: bool) -> None:
            if naming is not None:
                card.show_suggestion(shown[place], place + 1, naming)

        self.cards.show_keys(range(len(shown)), present)
        _set_shown(self.cards, shown=bool(shown))

    def lead_here(self, *, from_afar: bool) -> None:
        """Whether `jump` is of use: the section does not stand beneath the reasons itself."""
        self._afar = from_afar
        self.content.setContentsMargins(0, 0 if from_afar else em(0.7), 0, 0)
        _set_shown(self.jump, shown=from_afar and bool(self.jump.text()))

    def _come(self) -> None:
        rows = self.cards.rows
        (rows[0].apply if rows else self.others).setFocus()
        self.meant.emit()


def in_short(state: Mending) -> str:
    """How the search stands, in a line."""
    if state.phase in {Phase.WAITING, Phase.SEARCHING}:
        return _("What would change it: searching…")
    if state.phase is not Phase.ENDED or state.found is None:
        return ""
    count = len(state.found.suggestions)
    if count:
        return ngettext(
            "What would change it: {count} suggestion", "What would change it: {count} suggestions", count
        ).format(count=count)
    if state.found.complete:
        return _("What would change it: nothing that you can do")
    return _("What would change it: nothing found yet")


def _told(state: Mending) -> str:
    """What stands above the suggestions."""
    if state.phase is Phase.ENDED and state.found is not None:
        return _result(state.found, verdict_word(state.now))
    return {
        Phase.NOT_NEEDED: _("Nothing needs changing: the trip is a GO as it is."),
        Phase.WAITING: _("The search begins when you pause."),
        Phase.SEARCHING: _("Looking for changes that would help…"),
        Phase.FAILED: _("Internal error — nothing is suggested. The verdict itself does not hang on this search."),
    }.get(state.phase, "")


def _result(found: Changes, now: str) -> str:
    if found.suggestions:
        return _("Each of these turns {before} into {after}. What takes the least comes first.").format(
            before=now, after=verdict_word(found.best)
        )
    if found.complete:
        return _("Nothing that you can change makes this trip better than {verdict}.").format(verdict=now)
    return _("Nothing was found that makes this trip better than {verdict}.").format(verdict=now)


def _closing(found: Changes) -> str:
    """How far was looked."""
    count = found.decided
    if not found.complete:
        text = ngettext(
            "The search was cut short after {count} trip; there may be more.",
            "The search was cut short after {count} trips; there may be more.",
            count,
        )
    elif found.suggestions:
        text = ngettext("{count} trip was tried.", "{count} trips were tried.", count)
    else:
        text = ngettext(
            "This is certain: all that there is to try was tried, {count} trip.",
            "This is certain: all that there is to try was tried, {count} trips.",
            count,
        )
    return text.format(count=count)


def _set_shown(widget: QWidget, *, shown: bool) -> None:
    if shown is widget.isHidden():
        widget.setVisible(shown)
