"""The layout that wraps: heights are worked out once, and anew when something wants another size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.widgets.flow import Flow

GAP = 1
"""Between lines: the least there is, in pixels."""


class Block(QWidget):
    """Wants a size, and counts how often it is asked."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.wanted, self.asked = QSize(width, height), 0

    def sizeHint(self) -> QSize:
        self.asked += 1
        return self.wanted


def laid_out(qtbot: QtBot, *blocks: Block) -> tuple[QWidget, Flow]:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(*blocks, gap=0)
    holder.setLayout(flow)
    holder.show()
    QApplication.processEvents()
    return holder, flow


def test_a_height_is_worked_out_once_for_each_width(qtbot: QtBot) -> None:
    blocks = Block(60, 20), Block(60, 30)
    _holder, flow = laid_out(qtbot, *blocks)
    assert (flow.heightForWidth(150), flow.heightForWidth(100)) == (30, 50 + GAP)
    asked = blocks[0].asked
    assert (flow.heightForWidth(150), flow.heightForWidth(100)) == (30, 50 + GAP)
    assert blocks[0].asked == asked


def test_whoever_wants_another_size_is_asked_again(qtbot: QtBot) -> None:
    block, other = Block(60, 20), Block(60, 30)
    _holder, flow = laid_out(qtbot, block, other)
    assert flow.heightForWidth(150) == 30
    block.wanted = QSize(60, 45)
    block.updateGeometry()
    QApplication.processEvents()
    assert flow.heightForWidth(150) == 45
    other.hide()
    QApplication.processEvents()
    assert flow.heightForWidth(100) == 45
    flow.insert(0, Block(90, 10))
    QApplication.processEvents()
    assert flow.heightForWidth(100) == 55 + GAP
