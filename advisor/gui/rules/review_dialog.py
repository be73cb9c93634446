"""A review round: the rules due, oldest first, the source beside each, each decided with one key."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, labelled, language, ngettext, say
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.table import title_of
from advisor.gui.rules.told import told
from advisor.gui.theme import em, font
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.when import Unread
from advisor.gui.widgets.when_field import DayField, explanation
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.text import Text
from advisor.rulebook.edit import EditError
from advisor.rulebook.outline import RuleAt
from advisor.services.due_rules import Decision, day_of, decided, due, summed_up

DAYS_AHEAD = 31
"""How long before its date a rule counts as due."""
USUAL_DAYS = 92
"""How far ahead the next review usually lies."""


class ReviewDialog(QDialog):
    """Goes from rule to rule; what was decided is an edit like any other, summed up in the change log at the end."""

    def __init__(self, controller: RulesController, as_of: date, parent: QWidget) -> None:
        """Gather what is due as of that day."""
        super().__init__(parent)
        self._controller = controller
        self._as_of = as_of
        files = controller.editor.files if controller.editor is not None else {}
        self._due = [(rule.file, rule.number) for rule in due(files, as_of + timedelta(days=DAYS_AHEAD), as_of)]
        self._at = 0
        self.decisions: dict[str, Decision] = {}
        self.setWindowTitle(_("Review round"))
        self.count = QLabel(self)
        self.title = QLabel(self)
        self.title.setFont(font(1.15, bold=True))
        self.text, self.source = _words(self), _words(self)
        self._areas = [scroll_area(_("Rule"), self.text), scroll_area(_("Source"), self.source)]
        self.next_day = DayField(_("Next review"))
        self.next_day.set_value(as_of + timedelta(days=USUAL_DAYS))
        self.next_day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.next_day.edited.connect(self._explain)
        self.next_day.left.connect(self._explain)
        self.fault = Label(tone=Tone.FAULT)
        self.fault.hide()
        self.confirm = Button(_("Confirm (C)"))
        self.move_ = Button(_("Move (M)"))
        self.withdraw = Button(_("Withdraw (W)"))
        self.skip = Button(_("Later (L)"))
        self.open_page = Button(_("Open the source (O)"))
        self.confirm.setToolTip(_("Still right: review it again by the date beside"))
        self.move_.setToolTip(_("Not looked at now: only put the review off to the date beside"))
        self.withdraw.setToolTip(_("No longer in force: its last day was yesterday"))
        self._keys = [
            self._key("C", lambda: self._decide(Decision.CONFIRMED)),
            self._key("M", lambda: self._decide(Decision.MOVED)),
            self._key("W", lambda: self._decide(Decision.WITHDRAWN)),
            self._key("L", self._next),
            self._key("O", self._open),
        ]
        self.confirm.clicked.connect(lambda: self._decide(Decision.CONFIRMED))
        self.move_.clicked.connect(lambda: self._decide(Decision.MOVED))
        self.withdraw.clicked.connect(lambda: self._decide(Decision.WITHDRAWN))
        self.skip.clicked.connect(self._next)
        self.open_page.clicked.connect(self._open)
        self.done_button = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.done_button.rejected.connect(self.reject)
        self._lay_out()
        resize_on_screen(self, em(54), em(28))
        self.finished.connect(lambda _result: self._sum_up())
        self._show()

    def _key(self, key: str, act: object) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(act)
        return shortcut

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.addWidget(self._areas[0], 3)
        columns.addWidget(self._areas[1], 2)
        label = QLabel(_("Next review:"), self)
        label.setBuddy(self.next_day)
        when = QWidget(self)
        beside = QHBoxLayout(when)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(label)
        beside.addWidget(self.next_day)
        row = Flow(self.confirm, self.move_, when, self.withdraw, self.skip, self.open_page, gap=0.4)
        rows = QVBoxLayout(self)
        rows.addWidget(self.count)
        rows.addWidget(self.title)
        rows.addLayout(columns, 1)
        rows.addLayout(row)
        rows.addWidget(self.fault)
        rows.addWidget(self.done_button)

    @property
    def rule(self) -> RuleAt | None:
        """The rule being looked at, as it is written now."""
        if self._at >= len(self._due):
            return None
        file, number = self._due[self._at]
        return next((one for one in self._controller.rules() if (one.file, one.number) == (file, number)), None)

    def _show(self) -> None:
        rule = self.rule
        left = len(self._due) - self._at
        for button in (self.confirm, self.move_, self.withdraw, self.skip):
            button.setEnabled(rule is not None and not self._controller.read_only)
        for area in self._areas:
            area.setVisible(rule is not None)
        self.open_page.setEnabled(rule is not None and bool(rule.get("source", "url")))
        if rule is None:
            self.count.setText(_("No rule is due any more."))
            self.title.setText(_("The round is over.") if self.decisions else _("Nothing is due for review."))
            self.done_button.setFocus()
            return
        self.confirm.setFocus()  # letters typed into the date would decide nothing
        self.count.setText(ngettext("{count} rule to review", "{count} rules to review", left).format(count=left))
        self.title.setText(title_of(rule))
        review = day_of(rule.get("review_by"))
        day = say(review) if review is not None else ""
        lines = [f"{rule.id}   {rule.file}", _("Review due {day}").format(day=day), ""]
        lines += [labelled(_key(key), _part(rule, key, self._controller.pack)) for key in rule.written if key in _SHOWN]
        lines += ["", _in_language(rule.get("because"))]
        self.text.setText("\n".join(lines))
        source = [_in_language(rule.get("source", "title")), str(rule.get("source", "url") or "")]
        grade = f"{told(rule.get('source', 'reliability'))}{told(rule.get('source', 'credibility'))}"
        source += [labelled(_("Date"), told(rule.get("source", "date"))), labelled(_("Grade"), grade)]
        self.source.setText("\n".join([*source, "", _in_language(rule.get("source", "note"))]))

    def _decide(self, decision: Decision) -> None:
        rule, editor = self.rule, self._controller.editor
        text = editor.text(rule.file) if editor is not None and rule is not None else None
        if rule is None or editor is None or text is None or self._controller.read_only:
            return
        if decision is not Decision.WITHDRAWN and self._wrong():
            self._explain()
            self.next_day.setFocus()
            return
        try:
            edited = decided(text, rule, decision, self.next_day.value or self._as_of, self._as_of)
        except EditError:
            told_ = _("This rule is laid out too unusually: change it in the source.")
            self._controller.dialogs.failed(_("Nothing was changed."), told_)
            return
        editor.set_text(rule.file, edited, _("review of {rule}").format(rule=rule.id))
        self.decisions[rule.id] = decision
        self._next()

    def _wrong(self) -> str:
        """What keeps the day of the next review from being used."""
        wrong = self.next_day.wrong
        if isinstance(wrong, Unread):
            return explanation(wrong)
        day = self.next_day.value
        return "" if day is not None and day >= self._as_of else _("Write the day of the next review, today or later.")

    def _explain(self) -> None:
        wrong = self._wrong()
        self.fault.say(wrong)
        self.fault.setVisible(bool(wrong))

    def _next(self) -> None:
        self._at += 1
        self._show()

    def _open(self) -> None:
        url = QUrl(str(self.rule.get("source", "url") or "")) if self.rule is not None else QUrl()
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)

    def _sum_up(self) -> None:
        editor = self._controller.editor
        if self.decisions and editor is not None:
            self._controller.edits.log(summed_up(self.decisions, self._as_of), editor.files, _("review round"))


_SHOWN = ("effect", "where", "how", "who", "when", "unless", "measures", "any_of", "incidents", "affects", "while")


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMargin(em(0.5))
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _key(key: str) -> str:
    return say(message(f"rules.key.{'measures' if key == 'any_of' else key}"))


def _part(rule: RuleAt, key: str, pack: Pack | None) -> str:
    written = rule.get(key)
    if key == "effect" and isinstance(written, str) and written in {one.value for one in Effect}:
        return say(message(f"rules.effect.{written}"))
    return told(written, key, pack=pack)


def _in_language(written: object) -> str:
    if isinstance(written, dict) and all(isinstance(one, str) for one in written.values()):
        return Text(written).in_language(language())
    return told(written)
