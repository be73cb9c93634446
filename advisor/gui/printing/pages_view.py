"""Pages of paper on a desk, one below the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from advisor.gui.language import _
from advisor.gui.theme import em, tokens

SMALLEST, LARGEST = 0.25, 4.0
STEP = 1.2
"""By how much one press zooms."""


class PagesView(QScrollArea):
    """Shows page images at a zoom; 1.0 is the size on paper. Keys: page up and down, home, end."""

    page_changed = Signal(int)
    """Another page is the one being looked at (from 0)."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No pages yet."""
        super().__init__(parent)
        self._stack = _Stack()
        self.setWidget(self._stack)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))
        self._fit = True
        self._zoom = 1.0
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def zoom(self) -> float:
        """The scale in force."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page being looked at, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._stack.pages)

    def show_pages(self, pages: tuple[QImage, ...], ppi: float) -> None:
        """Show these, rendered at `ppi`; place and zoom stay."""
        first = not self._stack.pages
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._stack.show_pages(pages, ppi)
        self._apply()
        if first:
            self.fit_width()
        else:
            bar.setValue(round(share * bar.maximum()))
        self._scrolled()

    def clear(self) -> None:
        """Show no pages."""
        self._stack.show_pages((), 96)
        self._apply()

    def go_to(self, page: int) -> None:
        """Look at that page."""
        if self.count:
            page = min(max(page, 0), self.count - 1)
            self.verticalScrollBar().setValue(self._stack.top_of(page) - self._stack.gap)

    def zoom_to(self, zoom: float) -> None:
        """Show at that scale; the middle of what is seen stays."""
        self._fit = False
        self._zoom_to(zoom)

    def fit_width(self) -> None:
        """As large as the window is wide, also when that changes."""
        self._fit = True
        self._fit_now()

    def fit_page(self) -> None:
        """The whole page."""
        size = self._stack.paper(1.0)
        if size.height() > 0:
            room = self.viewport().size() - QSize(2, 2) * self._stack.gap
            self.zoom_to(min(room.width() / size.width(), room.height() / size.height()))
            self.go_to(self._page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif event.key() == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._zoom * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        if self._fit:
            self._fit_now()
        else:
            self._apply()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._stack.update()

    def _fit_now(self) -> None:
        width = self._stack.paper(1.0).width()
        if width > 0:
            self._zoom_to((self.viewport().width() - 2 * self._stack.gap) / width)

    def _zoom_to(self, zoom: float) -> None:
        zoom = min(max(zoom, SMALLEST), LARGEST)
        bar = self.verticalScrollBar()
        share = bar.value() / max(self._stack.height(), 1)
        self._zoom = zoom
        self._apply()
        bar.setValue(round(share * self._stack.height()))
        self.zoom_changed.emit(zoom)

    def _apply(self) -> None:
        self._stack.arrange(self._zoom, self.viewport().width())

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = self._stack.page_at(middle)
        if page != self._page:
            self._page = page
        self.page_changed.emit(page)


class _Stack(QWidget):
    """The pages themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[QImage, ...] = ()
        self._ppi = 96.0
        self._rects: list[QRect] = []
        self.setAccessibleName(_("Pages"))

    @property
    def gap(self) -> int:
        return em(0.8)

    def show_pages(self, pages: tuple[QImage, ...], ppi: float) -> None:
        self.pages, self._ppi = pages, ppi

    def paper(self, zoom: float, page: int = 0) -> QSize:
        """A page's size on screen, in pixels of this window."""
        if not self.pages:
            return QSize(0, 0)
        scale = zoom * self.logicalDpiX() / self._ppi
        return QSize(round(self.pages[page].width() * scale), round(self.pages[page].height() * scale))

    def arrange(self, zoom: float, width: int) -> None:
        top, widest = self.gap, 0
        self._rects = []
        sizes = [self.paper(zoom, page) for page in range(len(self.pages))]
        widest = max([width, *(size.width() + 2 * self.gap for size in sizes)])
        for size in sizes:
            self._rects.append(QRect(QPoint((widest - size.width()) // 2, top), size))
            top += size.height() + self.gap
        self.resize(widest, top)
        self.update()

    def top_of(self, page: int) -> int:
        return self._rects[page].top()

    def page_at(self, height: int) -> int:
        return max((number for number, rect in enumerate(self._rects) if rect.top() <= height), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), tokens().page)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for image, rect in zip(self.pages, self._rects, strict=True):
            if rect.intersects(event.rect()):
                painter.fillRect(rect.translated(0, 2), QColor(0, 0, 0, 40))
                painter.drawImage(rect, image)
                painter.setPen(tokens().line)
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))
