"""What this program is, what it is not, and how old the rules are."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import advisor
from advisor.gui.icons import icon
from advisor.gui.language import _, ngettext, say
from advisor.gui.theme import em, font
from advisor.model.pack import Pack
from advisor.report.pack_settings import setting_line

_DAYS_A_YEAR = 365.2425
_DAYS_A_MONTH = _DAYS_A_YEAR / 12
_MONTHS_SHOWN = 24
_DAYS_SHOWN = 60


class AboutDialog(QDialog):
    """Version, rules and their age, licence, and in plain words what the program must not be taken for."""

    def __init__(self, pack: Pack | None, today: date, parent: QWidget | None = None) -> None:
        """`pack` is the one in use."""
        super().__init__(parent)
        self.setWindowTitle(_("About this program"))
        picture = QLabel(self)
        picture.setPixmap(icon("advisor").pixmap(em(4), em(4)))
        name = QLabel(_("Travel-security advisor"), self)
        name.setFont(font(1.5, bold=True))
        version = QLabel(_("Version {version}").format(version=advisor.__version__), self)
        head = QHBoxLayout()
        head.addWidget(picture)
        words = QVBoxLayout()
        words.addWidget(name)
        words.addWidget(version)
        head.addLayout(words, 1)
        warning = self._paragraph(
            _(
                "This is not an emergency service, and nobody watches over a trip because it was planned here. "
                "The answers come from written rules that may be old or wrong; people decide, not the program."
            )
        )
        warning.setFont(font(bold=True))
        table = QFormLayout()
        table.setHorizontalSpacing(em(1))
        table.setVerticalSpacing(em(0.4))
        self.facts = _facts(pack, today)
        for label, value in self.facts:
            table.addRow(QLabel(label, self), self._paragraph(value))
        privacy = self._paragraph(
            _("No account and no network: nothing leaves this computer unless you save, print or export it.")
        )
        licence = self._paragraph(
            _("Free software under the Apache License 2.0. Place names and coordinates: GeoNames, CC BY 4.0.")
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1.2), em(1.2), em(1.2), em(1))
        rows.setSpacing(em(0.8))
        rows.addLayout(head)
        rows.addWidget(warning)
        rows.addLayout(table)
        rows.addWidget(privacy)
        rows.addWidget(licence)
        rows.addStretch(1)
        rows.addWidget(buttons)
        width = em(34)
        self.resize(width, rows.totalHeightForWidth(width))

    def _paragraph(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def _facts(pack: Pack | None, today: date) -> list[tuple[str, str]]:
    if pack is None:
        return [(_("Rules"), _("none"))]
    facts = [(_("Rules"), say(pack.title)), (_("Edition"), pack.edition)]
    if pack.issued is not None:
        words = _("{day}, by {whom}, as it says").format(day=say(pack.issued.on), whom=say(pack.issued.by))
        facts.append((_("Issued"), words))
    if pack.as_of is not None:
        words = _("HISTORICAL: as of {day}, {age} ago").format(day=say(pack.as_of), age=age(pack.as_of, today))
        facts.append((_("Age"), words))
    due = sorted(rule.review_by for rule in pack.rules if rule.review_by is not None)
    if due:
        words = _("due from {first} to {last}").format(first=say(due[0]), last=say(due[-1]))
        facts.append((_("Reviews"), words))
    if pack.settings:
        facts.append((_("Decisions"), "\n".join(say(setting_line(one)) for one in pack.settings.values())))
    parts = (pack.fingerprint[at : at + 8] for at in range(0, len(pack.fingerprint), 8))
    facts.append((_("Fingerprint"), " ".join(parts)))
    if pack.note:
        facts.append((_("Note"), say(pack.note)))
    return facts


def age(day: date, today: date) -> str:
    """How long ago that was, in the unit people would use."""
    days = max((today - day).days, 0)
    if days < _DAYS_SHOWN:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    months = int(days / _DAYS_A_MONTH)
    if months < _MONTHS_SHOWN:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    years = int(days / _DAYS_A_YEAR)
    return ngettext("{count} year", "{count} years", years).format(count=years)
