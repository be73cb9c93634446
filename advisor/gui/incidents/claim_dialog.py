"""A person vouches for data: for which days, kinds and area they hold every incident."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.segments import Segments
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.toggles import Toggles
from advisor.gui.widgets.when_field import DayField
from advisor.incidents.claims import kinds_of_feed
from advisor.incidents.feeds import UCDP
from advisor.incidents.kinds import KINDS
from advisor.model.feed import Feed
from advisor.model.incident import Box, Coverage
from advisor.services.incident_claims import area_of, claim_fault, claim_told, kind_told

_SIDES = ("south", "west", "north", "east")
_EVERYWHERE, _BOX = "everywhere", "box"


class ClaimDialog(QDialog):
    """Asks for the claim; `claim` is it, None while something is missing or wrong."""

    def __init__(
        self, feed: Feed, file: str, shown: Coverage | None, today: date, parent: QWidget | None = None
    ) -> None:
        """Begin with what is `shown`: the claim so far, or what the file suggests."""
        super().__init__(parent)
        self._feed = feed
        self._today = today
        self._only_fatal = feed.id == UCDP.id
        self._kinds: tuple[str, ...] | None = None
        self.claim: Coverage | None = None
        self.setWindowTitle(_("What is it complete for?"))
        self.start = DayField(_("First day without gaps"))
        self.until = DayField(_("Last day without gaps"))
        self.fatal = QCheckBox(_("Only incidents in which somebody died"))
        self.fatal.setEnabled(not self._only_fatal)
        self.kinds = Toggles(_("Kinds"), none=_("every kind"))
        self.kinds.none.setHidden(kinds_of_feed(feed.id) is not None)
        self.area = Segments(
            _("Area"), ((_BOX, _("Between these degrees")), (_EVERYWHERE, _("Everywhere"))), none=_("not said")
        )
        self.sides = {side: Field(name, chars=8) for side, name in zip(_SIDES, _side_names(), strict=True)}
        self._told = Label(bold=True)
        self._fault = Label(tone=Tone.FAULT)
        self.ok = Button(_("I vouch for this"), ButtonKind.FILLED)
        self.cancel = Button(_("Cancel"))
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._lay_out(file)
        self._show(shown)
        for field in (self.start, self.until):
            field.edited.connect(self._look)
        for side in self.sides.values():
            side.textEdited.connect(lambda _text: self._look())
        self.kinds.edited.connect(self._choose_kinds)
        self.area.chosen.connect(lambda _value: self._look())
        self.fatal.toggled.connect(lambda _checked: self._look())
        self._look()
        self.start.setFocus()

    def _lay_out(self, file: str) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.5))
        rows.setSpacing(em(0.6))
        rows.addWidget(
            Label(
                _(
                    "Only say this if you know it. Where {file} then holds too few incidents, the program takes that "
                    "for: there were no more. Otherwise it refers the question to a person."
                ).format(file=file)
            )
        )
        days = Flow(
            Captioned(_("First day without gaps"), self.start), Captioned(_("Last day without gaps"), self.until)
        )
        rows.addLayout(days)
        rows.addWidget(self.fatal)
        rows.addWidget(Label(_("Kinds"), size=0.94, tone=Tone.MUTED))
        rows.addWidget(self.kinds)
        rows.addWidget(Label(_("Area"), size=0.94, tone=Tone.MUTED))
        rows.addWidget(self.area)
        grid = QGridLayout()
        grid.setSpacing(em(0.5))
        for number, (side, name) in enumerate(zip(_SIDES, _side_names(), strict=True)):
            grid.addWidget(Captioned(name, self.sides[side]), number // 2, number % 2)
        rows.addLayout(grid)
        rows.addWidget(self._told)
        rows.addWidget(self._fault)
        rows.addStretch(1)
        scroll = scroll_area(_("What is it complete for?"), body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, em(0.8))
        whole.addWidget(scroll, 1)
        buttons = Flow(self.ok, self.cancel)
        buttons.setContentsMargins(em(1), 0, em(1), 0)
        whole.addLayout(buttons)
        resize_on_screen(self, em(36), em(36))

    def _show(self, shown: Coverage | None) -> None:
        possible = kinds_of_feed(self._feed.id)
        offered = [kind for kind in KINDS if possible is None or kind in possible]
        self.kinds.set_choices(tuple((kind, say(kind_told(kind))) for kind in offered))
        self.fatal.setChecked(self._only_fatal or (shown is not None and shown.fatal_only))
        if shown is None:
            self._kinds = tuple(offered) if possible is not None else None
            self.kinds.set_value(self._kinds)
            return
        self.start.set_value(shown.start)
        self.until.set_value(shown.until)
        self._kinds = tuple(kind for kind in offered if kind in shown.kinds)
        self.kinds.set_value(self._kinds)
        self.area.set_value(_EVERYWHERE if shown.area is None else _BOX)
        for side, value in (shown.area or Box(0, 0, 0, 0))._asdict().items():
            self.sides[side].setText("" if shown.area is None else f"{value:.4f}".rstrip("0").rstrip("."))

    def _look(self) -> None:
        """Read everything, and say what it comes to."""
        boxed = self.area.value == _BOX
        for side in self.sides.values():
            side.setEnabled(boxed)
        claim = self._read()
        fault = "" if claim is not None else _("Say the days, the kinds and the area.")
        if claim is not None and (wrong := claim_fault(claim, self._feed, self._today)) is not None:
            claim, fault = None, say(wrong)
        self.claim = claim
        self._told.say(say(claim_told(claim)) if claim is not None else "")
        self._fault.say(fault[:1].upper() + fault[1:])
        self.ok.setEnabled(claim is not None)

    def _read(self) -> Coverage | None:
        start, until, kinds = self.start.value, self.until.value, self._kinds
        if start is None or until is None or kinds is None or self.area.value is None:
            return None
        area = None
        if self.area.value == _BOX:
            try:
                written = [self.sides[side].text().strip().replace(",", ".") for side in _SIDES]
                area = area_of(",".join(written))
            except ValueError:
                return None
        return Coverage(start=start, until=until, kinds=frozenset(kinds), fatal_only=self.fatal.isChecked(), area=area)

    def _choose_kinds(self, kinds: tuple[str, ...] | None) -> None:
        self._kinds = kinds
        self._look()


def _side_names() -> tuple[str, ...]:
    return (_("South (degrees)"), _("West (degrees)"), _("North (degrees)"), _("East (degrees)"))
