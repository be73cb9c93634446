"""CAP alerts, versions 1.1 and 1.2: one incident for each area of an alert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from advisor.incidents.distance import point_to_point_km
from advisor.incidents.faults import Faults
from advisor.incidents.feeds import CAP
from advisor.incidents.fields import LARGEST_KM, Window, between
from advisor.incidents.imported import Imported
from advisor.incidents.kinds import CAP_KINDS
from advisor.incidents.xml import Element, XmlError, read_xml
from advisor.model.incident import Incident
from advisor.model.message import message
from advisor.model.place import Point
from advisor.model.source import Source
from advisor.model.text import Text

LARGEST_ALERT: Final = 5_000_000
"""Bytes."""

_NAMESPACES: Final = ("urn:oasis:names:tc:emergency:cap:1.1", "urn:oasis:names:tc:emergency:cap:1.2")
_VALUES: Final = {
    "status": ("Actual", "Exercise", "System", "Test", "Draft"),
    "msgType": ("Alert", "Update", "Cancel", "Ack", "Error"),
    "scope": ("Public", "Restricted", "Private"),
    "category": tuple(CAP_KINDS),
    "urgency": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely", "Unknown", "Very Likely"),
}
_CREDIBILITY: Final = {"Observed": 2, "Likely": 2, "Very Likely": 2, "Possible": 3, "Unlikely": 5}
_UNKNOWN: Final = 6
_NUMBER: Final = r"[+-]?\d{1,5}(?:\.\d{1,15})?"
_PAIR: Final = re.compile(rf"({_NUMBER}),({_NUMBER})", re.ASCII)
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_FEWEST_CORNERS: Final = 3


def read_cap(data: bytes, faults: Faults) -> Imported:
    """One alert. An exercise, test or draft gives nothing; an update or cancellation names what it replaces."""
    if len(data) > LARGEST_ALERT:
        faults.add("import-too-large", size=len(data), limit=LARGEST_ALERT)
        return Imported(feed=CAP, diagnostics=faults.all())
    try:
        alert = read_xml(data)
    except XmlError as error:
        faults.add("import-unsafe-xml" if error.unsafe else "import-unreadable", error.line)
        return Imported(feed=CAP, diagnostics=faults.all())
    if alert.name != "alert" or alert.namespace not in _NAMESPACES:
        faults.add("import-unknown-format", alert.line)
        return Imported(feed=CAP, diagnostics=faults.all())
    return _Reader(alert, faults).read()


class _Reader:
    def __init__(self, alert: Element, faults: Faults) -> None:
        self.alert = alert
        self.faults = faults
        self.sound = True

    def read(self) -> Imported:
        self._check()
        if not self.sound:
            return Imported(feed=CAP, diagnostics=self.faults.all())
        if self.alert.say("status") != "Actual" or self.alert.say("msgType") in {"Ack", "Error"}:
            self.faults.note("import-not-actual", self.alert.line, status=self.alert.say("status"))
            return Imported(feed=CAP, diagnostics=self.faults.all())
        cancelled = self.alert.say("msgType") == "Cancel"
        found = () if cancelled else tuple(self._incidents())
        # An update that can't be placed must not make the alert before it vanish from the map.
        superseded = tuple(self._replaced()) if cancelled or found else ()
        return Imported(
            feed=CAP,
            incidents=found,
            diagnostics=self.faults.all(),
            superseded=superseded,
            refused=len(self.faults.refused),
        )

    def _check(self) -> None:
        for name in ("identifier", "sender", "sent", "status", "msgType", "scope"):
            self._needed(self.alert, name)
        if self.alert.say("msgType") in {"Update", "Cancel"}:
            self._needed(self.alert, "references")
        self._time(self.alert, "sent")
        for info in self.alert.all("info"):
            for name in ("category", "event", "urgency", "severity", "certainty"):
                self._needed(info, name)
            for name in ("effective", "onset", "expires"):
                self._time(info, name)
            for area in info.all("area"):
                self._needed(area, "areaDesc")

    def _needed(self, element: Element, name: str) -> None:
        written = element.say(name)
        if not written:
            self._fail("import-missing-element", element.line, element=name)
        elif name in _VALUES and written not in _VALUES[name]:
            expected = message("expected.one-of", names=_VALUES[name])
            self.sound = False
            self.faults.add("import-bad-code", element.line, expected=expected, column=name, value=written)

    def _time(self, element: Element, name: str) -> date | None:
        written = element.say(name)
        if not written:
            return None
        if _TIME.fullmatch(written):
            try:
                return datetime.fromisoformat(written).date()
            except ValueError:
                pass
        self._fail("import-bad-date", element.line, column=name, value=written)
        return None

    def _fail(self, code: str, line: int, **args: str) -> None:
        self.sound = False
        self.faults.add(code, line, expected=None, **args)

    def _replaced(self) -> Iterator[str]:
        for reference in self.alert.say("references").split():
            parts = reference.split(",")
            if len(parts) == 3:  # noqa: PLR2004  (sender, identifier, sent)
                yield f"{CAP.id}:{parts[0]},{parts[1]}"

    def _incidents(self) -> Iterator[Incident]:
        """One for each area; the same area in several languages is one."""
        areas: dict[str, tuple[Element, Element]] = {}
        titles: dict[str, dict[str, str]] = {}
        located = True
        for info in self.alert.all("info"):
            language = (info.say("language") or "en")[:2].lower()
            for area in info.all("area"):
                shapes = [f"{shape.name} {shape.text}" for name in ("polygon", "circle") for shape in area.all(name)]
                for shape in shapes:
                    areas.setdefault(shape, (info, area))
                    title = info.say("headline") or info.say("event")
                    titles.setdefault(shape, {}).setdefault(language, " ".join(title.split()))
                if not shapes:
                    located = False
                    self.faults.add("import-no-area", area.line, area=area.say("areaDesc"))
        if not areas and located:
            self.faults.add("import-no-area", self.alert.line, area=self.alert.say("identifier"))
        for number, (shape, (info, area)) in enumerate(areas.items(), start=1):
            circle = _circle(shape)
            if circle is None:
                self.faults.add("import-bad-shape", area.line, value=shape)
            else:
                yield self._incident(number, info, circle, Text(titles[shape]))

    def _incident(self, number: int, info: Element, circle: tuple[Point, float], title: Text) -> Incident:
        at, radius_km = circle
        when = self._when(info)
        return Incident(
            id=f"{CAP.id}:{self.alert.say('sender')},{self.alert.say('identifier')}#{number}",
            day=when.day,
            kind=CAP_KINDS[info.say("category")],
            latitude=at.latitude,
            longitude=at.longitude,
            title=title,
            imprecision_km=radius_km,
            imprecision_days=when.days,
            source=Source(
                title=Text({"en": info.say("senderName") or self.alert.say("sender")}),
                url=info.say("web"),
                date=self.alert.say("sent")[:10],
                # That the file is what the authority sent, nothing here can prove.
                reliability="B",
                credibility=_CREDIBILITY.get(info.say("certainty"), _UNKNOWN),
            ),
        )

    def _when(self, info: Element) -> Window:
        """From the onset, or when it took effect or was sent, to the end; a day more for other time zones."""
        sent = self._time(self.alert, "sent") or date(1970, 1, 1)
        start = self._time(info, "onset") or self._time(info, "effective") or sent
        end = self._time(info, "expires") or start
        start, end = min(start, end), max(start, end)
        return between(start, end + timedelta(days=1))


def _circle(shape: str) -> tuple[Point, float] | None:
    """The centre of an area and the kilometres within which all of it lies."""
    name, _, written = shape.partition(" ")
    words = written.split()
    radius = 0.0
    if name == "circle":
        if not words or not re.fullmatch(_NUMBER, words[-1]):
            return None
        radius = float(words.pop())
    pairs = [found for word in words if (found := _PAIR.fullmatch(word))]
    corners = [Point(float(pair[1]), float(pair[2])) for pair in pairs]
    enough = len(corners) == 1 if name == "circle" else len(corners) >= _FEWEST_CORNERS
    inside = all(abs(at.latitude) <= 90 and abs(at.longitude) <= 180 for at in corners)  # noqa: PLR2004  (degrees)
    if len(corners) != len(words) or not enough or not inside or not 0 <= radius <= LARGEST_KM:
        return None
    north, east = ([at[axis] for at in corners] for axis in (0, 1))
    centre = Point((min(north) + max(north)) / 2, (min(east) + max(east)) / 2)
    return centre, max(radius, *(point_to_point_km(centre, corner) for corner in corners))
