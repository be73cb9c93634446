"""Words offered while a rule file is typed: a list under the cursor, from which one is taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from advisor.gui.theme import em


class Completion(QObject):
    """Completes words in a text; `words_here` says which word is half typed at the cursor and what may stand there."""

    def __init__(self, view: QPlainTextEdit, words_here: Callable[[], tuple[str, tuple[str, ...]]]) -> None:
        """Nothing is offered yet."""
        super().__init__(view)
        self._view = view
        self._words_here = words_here
        self.words = QStringListModel(self)
        self._completer = QCompleter(self.words, self)
        self.popup = QListView(view)
        self._completer.setPopup(self.popup)
        self._completer.setWidget(view)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._insert)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._offer_begun)

    @property
    def takes_keys(self) -> bool:
        """Whether the list is there, so that Enter and Escape are for it."""
        return self.popup.isVisible()

    def offer(self) -> None:
        """Offer what may stand at the cursor."""
        begun, words = self._words_here()
        fitting = [word for word in words if begun.lower() in word.lower() and word != begun]
        if not fitting or self._view.isReadOnly():
            self.popup.hide()
            return
        fitting.sort(key=lambda word: not word.startswith(begun))
        self.words.setStringList(fitting)
        self._completer.setCompletionPrefix(begun)
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        place = self._view.cursorRect()
        place.setWidth(self.popup.sizeHintForColumn(0) + self.popup.verticalScrollBar().sizeHint().width() + em(1))
        self._completer.complete(place.translated(self._view.viewport().pos()))

    def offer_soon(self) -> None:
        """Offer what completes the word that is being typed, once what was typed is in the text."""
        self._soon.start()

    def _offer_begun(self) -> None:
        begun, _words = self._words_here()
        if begun:
            self.offer()
        else:
            self.popup.hide()

    def _insert(self, word: str) -> None:
        begun, _words = self._words_here()
        cursor = self._view.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
        cursor.insertText(word)
        self._view.setTextCursor(cursor)
