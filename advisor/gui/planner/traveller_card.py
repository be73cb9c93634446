"""One traveller: a summary that opens to the fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.language import _, say, written
from advisor.gui.planner.editing import with_value
from advisor.gui.planner.fact_rows import FactRows
from advisor.gui.planner.journey_fields import TravellerJourney
from advisor.gui.planner.measure_list import MeasureList
from advisor.gui.planner.moving import called, with_moves
from advisor.gui.planner.words import Words, belongs_text, gender_text, letter, staff_text
from advisor.gui.theme import em
from advisor.gui.widgets.cards import Card, Summary, column
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.segments import Segments
from advisor.gui.widgets.text import bold, muted
from advisor.gui.widgets.toggles import Toggles
from advisor.gui.widgets.token_field import TokenField
from advisor.model.measure import MeasureState, Scope
from advisor.model.message import message
from advisor.model.pack import FactScope
from advisor.model.trip import Gender, StaffKind, Traveller
from advisor.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class TravellerView:
    """What the assessment has to say of a traveller: the verdict, and the measures it waits for."""

    verdict: Verdict | None = None
    stale: bool = False
    asked: Collection[str] = ()


class TravellerForm(QWidget):
    """The fields of a traveller. Made when the card is first opened."""

    edited = Signal(object, str, str)
    """The traveller as edited, what the edit is called, and the field."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__()
        self._words = words
        self._who = Traveller()
        self._measures = [one for one in words.pack.measures.values() if one.scope is Scope.TRAVELLER]
        inside = column(self)
        inside.setContentsMargins(em(1.0), em(0.1), em(0.1), em(0.2))
        self.name = Field(_("Name"), placeholder=_("Name, or a letter"), chars=16)
        self.nationality = TokenField(
            _("Nationality"),
            words.countries,
            placeholder=_("Type a country"),
            unknown=lambda text: _("No country is called “{text}”.").format(text=text),
        )
        self.staff = Combo(_("Belongs as"), chars=18)
        self.gender = Segments(
            _("Gender"), tuple((one.value, gender_text(one.value)) for one in Gender), none=_("not stated")
        )
        self.roles = Toggles(_("Roles"), none=_("none of these"))
        self.facts = FactRows()
        self.measures = MeasureList()
        inside.addWidget(flowing(Captioned(_("Name"), self.name), self.nationality, line_gap=0.35))
        inside.addWidget(
            flowing(Captioned(_("Belongs as"), self.staff), Captioned(_("Gender"), self.gender), line_gap=0.35)
        )
        self.journey = TravellerJourney()
        for part in (Captioned(_("Roles"), self.roles), self.facts, self.measures, self.journey):
            inside.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda text: self._edit("name", _("change of name"), name=text))
        self.nationality.edited.connect(
            lambda codes: self._edit("nationality", _("change of nationality"), nationality=codes)
        )
        self.staff.chosen.connect(lambda kind: self._edit("staff", _("change of how somebody belongs"), staff=kind))
        self.gender.chosen.connect(lambda gender: self._edit("gender", _("change of gender"), gender=gender))
        self.roles.edited.connect(lambda roles: self._edit("roles", _("change of roles"), roles=roles))
        self.facts.edited.connect(self._edit_fact)
        self.measures.stated.connect(self._edit_measure)
        self.journey.edited.connect(lambda field, label, changes: self._edit(field, label, **changes))

    def _edit(self, field: str, label: str, **changes: Any) -> None:  # noqa: ANN401 - the traveller's fields
        self.edited.emit(replace(self._who, **changes), label, field)

    def _edit_fact(self, fact: str, value: str | None) -> None:
        self._edit(f"fact-{fact}", _("change of a fact"), facts=with_value(self._who.facts, fact, value))

    def _edit_measure(self, measure: str, state: MeasureState | None) -> None:
        changed = with_value(self._who.measures, measure, state)
        self._edit(f"measure-{measure}", _("change of a measure"), measures=changed)

    def show_traveller(self, who: Traveller, asked: Collection[str]) -> None:
        """Show `who`. `asked`: measures the assessment waits for."""
        words = self._words
        self._who = who
        self.name.show_text(who.name)
        self.nationality.set_value(who.nationality)
        self.staff.set_choices(_staff_choices(who.staff))
        self.staff.set_value(who.staff)
        self.gender.set_value(who.gender)
        roles = tuple((role.id, written(role.title) or role.id) for role in words.pack.roles.values())
        strange = tuple((role, role) for role in who.roles or () if role not in words.pack.roles)
        self.roles.set_choices(roles + strange)
        self.roles.set_value(who.roles)
        self.facts.show_facts(words.facts(FactScope.TRAVELLER), who.facts)
        self.measures.show_measures(self._measures, who.measures, asked, words)
        self.journey.show_traveller(who)


class TravellerCard(Card):
    """Shows one traveller and lets the user edit, move, copy and remove them."""

    edited = Signal(object, str, str)
    """The traveller as edited, what the edit is called, and the field, for one undo step a field."""
    asked = Signal(str)
    """`up`, `down`, `duplicate` or `remove`."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__(raised=True)
        self._words = words
        self._who = Traveller()
        self._view = TravellerView()
        self._shown: tuple[object, ...] = ()
        self.form: TravellerForm | None = None
        self.summary = Summary()
        self.column.addLayout(with_moves(self, self.summary, self.asked.emit))
        self.summary.toggled.connect(self._open)

    @property
    def opened(self) -> bool:
        """Whether its fields can be seen."""
        return self.summary.isChecked()

    def start_editing(self) -> None:
        """Open it and put the cursor into its first field."""
        self.summary.setChecked(True)
        if self.form is not None:
            self.form.name.setFocus()

    def show_traveller(self, who: Traveller, number: int, view: TravellerView, *, fresh: bool) -> None:
        """Show `who`, the party's member `number`. `fresh`: somebody else than before."""
        shown = (who, number, view)
        if shown == self._shown and not fresh:
            return
        self._shown = shown
        self._who, self._view = who, view
        if fresh:
            self.summary.setChecked(False)
            self._drop_form()
        name = who.name.strip() or say(message("report.traveller", letter=letter(number)))
        belongs = belongs_text(self._words, who) or _("Nothing is known of this person yet")
        called(self, name)
        self.summary.mark.show_verdict(view.verdict, faded=view.stale)
        self.summary.say((bold(name),), (muted(belongs),), f"{name}, {belongs}")
        self.set_verdict(view.verdict)
        self._fill()

    def _open(self, opened: bool) -> None:
        if opened and self.form is None:
            self.form = TravellerForm(self._words)
            self.form.edited.connect(self.edited)
            self.column.addWidget(self.form)
        if self.form is not None:
            self._fill()
            self.form.setVisible(opened)

    def _fill(self) -> None:
        if self.form is not None and self.opened:
            self.form.show_traveller(self._who, self._view.asked)

    def _drop_form(self) -> None:
        """What was half typed belonged to somebody else."""
        if self.form is not None:
            self.form.hide()
            self.column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None


def _staff_choices(stated: str | None) -> tuple[tuple[str | None, str], ...]:
    known: list[tuple[str | None, str]] = [(kind.value, staff_text(kind.value)) for kind in StaffKind]
    if stated is not None and stated not in set(StaffKind):
        known.append((stated, _("{word} (unknown word)").format(word=stated)))
    return ((None, _("not stated")), *known)
