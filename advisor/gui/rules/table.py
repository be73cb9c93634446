"""All rules of a pack as a table that is searched and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from advisor.gui.language import _, language, say
from advisor.gui.rules.highlight import effect_colour
from advisor.gui.rules.told import told
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.choices import folded
from advisor.gui.widgets.scroll_bar import ScrollBar
from advisor.gui.widgets.when_field import day_text
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.text import Text
from advisor.rulebook.outline import RuleAt
from advisor.services.due_rules import day_of

RULE, EFFECT, WHERE, WHO, HOW, VALID, REVIEW, GRADE, HITS, FILE = range(10)
_PARTS: Final = {WHERE: "where", WHO: "who", HOW: "how"}
_SORT: Final = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class RuleModel(QAbstractTableModel):
    """A row a rule, from what its author wrote."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._rules: tuple[RuleAt, ...] = ()
        self._hits: Mapping[str, int] | None = None
        self._today: date | None = None
        self._pack: Pack | None = None

    def show_rules(self, rules: tuple[RuleAt, ...], today: date, pack: Pack | None) -> None:
        """Show these, with names as `pack` calls them; where only what they say is another, the rows stay."""
        self._today, self._pack = today, pack
        if len(rules) == len(self._rules):
            self._rules = rules
            if rules:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rules) - 1, FILE))
            return
        self.beginResetModel()
        self._rules = rules
        self.endResetModel()

    def show_hits(self, hits: Mapping[str, int] | None) -> None:
        """How many test trips each rule speaks of; None: not known."""
        self._hits = hits
        if self._rules:
            self.dataChanged.emit(self.index(0, HITS), self.index(len(self._rules) - 1, HITS))

    def rule(self, row: int) -> RuleAt:
        """The rule of a row."""
        return self._rules[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rules."""
        return 0 if parent.isValid() else len(self._rules)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Ten."""
        return 0 if parent.isValid() else FILE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """What a column is called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            *(_("Rule"), _("Effect"), _("Where"), _("Who"), _("How"), _("Valid"), _("Review due"), _("Grade")),
            *(_("Trips"), _("File")),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """What stands in a cell."""
        if not index.isValid() or index.row() >= len(self._rules):
            return None
        rule, column = self._rules[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(rule, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self._words(rule, column)}\n{rule.span}" if column != RULE else f"{rule.id}\n{rule.span}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(rule, column)
        return self._sort_key(rule, column) if role == _SORT else None

    def _colour(self, rule: RuleAt, column: int) -> Any:  # noqa: ANN401 - a colour, or none
        if column == EFFECT:
            effect = _effect(rule)
            return effect_colour(effect) if effect is not None else None
        overdue = column == REVIEW and self._overdue(rule)
        return tokens().fault if overdue else None

    def _overdue(self, rule: RuleAt) -> bool:
        day = day_of(rule.get("review_by"))
        return day is not None and self._today is not None and day < self._today

    def _sort_key(self, rule: RuleAt, column: int) -> Any:  # noqa: ANN401 - whatever sorts
        if column == HITS:
            return self._hits.get(rule.id, 0) if self._hits is not None else -1
        if column == REVIEW:
            return str(rule.get("review_by") or "9999")
        if column == EFFECT:
            effect = _effect(rule)
            return list(Effect).index(effect) if effect is not None else -1
        return folded(self._words(rule, column))

    def _words(self, rule: RuleAt, column: int) -> str:
        words = {
            RULE: title_of,
            EFFECT: _effect_words,
            VALID: _valid,
            REVIEW: self._review,
            GRADE: _grade,
            HITS: self._hit,
            FILE: _file,
        }.get(column)
        if words is not None:
            return words(rule)
        key = _PARTS[column]
        return told(rule.get(key), key, pack=self._pack)

    def searched(self, row: int) -> str:
        """All that a row can be found by: its cells, and what they stand for in the file."""
        rule = self._rules[row]
        cells = (self._words(rule, column) for column in range(FILE + 1))
        return folded(" ".join((rule.id, *cells, *(told(rule.get(key), key) for key in _PARTS.values()))))

    def _hit(self, rule: RuleAt) -> str:
        return str(self._hits.get(rule.id, 0)) if self._hits is not None else ""

    def _review(self, rule: RuleAt) -> str:
        day = day_of(rule.get("review_by"))
        if day is None:
            return told(rule.get("review_by"))
        words = day_text(day, weekday=False)
        return _("▲ {day}, overdue").format(day=words) if self._overdue(rule) else words


def title_of(rule: RuleAt) -> str:
    """What a rule is called in the language in force, or its id."""
    title = rule.get("title")
    if isinstance(title, Mapping) and title and all(isinstance(one, str) for one in title.values()):
        return Text({str(key): str(one) for key, one in title.items()}).in_language(language()) or rule.id
    return rule.id


def _effect(rule: RuleAt) -> Effect | None:
    written = rule.get("effect")
    return Effect(written) if isinstance(written, str) and written in {one.value for one in Effect} else None


def _effect_words(rule: RuleAt) -> str:
    effect = _effect(rule)
    return say(message(f"rules.effect.{effect.value}")) if effect is not None else told(rule.get("effect"))


def _valid(rule: RuleAt) -> str:
    start, until = rule.get("when", "valid", "from"), rule.get("when", "valid", "until")
    return f"{start or '…'} – {until or '…'}" if start or until else ""


def _grade(rule: RuleAt) -> str:
    return f"{rule.get('source', 'reliability') or ''}{rule.get('source', 'credibility') or ''}"


def _file(rule: RuleAt) -> str:
    return rule.file


class RuleFilter(QSortFilterProxyModel):
    """Rows in which every word of the search stands somewhere."""

    def __init__(self, source: RuleModel) -> None:
        """Filter `source`."""
        super().__init__()
        self._source = source
        self._words: tuple[str, ...] = ()
        self._file: str | None = None
        self.setSourceModel(source)
        self.setSortRole(_SORT)
        self.setDynamicSortFilter(True)

    def search(self, words: str, file: str | None) -> None:
        """Show the rules of a file, or of all, that have all these words."""
        self.beginFilterChange()
        self._words, self._file = tuple(folded(words).split()), file
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Whether a row is shown."""
        del parent
        rule = self._source.rule(row)
        if self._file is not None and rule.file != self._file:
            return False
        if not self._words:
            return True
        text = self._source.searched(row)
        return all(word in text for word in self._words)

    def lessThan(self, left: _Index, right: _Index) -> bool:
        """By what a cell means, not by how it is written."""
        one, other = left.data(_SORT), right.data(_SORT)
        return bool(one < other)


class RuleTable(QTableView):
    """The table itself."""

    chosen = Signal(object)
    """Another rule is current (a RuleAt), or none."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.rules = RuleModel()
        self.shown = RuleFilter(self.rules)
        self.setModel(self.shown)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.sortByColumn(FILE, Qt.SortOrder.AscendingOrder)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.selectionModel().currentRowChanged.connect(lambda index, _before: self._tell(index))
        self.fit()
        self.word()

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rule_at(index))

    def rule_at(self, index: QModelIndex) -> RuleAt | None:
        """The rule of a row."""
        source = self.shown.mapToSource(index)
        return self.rules.rule(source.row()) if source.isValid() else None

    @property
    def current(self) -> RuleAt | None:
        """The rule that is current."""
        return self.rule_at(self.currentIndex())

    def choose(self, file: str, number: int) -> None:
        """Make a rule current, without telling."""
        index = self._index_of(file, number)
        if index.isValid() and index.row() != self.currentIndex().row():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def shows(self, rule: RuleAt) -> bool:
        """Whether the search lets a rule through."""
        return self._index_of(rule.file, rule.number).isValid()

    def _index_of(self, file: str, number: int) -> QModelIndex:
        rows = range(self.rules.rowCount())
        found = (row for row in rows if (self.rules.rule(row).file, self.rules.rule(row).number) == (file, number))
        return self.shown.mapFromSource(self.rules.index(next(found, -1), RULE))

    def fit(self) -> None:
        """Widths that grow with the text."""
        for column, wide in enumerate((17, 6, 11, 9, 9, 9, 9, 4, 4, 9)):
            self.setColumnWidth(column, em(wide))
        self.verticalHeader().setDefaultSectionSize(em(1.7))

    def sizeHint(self) -> QSize:
        """Room for a dozen rules."""
        return QSize(em(40), em(20))

    def minimumSizeHint(self) -> QSize:
        """Room for a few."""
        return QSize(em(12), em(6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.word()
        elif event.type() is QEvent.Type.FontChange:
            self.fit()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.setAccessibleName(_("Rules"))
        self.rules.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, FILE)
