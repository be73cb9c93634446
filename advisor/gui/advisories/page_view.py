"""One page: what it is, any two of its texts against each other, and what of the rules cites it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from advisor.advisories.advisory import Advisory
from advisor.advisories.levels import level_words
from advisor.advisories.review import Citing, Review, Reviewed, Standing, statements
from advisor.advisories.telling import cites, since
from advisor.gui.advisories.changes_view import ChangesView
from advisor.gui.icons import icon
from advisor.gui.language import _, labelled, ngettext, say, written
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.scroll_bar import ScrollBar
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.when_field import day_text
from advisor.model.message import Message

_REVIEWED = Qt.ItemDataRole.UserRole
_TEXT_ITSELF = "text"


class PageView(QWidget):
    """Shows a page; tells which rule the user wants to see."""

    rule_asked = Signal(object)
    """What cites the page and shall be shown (a Citation)."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._texts: tuple[Advisory, ...] = ()
        self._key = ""
        self._texts_shown = False
        self.title = Label(size=1.25, bold=True)
        self.about = Label(tone=Tone.MUTED, size=0.94)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.level = Label()
        self.before = Combo(_("Compare from"), chars=44)
        self.after = Combo(_("Compare to"), chars=44)
        for combo in (self.before, self.after):
            combo.chosen.connect(lambda _value: self._compare())
        self._from, self._to = Label(_("From"), wrap=False), Label(_("to"), wrap=False)
        self.changes = ChangesView()
        self.changes.setMinimumHeight(em(7))
        self.citing_head = Label(bold=True)
        self.citing = QListWidget()
        self.citing.setAccessibleName(_("Statements that cite this page"))
        self.citing.setWordWrap(True)
        self.citing.setAlternatingRowColors(True)
        self.citing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.citing.setMinimumHeight(em(5))
        self.citing.itemActivated.connect(lambda _item: self._ask())
        self.citing.setVerticalScrollBar(ScrollBar())
        self.citing.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.show_rule = Button(_("Show the rule"))
        self.show_rule.clicked.connect(self._ask)
        self._lay_out()

    def show_page(self, key: str, texts: tuple[Advisory, ...], found: Review | None) -> None:
        """Show a page and its newest change. What the user compares stays where it is the same page."""
        same = key == self._key and len(texts) == len(self._texts)
        self._key, self._texts = key, texts
        newest = texts[-1]
        self.title.say(newest.title)
        self.about.say(f"{newest.issuer} · {newest.url}")
        levels = "; ".join(say(level_words(level)) for level in newest.levels)
        self.level.say(labelled(_("Level"), levels))
        self.level.setVisible(bool(newest.levels))
        self._choices(same=same)
        for part in (self.before, self.after, self.changes, self._from, self._to):
            part.show()
        if not self._texts_shown:
            self._texts_shown = True
            self._split.setSizes([em(24), em(10)])
        self._show_citing(found.citing(key) if found is not None else (), _("Cited by"))
        if same:
            self._compare()
        else:
            self._follow()

    def show_missing(self, found: Review) -> None:
        """Show what cites pages of which nothing was imported."""
        self._key, self._texts = "", ()
        self.title.say(_("Pages never imported"))
        self.about.say(_("Nothing tells whether these sources say something else by now. Save a page and import it."))
        for part in (self.level, self.before, self.after, self.changes, self._from, self._to):
            part.hide()
        self._texts_shown = False
        self._split.setSizes([1, self.height()])  # the list gets all the room there is
        self._show_citing(found.of(Standing.MISSING), _("Sources without a text"), pages=True)

    def _lay_out(self) -> None:
        choice = QGridLayout()
        choice.setSpacing(em(0.4))
        for row, (name, combo) in enumerate(((self._from, self.before), (self._to, self.after))):
            choice.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
            choice.addWidget(combo, row, 1)
        choice.setColumnStretch(1, 1)
        upper = QWidget()
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(em(0.4))
        for part in (self.title, self.about, self.level):
            rows.addWidget(part)
        rows.addLayout(choice)
        rows.addWidget(self.changes, 1)
        lower = QWidget()
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, em(0.4), 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.citing_head, 1)
        head.addWidget(self.show_rule)
        under.addLayout(head)
        under.addWidget(self.citing, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(upper)
        self._split.addWidget(lower)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(em(0.9), em(0.7), em(0.9), em(0.4))
        whole.addWidget(self._split)

    def _choices(self, *, same: bool) -> None:
        """All texts, the newest first; from the one before the newest to the newest at first."""
        count = len(self._texts)
        named = [(str(number), _days(self._texts[number])) for number in range(count)][::-1]
        self.before.set_choices(((_TEXT_ITSELF, _("nothing: show the whole text")), *named))
        self.after.set_choices(tuple(named))
        if not same:
            self.before.set_value(str(count - 2) if count > 1 else _TEXT_ITSELF)
            self.after.set_value(str(count - 1))

    def _compare(self) -> None:
        after = self.after.value
        if after is None:
            return
        new = self._texts[int(after)]
        before = self.before.value
        old = None if before is None or before == _TEXT_ITSELF else self._texts[int(before)]
        self.changes.setAccessibleName(_("Text") if old is None else _("What changed"))
        self.changes.show_changes(old, new)

    def _show_citing(self, citing: tuple[Reviewed, ...], head: str, *, pages: bool = False) -> None:
        self.citing.blockSignals(True)
        self.citing.clear()
        for one in sorted(citing, key=lambda one: one.standing is not Standing.DUE):
            due = one.standing is Standing.DUE
            words = f"{written(one.citation.title)}\n{say(cites(one))}"
            if pages:
                words += f"\n{one.citation.page.key}"
            else:
                words += f"\n{_standing(one)}"
            item = QListWidgetItem(words)
            if due:
                item.setIcon(icon("warning"))
            item.setData(_REVIEWED, one)
            self.citing.addItem(item)
        cited = statements(citing)
        count = ngettext("{count} statement", "{count} statements", cited).format(count=cited)
        self.citing_head.say(labelled(head, count) if citing else _("None of these rules cites this page."))
        self.citing.setVisible(bool(citing))
        self.show_rule.setVisible(bool(citing))
        if citing:
            self.citing.setCurrentRow(0)
        self.citing.blockSignals(False)
        self._offer()

    def _current(self) -> Reviewed | None:
        if self.citing.currentRow() < 0:
            return None
        found: Reviewed = self.citing.currentItem().data(_REVIEWED)
        return found

    def _follow(self) -> None:
        """Show what changed since the text from which the chosen statement was written."""
        one = self._current()
        if one is not None and one.standing is Standing.DUE and self._texts:
            places = [place for place, text in enumerate(self._texts) if text is one.base]
            self.before.set_value(str(places[0]) if places else _TEXT_ITSELF)
            self.after.set_value(str(len(self._texts) - 1))
        self._compare()
        self._offer()

    def _offer(self) -> None:
        one = self._current()
        self.show_rule.setEnabled(one is not None and one.citation.kind is Citing.RULE)

    def _ask(self) -> None:
        one = self._current()
        if one is not None and one.citation.kind is Citing.RULE:
            self.rule_asked.emit(one.citation)


def _days(text: Advisory) -> str:
    """Which day a text is of; that day first, as there may be little room."""
    day = day_text(text.day, weekday=False)
    if text.published is None or text.retrieved is None:
        return day
    return _("{day} (seen {seen})").format(day=day, seen=day_text(text.retrieved, weekday=False))


def _standing(one: Reviewed) -> str:
    """How it stands to the texts, and between which of them something changed."""
    word = say(Message(f"advisory.review.{one.standing.value}"))
    between = since(one) if one.standing is Standing.DUE else None
    return f"{word} ({say(between)})" if between is not None else word
