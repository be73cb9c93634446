"""Page images onto a printer's paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter


def paint_pages(printer: QPrinter, pages: tuple[QImage, ...]) -> bool:
    """Print the pages the user chose, each as large as fits the paper; False if the printer refuses."""
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(pages)
    chosen = pages[first - 1 : last]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen = chosen[::-1]
    painter = QPainter()
    if not chosen or not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, page in enumerate(chosen):
        if number and not printer.newPage():
            painter.end()
            return False
        painter.drawImage(placed(QSizeF(page.size()), printer.paperRect(QPrinter.Unit.DevicePixel)), page)
    return painter.end()


def placed(page: QSizeF, paper: QRectF) -> QRectF:
    """The page in the middle of the paper, not distorted: it was laid out for A4 with margins of its own."""
    share = min(paper.width() / page.width(), paper.height() / page.height())
    size = page * share
    left = paper.left() + (paper.width() - size.width()) / 2
    return QRectF(left, paper.top() + (paper.height() - size.height()) / 2, size.width(), size.height())
