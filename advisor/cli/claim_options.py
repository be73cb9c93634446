"""What a person vouches for, as options of a command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from cyclopts import Parameter

from advisor.cli.exit_codes import ExitCode
from advisor.cli.options import day
from advisor.cli.output import CommandError
from advisor.incidents.kinds import KINDS
from advisor.model.feed import Feed
from advisor.model.incident import Coverage
from advisor.model.message import Message, message
from advisor.services.incident_claims import area_of, claim_fault

_EVERYWHERE = "everywhere"


@Parameter(name="*", group="What you vouch for")
@dataclass(frozen=True, slots=True, kw_only=True)
class Vouching:
    """The days, place and kinds for which the data hold every incident. Only a person can know that."""

    complete_from: Annotated[date | None, Parameter(converter=day, help="First day without gaps.")] = None
    complete_until: Annotated[date | None, Parameter(converter=day, help="Last day without gaps.")] = None
    complete_area: Annotated[
        str | None,
        Parameter(
            allow_leading_hyphen=True,
            help="South,west,north,east in degrees, or everywhere; else the box around the file's incidents.",
        ),
    ] = None
    kinds: Annotated[
        tuple[str, ...], Parameter(negative="", help="Kinds it is complete for; else those its supplier tells apart.")
    ] = ()

    @property
    def given(self) -> bool:
        """Whether anything is vouched for. CommandError for half a claim."""
        days = (self.complete_from, self.complete_until)
        if None not in days:
            return True
        if any(days) or self.complete_area is not None or self.kinds:
            raise CommandError(Message("cli.incidents.half-a-claim"), ExitCode.USAGE)
        return False

    def claim(self, feed: Feed, proposal: Coverage | None, today: date) -> Coverage:
        """The claim, with what is not said taken from the proposal. CommandError for what nobody can vouch for."""
        if self.complete_from is None or self.complete_until is None:
            raise CommandError(Message("cli.incidents.half-a-claim"), ExitCode.USAGE)
        if unknown := sorted({*self.kinds} - {*KINDS}):
            raise CommandError(message("cli.incidents.no-such-kind", kinds=tuple(unknown), known=KINDS), ExitCode.USAGE)
        area = None if proposal is None else proposal.area
        if self.complete_area is not None:
            try:
                area = None if self.complete_area == _EVERYWHERE else area_of(self.complete_area)
            except ValueError as error:
                raise CommandError(Message("claim.bad-area"), ExitCode.USAGE) from error
        elif proposal is None:
            raise CommandError(Message("cli.incidents.which-area"), ExitCode.USAGE)
        claim = Coverage(
            start=self.complete_from,
            until=self.complete_until,
            kinds=frozenset(self.kinds) or (proposal.kinds if proposal is not None else frozenset()),
            fatal_only=proposal.fatal_only if proposal is not None else False,
            area=area,
        )
        if (fault := claim_fault(claim, feed, today)) is not None:
            raise CommandError(fault, ExitCode.USAGE)
        return claim
