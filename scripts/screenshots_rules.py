# ruff: noqa: INP001  (run by hand, never imported)
"""Take pictures of every state of the rules page, for looking at: `python scripts/screenshots_rules.py DIR`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget
from screenshots import Camera, Settings

from advisor.gui.application import make_application
from advisor.gui.desk import Desk
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.dialogs import ReasonDialog, RuleDialogs
from advisor.gui.rules.page import RulesPage
from advisor.gui.rules.proofs_panel import UNUSED
from advisor.model.message import Message
from advisor.model.rule import Effect
from advisor.report.pack_changes import details
from advisor.rulebook.difference import difference
from advisor.services.settings import ColourScheme
from advisor.services.tryout import VerdictChange

PACK, RULE, FILE = "mali-2023", "bus-nationals-open", "rules/bus.yaml"
VARIANTS: Mapping[str, Settings] = {
    "": {},
    "-fr-dark-large": {"language": "fr", "colour_scheme": ColourScheme.DARK, "text_scale": 2.0},
}


def main(arguments: list[str]) -> int:
    """Take them all; the exit code is 0."""
    camera = Camera(make_application(), 1440, 920)
    for variant, settings in VARIANTS.items():
        with camera.scene(own=PACK, settings=settings) as desk:
            desk.pages.write()
            page, rules = desk.pages.page, desk.pages.rules
            if page is not None and rules is not None:
                rules.dialogs = Unasked(desk.window)
                Pictures(camera, desk, page, rules, Path(arguments[0]), variant).take_all()
    return 0


class Unasked(RuleDialogs):
    """Gives a reason by itself: a box that waits for one would stop everything."""

    def reason(self, told: tuple[Message, ...], looser: tuple[VerdictChange, ...]) -> str | None:
        """Always the same."""
        del told, looser
        return "For the pictures."


class Pictures:
    """Of one desk, one after the other."""

    def __init__(
        self, camera: Camera, desk: Desk, page: RulesPage, rules: RulesController, folder: Path, variant: str
    ) -> None:
        """Pictures go into `folder`; `variant` ends their names."""
        self._camera, self._desk, self._page, self._rules = camera, desk, page, rules
        self._folder, self._variant = folder, variant

    def take_all(self) -> None:
        """Both faces, what edits come to, statements, and the boxes."""
        self._settle()
        self._page.show_rule(RULE)
        self._window("form")
        self._page.form.go_to(("source", "url"))
        self._window("form-below")
        self._page.faces.setCurrentWidget(self._page.source)
        self._window("source")
        self._edits()
        self._page.faces.setCurrentWidget(self._page.form)
        self._statements()
        self._boxes()

    def _settle(self) -> None:
        rules = self._rules
        self._camera.wait(lambda: rules.result is not None and not rules.checking and not rules.proving.waiting)

    def _window(self, name: str) -> None:
        self._settle()
        self._take(self._desk.window, name)

    def _take(self, widget: QWidget, name: str) -> None:
        self._camera.take(widget, self._folder / f"rules-{name}{self._variant}.png")

    def _edits(self) -> None:
        """A loosening, and rules with faults."""
        page, rules, trying = self._page, self._rules, self._page.trying
        editor, good = rules.editor, rules.pack
        text = (editor.text(FILE) if editor is not None else None) or ""
        rules.edits.set_text(FILE, text.replace("effect: prohibit", "effect: caution"))
        self._settle()
        trying.tabs.setCurrentWidget(trying.trips)
        self._window("trips")
        if good is not None and rules.pack is not None and rules.tried is not None:
            reason = ReasonDialog(details(difference(good, rules.pack)), rules.tried.looser, self._desk.window)
            reason.show()
            self._take(reason, "reason")
            reason.close()
        broken = text.replace("effect: prohibit", "effect: forbid").replace("review_by", "reviewed_by", 1)
        rules.edits.set_text(FILE, broken)
        self._settle()
        fault = rules.faults[0]
        if fault.span is not None:
            page.chosen.go_to(fault.span)
        self._window("faults")
        told = page.explain(fault)
        if told is not None:
            self._take(told, "explained")
            told.close()
        rules.edits.set_text(FILE, text)
        self._settle()

    def _statements(self) -> None:
        proofs = self._page.proofs
        self._rules.proving.ask(unused=True)
        self._settle()
        self._page.trying.tabs.setCurrentWidget(proofs)
        self._window("all-trips")
        proofs.choose(UNUSED)
        self._window("all-trips-unused")

    def _boxes(self) -> None:
        """A rule begun, the review round, the history with an edition that differs."""
        page = self._page
        menu = page.list.new.menu()
        menu.popup(page.list.new.mapToGlobal(page.list.new.rect().topLeft()))
        self._take(menu, "new-menu")
        menu.close()
        self._new_file()
        page.adding.begin_rule(Effect.PROHIBIT)
        self._window("new-rule")
        self._rules.undo()
        self._settle()
        review = page.open_review()
        self._take(review, "review")
        review.confirm.click()
        review.close()
        self._rules.save()
        history = page.open_history()
        if history is not None:
            history.list.setCurrentRow(0)
            self._camera.wait(lambda: not self._desk.jobs.running("rules-history"))
            self._take(history, "history")
            history.close()

    def _new_file(self) -> None:
        """The box that asks for its name, with good and bad ones, and a file begun."""
        box = self._page.adding.begin_file()
        if box is None:
            return
        for state, name in (("", ""), ("-taken", "Bus"), ("-signs", "Ségou Nord"), ("-named", "gao-road")):
            box.name.setText(name)
            box.look()
            self._take(box, f"new-file{state}")
        box.accept()
        self._window("new-file-begun")
        self._rules.undo()
        self._settle()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
