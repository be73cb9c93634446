"""What travellers, legs and stays add to the journey plan: fields under a line that opens them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal

from advisor.gui.language import _
from advisor.gui.widgets.cards import Fold
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.segments import Segments
from advisor.gui.widgets.several_field import SeveralField
from advisor.model.journey_plan import Medevac
from advisor.model.trip import Leg, Stay, Traveller, TripContact


@dataclass(frozen=True, slots=True)
class JourneyNames:
    """Names that legs can choose from: the travellers' and the vehicles'."""

    people: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()


NO_NAMES = JourneyNames()


class JourneyFold(Fold):
    """Closed until wanted, or until something is stated under it."""

    edited = Signal(str, str, object)
    """The field, what the edit is called, and the changes of the value that holds it."""

    def __init__(self, text: str) -> None:
        """Name what is under it."""
        super().__init__(text)
        self._first = True

    def show_stated(self, *, stated: bool) -> None:
        """Open it when it is first shown, if anything is stated."""
        if self._first and stated:
            self.line.setChecked(True)
        self._first = False

    def tell(self, field: str, label: str, **changes: Any) -> None:  # noqa: ANN401 - the fields of the value
        """Tell of an edit."""
        self.edited.emit(field, label, changes)


class TravellerJourney(JourneyFold):
    """How to reach a traveller, and whom to tell."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(_("Phone, emergency contact"))
        self._emergency: TripContact | None = None
        self.phone = Field(_("Phone"), chars=14)
        self.radio = Field(_("Radio call sign"), chars=10)
        self.contact = Field(_("Emergency contact"), placeholder=_("Name"), chars=14)
        self.relation = Field(_("Emergency contact: who that is"), placeholder=_("Sister, spouse …"), chars=10)
        self.contact_phone = Field(_("Emergency contact: phone"), chars=14)
        self.content.addWidget(
            flowing(Captioned(_("Phone"), self.phone), Captioned(_("Radio call sign"), self.radio), line_gap=0.35)
        )
        self.content.addWidget(
            flowing(
                Captioned(_("Emergency contact"), self.contact),
                Captioned(_("Who that is"), self.relation),
                Captioned(_("Their phone"), self.contact_phone),
                line_gap=0.35,
            )
        )
        self.phone.textEdited.connect(lambda text: self.tell("phone", _("change of a phone number"), phone=text))
        self.radio.textEdited.connect(lambda text: self.tell("radio", _("change of a call sign"), radio=text))
        for name, field in (("name", self.contact), ("role", self.relation), ("phone", self.contact_phone)):
            field.textEdited.connect(lambda text, name=name: self._edit_contact(name, text))

    def _edit_contact(self, name: str, text: str) -> None:
        held: Any = {name: text}
        changed = replace(self._emergency or TripContact(), **held)
        self.tell(
            f"emergency-{name}",
            _("change of an emergency contact"),
            emergency=changed if changed != TripContact() else None,
        )

    def show_traveller(self, who: Traveller) -> None:
        """Show what is known of them."""
        self._emergency = who.emergency
        contact = who.emergency or TripContact()
        self.phone.show_text(who.phone)
        self.radio.show_text(who.radio)
        self.contact.show_text(contact.name)
        self.relation.show_text(contact.role)
        self.contact_phone.show_text(contact.phone)
        self.show_stated(stated=bool(who.phone or who.radio or who.emergency is not None))


class LegJourney(JourneyFold):
    """Who drives what, and who would fetch the wounded."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(_("Driver, vehicle, medevac"))
        self._medevac: Medevac | None = None
        self.drivers = SeveralField(
            _("Drivers"), others=_("Driver who is not a traveller"), placeholder=_("Names, with commas")
        )
        self.vehicle = Combo(_("Vehicle"), chars=18)
        self._vehicle_block = Captioned(_("Vehicle"), self.vehicle)
        self.provider = Field(_("Medevac by"), placeholder=_("Provider"), chars=14)
        self.phone = Field(_("Medevac: phone"), chars=14)
        self.hospital = Field(_("Nearest hospital"), chars=16)
        self.agreed = Segments(
            _("Medevac agreed"), (("yes", _("agreed")), ("no", _("not agreed"))), none=_("not stated")
        )
        self.content.addWidget(self.drivers)
        self.content.addWidget(self._vehicle_block)
        self.content.addWidget(
            flowing(
                Captioned(_("Medevac by"), self.provider),
                Captioned(_("Medevac phone"), self.phone),
                Captioned(_("Nearest hospital"), self.hospital),
                Captioned(_("Medevac agreed"), self.agreed),
                line_gap=0.35,
            )
        )
        self.drivers.edited.connect(lambda names: self.tell("drivers", _("change of drivers"), drivers=names))
        self.vehicle.chosen.connect(lambda name: self.tell("vehicle", _("change of a vehicle"), vehicle=name or ""))
        for name, field in (("provider", self.provider), ("phone", self.phone), ("hospital", self.hospital)):
            field.textEdited.connect(lambda text, name=name: self._edit_medevac(name, text))
        self.agreed.chosen.connect(
            lambda value: self._edit_medevac("agreed", None if value is None else value == "yes")
        )

    def _edit_medevac(self, name: str, value: object) -> None:
        held: Any = {name: value}
        changed = replace(self._medevac or Medevac(), **held)
        self.tell(f"medevac-{name}", _("change of medevac"), medevac=changed if changed != Medevac() else None)

    def show_leg(self, leg: Leg, names: JourneyNames) -> None:
        """Show what is stated of a leg. `names`: those to choose from."""
        self._medevac = leg.medevac
        medevac = leg.medevac or Medevac()
        self.drivers.set_choices(tuple((name, name) for name in names.people))
        self.drivers.set_value(leg.drivers)
        offered = dict.fromkeys((*names.vehicles, *((leg.vehicle,) if leg.vehicle else ())))
        self.vehicle.set_choices(((None, _("not stated")), *((name, name) for name in offered)))
        self.vehicle.set_value(leg.vehicle or None)
        if bool(offered) is self._vehicle_block.isHidden():
            self._vehicle_block.setVisible(bool(offered))
        self.provider.show_text(medevac.provider)
        self.phone.show_text(medevac.phone)
        self.hospital.show_text(medevac.hospital)
        self.agreed.set_value(None if medevac.agreed is None else "yes" if medevac.agreed else "no")
        self.show_stated(stated=bool(leg.drivers or leg.vehicle or leg.medevac is not None))


class StayJourney(JourneyFold):
    """How to reach the lodging."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(_("Phone and address of the lodging"))
        self.phone = Field(_("Phone of the lodging"), chars=14)
        self.address = Field(_("Address of the lodging"), placeholder=_("How to find it"), chars=20)
        self.content.addWidget(
            flowing(Captioned(_("Phone"), self.phone), Captioned(_("Address"), self.address), line_gap=0.35)
        )
        self.phone.textEdited.connect(
            lambda text: self.tell("lodging-phone", _("change of lodging"), lodging_phone=text)
        )
        self.address.textEdited.connect(
            lambda text: self.tell("lodging-address", _("change of lodging"), lodging_address=text)
        )

    def show_stay(self, stay: Stay) -> None:
        """Show what is stated of a stay."""
        self.phone.show_text(stay.lodging_phone)
        self.address.show_text(stay.lodging_address)
        self.show_stated(stated=bool(stay.lodging_phone or stay.lodging_address))
