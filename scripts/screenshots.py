# ruff: noqa: INP001  (run by hand, never imported)
"""Take the pictures of the window that the documentation shows: `make screenshots`, or `--all DIR` for every state."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from advisor.gui.actions import Act
from advisor.gui.appearance import Appearance
from advisor.gui.application import make_application, make_desk
from advisor.gui.desk import Desk
from advisor.gui.dialogs_about import AboutDialog
from advisor.gui.other_days import Phase
from advisor.model.trip import Trip
from advisor.rulebook.loader import load_pack
from advisor.services.clock import stopped_at
from advisor.services.pack_library import read_folder
from advisor.services.settings import ColourScheme
from advisor.services.wiring import Services, wire

Settings: TypeAlias = Mapping[str, object]
IMAGES = Path(__file__).parents[1] / "docs" / "images"
GUIDE = IMAGES.parent / "first-rule.md"
_FILES = re.compile(r"^```yaml\n# ((?:rules|trips)/(?!slip)\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TODAY = date(2023, 6, 15)
PATIENCE_SECONDS = 30.0
_PAGE = "# Mali\n\nURL: https://www.gov.uk/foreign-travel-advice/mali\n\nUpdated:\n:   10 {month} 2023\n\n## Roads\n\n"
ADVICE = (
    _PAGE.format(month="May") + "Do not drive after dark. Checkpoints are common.\n",
    _PAGE.format(month="June") + "Do not drive at all. Checkpoints are common.\n\n## Airports\n\nThey may close.\n",
    "Stay away from the border.\n",
)
STATES = {
    "no-go": "bamako-gao.yaml",
    "conditions": "gao-field-visit-and-back.yaml",
    "refer": "unknown-place.yaml",
    "go": "bamako-day-national.yaml",
}

TABLE = """\
Date;Lat;Long;Type incident;Description;Morts
03/05/2023;14,5;-4,2;Embuscade;Convoi attaqué;2
05/05/2023;14,6;-4,1;Barrage;Barrage sauvage;
31/06/2023;14,6;-4,1;Barrage;Pas de tel jour;
"""

VARIANTS: Mapping[str, Settings] = {
    "": {},
    "-dark": {"colour_scheme": ColourScheme.DARK},
    "-fr": {"language": "fr"},
}
DIALOG_VARIANTS: Mapping[str, Settings] = {"": {}, "-fr-dark": {"language": "fr", "colour_scheme": ColourScheme.DARK}}


def main(arguments: list[str] | None = None) -> int:
    """Take them all; the exit code is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="every state of the window, for looking at")
    parser.add_argument("--quick", action="store_true", help="of those, only one a verdict")
    parser.add_argument("--size", default="1440x920", help="of the window, in pixels before scaling")
    options = parser.parse_args(arguments)
    width, height = (int(side) for side in options.size.split("x"))
    camera = Camera(make_application(), width, height)
    if options.all is None:
        camera.for_documentation(IMAGES)
    else:
        camera.every_verdict(options.all, {"": {}} if options.quick else VARIANTS)
        if not options.quick:
            camera.every_state(options.all)
    return 0


class Camera:
    """Sets scenes and takes pictures."""

    def __init__(self, application: QApplication, width: int, height: int) -> None:
        """Pictures are of that size."""
        self._application = application
        self._appearance = Appearance(application)
        self._size = (width, height)

    def for_documentation(self, folder: Path) -> None:
        """The few that README and the guide show."""
        for name, settings in VARIANTS.items():
            with self.scene(settings=settings) as desk:
                self.take(desk.window, folder / f"planner{name}.png")
        for name in ("", "-fr"):
            self._first_rule(folder / f"rules{name}.png", VARIANTS[name])

    def every_verdict(self, folder: Path, variants: Mapping[str, Settings]) -> None:
        """One trip for each verdict."""
        for state, trip in STATES.items():
            for variant, settings in variants.items():
                with self.scene(trip, settings=settings) as desk:
                    self.take(desk.window, folder / f"{state}{variant}.png")

    def every_state(self, folder: Path) -> None:
        """An empty trip, small and large, faulty rules, no rules, preview, imported incidents, about the program."""
        with self.scene() as desk:
            desk.session.new(Trip(pack="mali-2023"))
            self.settle(desk)
            self.take(desk.window, folder / "empty.png")
            desk.window.resize(800, 600)
            self.take(desk.window, folder / "small.png")
        with self.scene(settings={"text_scale": 1.5}) as desk:
            self.take(desk.window, folder / "large-text.png")
        for variant, settings in DIALOG_VARIANTS.items():
            with self.scene(settings=settings) as desk:
                self._preview(desk, folder / f"preview{variant}.png")
                about = AboutDialog(desk.verdict.rules.pack if desk.verdict.rules else None, date(2026, 11, 23))
                about.show()
                self.take(about, folder / f"about{variant}.png")
            self._incidents(folder, variant, settings)
            self._advisories(folder, variant, settings)
            self._faulty(folder, variant, settings)

    @contextmanager
    def scene(
        self,
        trip: str | None = None,
        shelf: Path | None = None,
        settings: Settings | None = None,
        own: str | None = None,
    ) -> Iterator[Desk]:
        """A started desk, with one of the pack's trips on it; `own`: with a shipped pack as one of the office's."""
        with tempfile.TemporaryDirectory() as data:
            services = wire(Path(data), clock=stopped_at(TODAY))
            if shelf is not None:
                services = _on_shelf(services, shelf)
            if own is not None:
                _copy(services.paths.rules / own, services.paths.packs / own)
            services.settings.change(**{"language": "en", "colour_scheme": ColourScheme.LIGHT, **(settings or {})})
            desk = make_desk(services, self._appearance, None)
            desk.window.resize(*self._size)
            desk.window.show()
            self.settle(desk)
            pack = desk.verdict.rules.pack if desk.verdict.rules is not None else None
            if trip is not None and pack is not None:
                chosen = next(one.trip for one in pack.trips if one.file.endswith(trip))
                desk.session.new(replace(chosen, pack=pack.id))
                self.settle(desk)
            yield desk
            desk.session.close()
            desk.window.may_close = lambda: True
            desk.window.close()
            desk.close()
            desk.window.deleteLater()

    def settle(self, desk: Desk) -> None:
        """Wait until rules, verdict and other days are up to date."""
        self.wait(
            lambda: (
                desk.packs.rules is not None
                and desk.days.shown.phase is not Phase.WORKING
                and not any(desk.jobs.running(name) for name in ("rules", "assess", "titles", "base map"))
            )
        )

    def wait(self, ready: Callable[[], object]) -> None:
        """Let Qt work until that is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self._application.processEvents()
            if ready():
                break
            time.sleep(0.002)
        for _round in range(30):
            self._application.processEvents()

    def take(self, widget: QWidget, file: Path) -> None:
        """Take a picture of that."""
        for _round in range(30):
            self._application.processEvents()
            time.sleep(0.004)  # the map follows when typing rests
        file.parent.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(file))
        sys.stdout.write(f"{file}\n")

    def _first_rule(self, file: Path, settings: Settings) -> None:
        """The guide's rule just written, and what it does to the guide's trip."""
        written = dict(_FILES.findall(GUIDE.read_text("utf-8")))
        name = "rules/koulikoro.yaml"
        with self.scene(own="mali-2023", settings=settings) as desk:
            folder = desk.packs.rules.folder if desk.packs.rules is not None else None
            desk.window.actions_[Act.RULES].trigger()
            page, rules = desk.pages.page, desk.pages.rules
            if folder is None or page is None or rules is None:
                return
            pack = load_pack({**read_folder(folder)[0], **{one: text.encode() for one, text in written.items()}}).pack
            trips = pack.trips if pack is not None else ()
            planned = next(one.trip for one in trips if one.file == "trips/koulikoro-closed.yaml")
            desk.session.new(replace(planned, pack="mali-2023"))
            self.settle(desk)
            self.wait(lambda: rules.editor is not None and rules.result is not None and not rules.checking)
            if rules.editor is None:
                return
            rules.editor.set_text(name, f"# {name}\n{written[name]}", "typing")
            self.wait(lambda: not rules.checking and rules.tried is not None and rules.tried.changes)
            page.show_rule("koulikoro-road-closed")
            self.take(desk.window, file)
            rules.editor.discard()

    def _preview(self, desk: Desk, file: Path) -> None:
        desk.printing.preview()
        dialog = desk.printing.dialog
        if dialog is not None:
            self.wait(lambda: dialog.view.count and not desk.jobs.running("preview"))
            self.take(dialog, file)
            dialog.close()

    def _incidents(self, folder: Path, variant: str, settings: Settings) -> None:
        """Nothing imported, a table nobody has explained, the summary, and what is stored."""
        with tempfile.TemporaryDirectory() as place, self.scene(settings=settings) as desk:
            table = Path(place, "march.csv")
            table.write_text(TABLE, "utf-8")
            desk.incidents.open()
            dialog = desk.incidents.dialog
            if dialog is None:
                return
            self.wait(lambda: not desk.jobs.running("incidents-list"))
            self.take(dialog, folder / f"incidents-none{variant}.png")
            dialog.import_files([table])
            self.wait(lambda: dialog.pages.currentWidget() is dialog.mapping)
            self.wait(lambda: not any(desk.jobs.running(name) for name in ("incidents-preview", "incidents-all-rows")))
            self.take(dialog, folder / f"incidents-columns{variant}.png")
            dialog.mapping.import_button.click()
            self.wait(lambda: dialog.pages.currentWidget() is dialog.summary)
            self.take(dialog, folder / f"incidents-summary{variant}.png")
            dialog.summary.done_button.click()
            self.wait(lambda: not desk.jobs.running("incidents-list"))
            self.take(dialog, folder / f"incidents-stored{variant}.png")
            dialog.close()

    def _advisories(self, folder: Path, variant: str, settings: Settings) -> None:
        """Nothing imported, two texts of a page with what changed, and a file that does not say what it is."""
        with tempfile.TemporaryDirectory() as place, self.scene(settings=settings) as desk:
            files = [Path(place, name) for name in ("may.md", "june.md", "unnamed.txt")]
            for file, text in zip(files, ADVICE, strict=True):
                file.write_text(text, "utf-8")
            desk.advisories.open()
            dialog = desk.advisories.dialog
            if dialog is None:
                return
            self._import_advice(desk, [], dialog, folder / f"advisories-none{variant}.png")
            self._import_advice(desk, files[:2], dialog, folder / f"advisories-changes{variant}.png")
            self._import_advice(desk, files[2:], dialog, folder / f"advisories-asked{variant}.png")
            dialog.close()

    def _import_advice(self, desk: Desk, files: list[Path], dialog: QWidget, picture: Path) -> None:
        if files:
            desk.advisories.bring_in(files)
        self.wait(lambda: not any(desk.jobs.running(name) for name in ("advisories", "advisories-import")))
        self.take(dialog, picture)

    def _faulty(self, folder: Path, variant: str, settings: Settings) -> None:
        """Rules that were good once, and rules that never were."""
        with tempfile.TemporaryDirectory() as place:
            shelf = Path(place)
            _copy(wire(shelf / "unused").paths.rules / "mali-2023", shelf / "mali-2023")
            with self.scene(shelf=shelf, settings=settings) as desk:
                rules = shelf / "mali-2023" / "rules" / "bus.yaml"
                broken = rules.read_text("utf-8").replace("effect: prohibit", "effect: forbid")
                rules.write_text(broken.replace("review_by", "reviewed_by", 1), "utf-8")
                self.wait(lambda: desk.packs.rules is not None and desk.packs.rules.faulty)
                desk.window.actions_[Act.FAULTS].setChecked(True)
                self.take(desk.window, folder / f"faulty{variant}.png")
            with self.scene(shelf=shelf, settings=settings) as desk:
                self.take(desk.window, folder / f"faulty-no-edition{variant}.png")
        with tempfile.TemporaryDirectory() as place, self.scene(shelf=Path(place), settings=settings) as desk:
            self.take(desk.window, folder / f"no-rules{variant}.png")


def _on_shelf(services: Services, shelf: Path) -> Services:
    from advisor.services.pack_library import PackLibrary

    paths = replace(services.paths, rules=shelf)
    return replace(services, paths=paths, packs=PackLibrary(paths))


def _copy(source: Path, target: Path) -> None:
    for file in source.rglob("*.*"):
        if file.is_file():
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
