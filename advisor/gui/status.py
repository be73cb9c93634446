"""The line at the bottom: which rules, how old, as of which day, and what this program is not."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

from advisor.gui.language import _, ngettext, say
from advisor.gui.theme import em, look, tokens
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.report.pack_settings import setting_line

SHORT_FINGERPRINT = 8
"""Hex digits shown where the whole fingerprint has no room; the tooltip has all."""


class Elided(QLabel):
    """One line of plain text that gives way when room is short, and then says all in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._all = ""
        self._more = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say(self, words: str, more: str = "") -> None:
        """Show this; `more` is for the tooltip."""
        if (words, more) == (self._all, self._more):
            return
        self._all, self._more = words, more
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def words(self) -> str:
        """All it says."""
        return self._all

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._all) + em(0.3) if self._all else 0, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Next to nothing: it gives way."""
        return QSize(0, QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        fitting = QFontMetrics(self.font()).elidedText(self._all, Qt.TextElideMode.ElideRight, self.width())
        self.setText(fitting)
        self.setToolTip(self._more or (self._all if fitting != self._all else ""))


class StatusStrip(QStatusBar):
    """Pack, edition and fingerprint; reviews; as-of day; a reminder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until there are rules."""
        super().__init__(parent)
        self._shown: tuple[Pack | None, date, bool] | None = None
        self.pack, self.reviews, self.as_of, self.reminder = (Elided(self) for _label in range(4))
        self.setSizeGripEnabled(False)
        self.addWidget(self.pack, 3)
        self.addWidget(self.reviews, 2)
        self.addPermanentWidget(self.as_of)
        self.addPermanentWidget(self.reminder)
        self.setContentsMargins(em(0.6), 0, em(0.6), 0)

    def show_rules(self, pack: Pack | None, as_of: date, *, asked: bool) -> None:
        """The rules in use and the day they are asked about; `asked` says that the user chose that day."""
        if self._shown != (pack, as_of, asked):
            self._shown = (pack, as_of, asked)
            self._say(pack, as_of, asked=asked)

    def _say(self, pack: Pack | None, as_of: date, *, asked: bool) -> None:
        self.reminder.say(_("Not an emergency service"), _("In danger, call the numbers on your sheet."))
        if pack is None:
            self.pack.say(_("No rules"))
            self.reviews.say("")
            self.as_of.say("")
            return
        self.pack.say(
            _("{pack} · edition {edition} · {fingerprint}").format(
                pack=say(pack.title), edition=pack.edition, fingerprint=pack.fingerprint[:SHORT_FINGERPRINT]
            ),
            "\n".join(
                [
                    *(say(setting_line(setting)) for setting in pack.settings.values()),
                    _("Fingerprint of the rules: {fingerprint}").format(fingerprint=pack.fingerprint),
                ]
            ),
        )
        self._show_reviews(pack, as_of)
        self.as_of.say(
            _("Assessed as of {day}").format(day=say(as_of)),
            _("You chose this day.") if asked else "",
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if self._shown is not None and event.type() in {
            QEvent.Type.LanguageChange,
            QEvent.Type.PaletteChange,
        }:
            pack, as_of, asked = self._shown
            self._say(pack, as_of, asked=asked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above, nothing else."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().panel)
        painter.fillRect(0, 0, self.width(), 1, tokens().line)

    def _show_reviews(self, pack: Pack, as_of: date) -> None:
        overdue, coming = reviews(pack, as_of)
        palette = self.reviews.palette()
        colour = look(Verdict.CONDITIONS).colour if overdue else tokens().muted
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.reviews.setPalette(palette)
        if overdue:
            words = ngettext("▲ {count} review overdue", "▲ {count} reviews overdue", overdue).format(count=overdue)
            self.reviews.say(words, _("Rules past their review: restrictions still count, permissions do not."))
        elif coming is not None:
            self.reviews.say(_("next review due {day}").format(day=say(coming)))
        else:
            self.reviews.say("")


def reviews(pack: Pack, as_of: date) -> tuple[int, date | None]:
    """How many rules that still run are past their review on that day, and the day of the next review."""
    running = [
        rule.review_by
        for rule in pack.rules
        if rule.review_by is not None and (rule.when.until is None or rule.when.until >= as_of)
    ]
    coming = [day for day in running if day >= as_of]
    return len(running) - len(coming), min(coming, default=None)
