"""One way to travel: its verdict, how long and how far, what decides it, and the button that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from advisor.gui.language import _, in_turn, labelled, ngettext, say, written
from advisor.gui.mending.words import runs_of, verdict_word
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Card, column
from advisor.gui.widgets.text import Label, Run, Tone, muted
from advisor.gui.widgets.verdict_mark import VerdictMark
from advisor.model.trip import Leg

if TYPE_CHECKING:
    from advisor.planning.alternatives import Alternative
    from advisor.report.naming import Naming


class WayCard(Card):
    """Stands beside others; the same line of each says the same thing."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(raised=True)
        self._way: Alternative | None = None
        self.mark = VerdictMark(size=1.05)
        self.legs = Label()
        self.facts = QWidget()
        self._facts = QGridLayout(self.facts)
        self._facts.setContentsMargins(0, em(0.2), 0, em(0.2))
        self._facts.setHorizontalSpacing(em(0.7))
        self._facts.setVerticalSpacing(em(0.1))
        self._facts.setColumnStretch(1, 1)
        self._rows: list[tuple[Label, Label]] = []
        self.why = Label(size=0.92)
        self.departures = Label(size=0.88, tone=Tone.MUTED)
        self.as_planned = Label(tone=Tone.MUTED, bold=True)
        self.take = Button(_("Use this way"))
        self.take.setAutoDefault(False)  # Enter elsewhere in the dialog takes no way
        lines = QWidget()
        inside = column(lines, gap=0.3)
        for part in (self.mark, self.legs, self.facts, self.why, self.departures):
            inside.addWidget(part)
        self.column.addWidget(lines)
        self.column.addStretch(1)
        self.column.addWidget(self.as_planned)
        self.column.addWidget(self.take)

    @property
    def way(self) -> Alternative | None:
        """What it shows."""
        return self._way

    def show_way(self, way: Alternative, naming: Naming) -> None:
        """Show a way to travel; `naming` is that of the trip as it is planned."""
        from advisor.report.plans import leg  # the engine is read after the first paint
        from advisor.report.reasons import leading

        self._way = way
        there = naming.of(way.assessment)
        answer = way.assessment
        self.set_verdict(answer.verdict)
        self.mark.show_verdict(answer.verdict)
        legs = [say(leg(one, there)) for one in way.trip.itinerary if isinstance(one, Leg)]
        self.legs.say(Run("\n".join(legs), bold=True))
        self._show_facts(self._facts_of(way, naming))
        lines, more = leading(there)
        runs: list[Run | str] = []
        for line in lines:
            runs += [*(["\n"] if runs else []), "– ", *runs_of(line)]
        if more:
            text = ngettext("and {count} reason more", "and {count} reasons more", more).format(count=more)
            runs.append(muted("\n" + text))
        self.why.say(*runs)
        spans = [f"{first:%H:%M}–{last:%H:%M}" for first, last in way.departures]
        self.departures.say(labelled(_("The same for a departure at"), ", ".join(spans)) if spans else "")
        self.departures.setVisible(bool(spans))
        self.as_planned.say(_("This is the trip as it is planned.") if way.as_written else "")
        self.as_planned.setVisible(way.as_written)
        self.take.setVisible(not way.as_written)
        self.take.say(
            _("Use this way"),
            _("Use this way: {way}. The verdict becomes {verdict}.").format(
                way=in_turn(legs), verdict=verdict_word(answer.verdict)
            ),
        )

    @staticmethod
    def _facts_of(way: Alternative, naming: Naming) -> list[tuple[str, str]]:
        from advisor.report.plans import duration

        facts = [(_("Time"), say(duration(way.minutes)))]
        if way.moving is not None and way.moving != way.minutes:
            facts.append((_("of it moving"), say(duration(way.moving))))
        distance = _("{km} km").format(km=round(way.km)) if way.km is not None else _("not known")
        facts.append((_("Distance"), distance))
        if way.risk_level is not None:
            facts.append((_("Remaining risk"), written(naming.pack.risk.levels[way.risk_level].title)))
        return facts

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            row = (Label(size=0.92, tone=Tone.MUTED, wrap=False), Label(size=0.92))
            for place, part in enumerate(row):
                self._facts.addWidget(part, len(self._rows), place)
            self._rows.append(row)
        for number, (name, value) in enumerate(self._rows):
            shown = number < len(facts)
            name.say(facts[number][0] if shown else "")
            value.say(facts[number][1] if shown else "")
            for part in (name, value):
                part.setVisible(shown)
