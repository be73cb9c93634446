"""A field that finds one of many while the user types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from advisor.gui.theme import em
from advisor.gui.widgets.choices import Choice, ChoiceIndex, folded
from advisor.gui.widgets.fields import Field
from advisor.gui.widgets.offers import DETAIL, OfferList


class SearchField(Field):
    """Offers what the text may mean. Enter takes the offer that is marked, Tab takes a lone one, Down shows all."""

    picked = Signal(str)
    """The id of an offer that was taken."""

    def __init__(self, name: str, index: ChoiceIndex, *, placeholder: str = "", chars: int = 14) -> None:
        """Search `index`."""
        super().__init__(name, placeholder=placeholder, chars=chars)
        self._index = index
        self._offers: tuple[Choice, ...] = ()
        self._model = QStandardItemModel(self)
        # Not setCompleter(): that writes every offer passed with the arrow keys into the field.
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(8)
        self._popup = OfferList(self)
        self._completer.setPopup(self._popup)
        self._popup.dress()
        self._popup.clicked.connect(self._activated)
        self._moved = False
        self.textEdited.connect(self._offer)

    def set_index(self, index: ChoiceIndex) -> None:
        """Search another index."""
        self._index = index

    @property
    def popup(self) -> OfferList:
        """The list of offers."""
        return self._popup

    def _offer(self, text: str) -> None:
        self._moved = False
        self._show_offers(self._index.matching(text) if text.strip() else ())

    def _show_offers(self, offers: tuple[Choice, ...]) -> None:
        if offers != self._offers:
            self._offers = offers
            self._model.clear()
            for offer in offers:
                item = QStandardItem(offer.label)
                item.setData(offer.id, Qt.ItemDataRole.UserRole)
                item.setData(offer.detail, DETAIL)
                item.setAccessibleText(f"{offer.label}, {offer.detail}" if offer.detail else offer.label)
                self._model.appendRow(item)
        popup = self.popup
        if not offers:
            popup.hide()
            return
        # the list may be wider than a narrow field
        widest = popup.widest([(offer.label, offer.detail) for offer in offers])
        popup.setMinimumWidth(max(self.width(), min(widest, em(28))))
        self._completer.complete()
        popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _activated(self, index: QModelIndex) -> None:
        self._take(str(index.data(Qt.ItemDataRole.UserRole)))

    def _take(self, identifier: str) -> None:
        self.popup.hide()
        self._offers = ()
        self.picked.emit(identifier)

    def _marked(self) -> str | None:
        if not self.popup.isVisible():
            return None
        row = self.popup.currentIndex().row()
        return self._offers[row].id if 0 <= row < len(self._offers) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an offer, or ask for all."""
        key, marked = event.key(), self._marked()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and marked is not None:
            self._take(marked)
            event.accept()
        elif key == Qt.Key.Key_Down and not self.popup.isVisible():
            self._show_offers(self._index.matching(self.text(), limit=400))
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key: a lone offer that the text begins is taken along."""
        if self.popup.isVisible():
            lone = self._offers[0] if len(self._offers) == 1 else None
            self.popup.hide()
            if lone is not None and folded(lone.label).startswith(folded(self.text())):
                self._take(lone.id)
        return super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into an empty field shows what there is."""
        super().mousePressEvent(event)
        if not self.text():
            QTimer.singleShot(0, self, lambda: self._show_offers(self._index.matching("", limit=400)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is offered to somebody who has left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.popup.hide()
