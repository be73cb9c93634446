"""The pages of which texts were imported, as a list, with a mark where rules need review."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from advisor.advisories.advisory import Advisory
from advisor.advisories.levels import level_words
from advisor.advisories.review import Review, Standing, statements
from advisor.gui.icons import icon
from advisor.gui.language import _, ngettext, say
from advisor.gui.theme import em, font, small_font, tokens
from advisor.gui.widgets.scroll_bar import ScrollBar
from advisor.gui.widgets.when_field import day_text

NEVER_IMPORTED = "#never-imported"
"""Instead of a page's key: the entry for sources of which nothing was imported."""

_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what is said of a page. `due` is not empty where rules need review."""

    key: str
    title: str
    lines: tuple[str, ...]
    due: str = ""

    def told(self) -> str:
        """All of it, for assistive technology and for search by typing."""
        return ". ".join(part for part in (self.title, *self.lines, self.due) if part)


class PagesList(QListWidget):
    """Choose a page."""

    chosen = Signal(str)
    """Another page was chosen, by its key."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setItemDelegate(_EntryPainter(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ScrollBar())
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMinimumWidth(em(9))
        self.currentItemChanged.connect(lambda item, _before: self._tell(item))

    def show_entries(self, entries: tuple[Entry, ...], key: str) -> None:
        """Show these; the one with that key, or the first, is current."""
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.told())
            item.setData(_ENTRY, entry)
            item.setToolTip(entry.told())
            self.addItem(item)
        keys = [entry.key for entry in entries]
        self.setCurrentRow(keys.index(key) if key in keys else 0)
        self.blockSignals(False)

    @property
    def key(self) -> str:
        """The page that is current, empty where there is none."""
        if self.currentRow() < 0:
            return ""
        entry: Entry = self.currentItem().data(_ENTRY)
        return entry.key

    def choose(self, key: str) -> None:
        """Make that page current."""
        for row in range(self.count()):
            if self.item(row).data(_ENTRY).key == key:
                self.setCurrentRow(row)

    def sizeHint(self) -> QSize:
        """Room for a heading."""
        return QSize(em(18), em(20))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_ENTRY).key)


def page_entry(key: str, texts: tuple[Advisory, ...], found: Review | None) -> Entry:
    """What is said of a page."""
    newest = texts[-1]
    citing = found.citing(key) if found is not None else ()
    cited = statements(citing)
    due = statements(one for one in citing if one.standing is Standing.DUE)
    count = ngettext("{count} text", "{count} texts", len(texts)).format(count=len(texts))
    day = day_text(newest.day, weekday=False)
    lines = [newest.issuer, _("{count}, the newest of {day}").format(count=count, day=day)]
    if newest.levels:
        lines.append("; ".join(say(level_words(level)) for level in newest.levels))
    if found is not None:
        rules = ngettext("cited by {count} statement", "cited by {count} statements", cited)
        lines.append(rules.format(count=cited) if cited else _("cited by none of these rules"))
    review = ngettext("Needs review: {count} statement", "Needs review: {count} statements", due)
    return Entry(key, newest.title, tuple(lines), review.format(count=due) if due else "")


def missing_entry(found: Review) -> Entry | None:
    """The row for sources never imported; None where all were."""
    missing = found.of(Standing.MISSING)
    if not missing:
        return None
    cited = statements(missing)
    pages = len({one.citation.page.key for one in missing})
    told = ngettext("{count} statement cites them", "{count} statements cite them", cited).format(count=cited)
    name = ngettext("{count} page never imported", "{count} pages never imported", pages).format(count=pages)
    return Entry(NEVER_IMPORTED, name, (told,))


class _EntryPainter(QStyledItemDelegate):
    """Title in bold, the rest smaller; what is due has a mark and a word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        entry: Entry = index.data(_ENTRY)
        small = QFontMetrics(small_font()).height()
        rows = len(entry.lines) + bool(entry.due)
        return QSize(em(14), QFontMetrics(font(bold=True)).height() + rows * small + em(0.9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        colours = tokens()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        ink = option.palette.color(QPalette.ColorRole.HighlightedText) if chosen else colours.text
        rect = option.rect.adjusted(em(0.6), em(0.4), -em(0.5), -em(0.4))
        rect = _row(painter, rect, entry.title, bold=True, pen=ink)
        for line in entry.lines:
            rect = _row(painter, rect, line, bold=False, pen=ink if chosen else colours.muted)
        if entry.due:
            side = QFontMetrics(small_font()).height()
            mode = QIcon.Mode.Selected if chosen else QIcon.Mode.Normal
            place = QRect(rect.left(), rect.top(), side, side)
            icon("warning").paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
            rect.adjust(side + em(0.25), 0, 0, 0)
            _row(painter, rect, entry.due, bold=True, pen=ink if chosen else colours.fault, small=True)
        painter.setPen(colours.line)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.focus)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _row(painter: QPainter, rect: QRect, words: str, *, bold: bool, pen: QColor, small: bool = False) -> QRect:
    """Draw a line, shortened to fit; give back the room under it."""
    shown = font(0.88 if small or not bold else 1.0, bold=bold)
    metrics = QFontMetrics(shown)
    painter.setFont(shown)
    painter.setPen(pen)
    fitted = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), fitted)
    return rect.adjusted(0, metrics.height(), 0, 0)
