"""The sheet on screen, on paper and as a file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.gui.printing.paper import placed
from advisor.gui.printing.preview import PreviewDialog
from advisor.gui.printing.sheet import Sheet
from advisor.services.wiring import Services
from tests.gui.doubles import Answers


def png(width: int, height: int) -> bytes:
    """A white page."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class Printer:
    """Renders three white pages at once."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.trouble: Exception | None = None

    def pages(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        self.sheets.append(sheet)
        if self.trouble is not None:
            raise self.trouble
        return (png(round(8.27 * ppi), round(11.69 * ppi)),) * 3

    def pdf(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        if self.trouble is not None:
            raise self.trouble
        return b"%PDF"


@pytest.fixture
def renderer(desk: Desk) -> Printer:
    made = Printer()
    desk.printing.renderer = made
    return made


def opened(desk: Desk, qtbot: QtBot) -> PreviewDialog:
    desk.window.actions_[Act.PREVIEW].trigger()
    dialog = desk.printing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not desk.jobs.running("preview"), timeout=20_000)
    return dialog


def test_the_preview_turns_pages_by_key(desk: Desk, renderer: Printer, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert dialog.view.count == 3
    assert dialog.page_label.text() == "page 1 of 3"
    QTest.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.page_label.text() == "page 2 of 3"
    QTest.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.page_label.text() == "page 3 of 3"
    QTest.keyClick(dialog.view, Qt.Key.Key_PageUp)
    QTest.keyClick(dialog.view, Qt.Key.Key_Home)
    assert dialog.page_label.text() == "page 1 of 3"
    dialog.close()


def test_the_preview_zooms_and_renders_sharper(desk: Desk, renderer: Printer, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    before = dialog.view.zoom
    sharp = dialog._ppi
    for _press in range(6):
        QTest.keyClick(dialog.view, Qt.Key.Key_Plus)
    assert dialog.view.zoom > 2 * before
    assert dialog.zoom_label.text() == f"{dialog.view.zoom * 100:.0f} %"
    qtbot.waitUntil(lambda: dialog._ppi > sharp, timeout=5000)
    QTest.keyClick(dialog.view, Qt.Key.Key_0)
    assert dialog.view.zoom < 1.5 * before
    QTest.keyClick(dialog.view, Qt.Key.Key_W)
    assert dialog.view.zoom == pytest.approx(before, rel=0.1)
    dialog.close()


def test_names_can_be_left_off_and_the_choice_is_kept(
    desk: Desk, renderer: Printer, services: Services, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    assert renderer.sheets[-1].names
    QTest.mouseClick(dialog.without_names, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not renderer.sheets[-1].names, timeout=5000)
    assert services.settings.current.leave_out_names
    dialog.close()


def test_the_map_can_go_with_the_sheet_and_the_choice_is_kept(
    desk: Desk, renderer: Printer, services: Services, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    assert not renderer.sheets[-1].with_map
    QTest.mouseClick(dialog.with_map, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: renderer.sheets[-1].with_map, timeout=5000)
    assert services.settings.current.map_on_sheet
    dialog.close()


def test_a_sheet_that_can_t_be_laid_out_says_so(desk: Desk, renderer: Printer, qtbot: QtBot) -> None:
    renderer.trouble = ValueError("no font")
    dialog = opened(desk, qtbot)
    assert dialog.message.text() == "The sheet could not be laid out: no font"
    assert dialog.view.count == 0
    dialog.close()


def test_a_closed_preview_waits_for_nothing(desk: Desk, renderer: Printer) -> None:
    desk.printing.preview()
    assert desk.printing.dialog is not None
    desk.printing.dialog.close()
    assert desk.printing.dialog is None
    assert not desk.jobs.running("preview")


def test_export_writes_the_pdf_where_asked(desk: Desk, renderer: Printer, tmp_path: Path, qtbot: QtBot) -> None:
    answers = cast("Answers", desk.dialogs)
    answers.to_save = tmp_path / "sheet.pdf"
    desk.window.actions_[Act.EXPORT].trigger()
    qtbot.waitUntil((tmp_path / "sheet.pdf").exists, timeout=5000)
    assert answers.asked[-1] == ("pdf", Path("day-visit-to-middleton.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("act", [Act.EXPORT, Act.PRINT])
def test_trouble_on_the_way_to_paper_is_one_clear_message(
    desk: Desk, renderer: Printer, tmp_path: Path, qtbot: QtBot, act: Act
) -> None:
    answers = cast("Answers", desk.dialogs)
    answers.to_save = tmp_path / "sheet.pdf"
    renderer.trouble = OSError(28, "No space left on device")
    desk.window.actions_[act].trigger()
    qtbot.waitUntil(lambda: answers.kinds()[-1] == "failed", timeout=5000)
    assert answers.asked[-1][2] == "No space left on device"
    assert not (tmp_path / "sheet.pdf").exists()


def test_the_printer_gets_the_same_pages(desk: Desk, renderer: Printer, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    sheet = desk.printing._sheet()
    assert sheet is not None
    desk.printing.print_on(printer, sheet)
    qtbot.waitUntil(lambda: not desk.jobs.running("print"), timeout=20_000)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 3


def test_a_range_of_pages_is_printed(desk: Desk, renderer: Printer, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    sheet = desk.printing._sheet()
    assert sheet is not None
    desk.printing.print_on(printer, sheet)
    qtbot.waitUntil(lambda: not desk.jobs.running("print"), timeout=20_000)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2


def test_a_document_without_names_is_not_named_after_the_trip(
    make_desk: Callable[..., Desk], services: Services
) -> None:
    services.settings.change(leave_out_names=True)
    desk = make_desk()
    desk.printing.renderer = Printer()
    answers = cast("Answers", desk.dialogs)
    answers.printers = False
    desk.window.actions_[Act.PRINT].trigger()
    assert answers.asked[-1] == ("printer", "Trip assessment")


def test_a_page_is_placed_whole_and_undistorted() -> None:
    letter = QRectF(0, 0, 850, 1100)
    on_paper = placed(QSizeF(827, 1169), letter)
    assert letter.contains(on_paper)
    assert on_paper.width() / on_paper.height() == pytest.approx(827 / 1169)
    assert on_paper.height() == pytest.approx(1100)


@pytest.mark.slow
def test_the_real_sheet_is_the_same_file_twice(desk: Desk) -> None:
    sheet = desk.printing._sheet()
    assert sheet is not None
    assert desk.printing.renderer.pdf(sheet) == desk.printing.renderer.pdf(sheet)
    assert desk.printing.renderer.pages(sheet, 96)[0].startswith(b"\x89PNG")
