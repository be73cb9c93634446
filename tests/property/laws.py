"""Every law of the design, and on which cases each is tried."""

from __future__ import annotations

from tests.property.asserting import Held
from tests.property.laws_of_change import (
    a_doubtful_pack_never_permits,
    a_restriction_never_improves,
    another_leg_never_improves,
    another_traveller_never_improves,
    confirming_never_worsens,
    holds_as_long_as_it_says,
    losing_an_allow_never_improves,
    more_incidents_never_improve,
    time_alone_never_improves,
    without_a_traveller_is_the_smaller_party,
    without_all_rules_it_refers,
)
from tests.property.laws_of_form import (
    a_journey_plan_changes_nothing,
    cells_taken_together_leave_out_nothing,
    equals_the_reference,
    explains_itself,
    order_changes_nothing,
    renaming_changes_nothing,
    the_index_leaves_out_nothing,
    the_same_again,
    what_was_asked_before_changes_nothing,
)
from tests.property.laws_of_knowledge import (
    a_claim_only_narrows,
    answers_land_in_the_range_shown,
    cutting_a_leg_changes_nothing,
    what_matters_is_asked,
)
from tests.property.trips import EXACT, WELL_FORMED

LAWS = (
    Held(equals_the_reference, speaks=1, share=300),
    Held(explains_itself, speaks=1),
    Held(order_changes_nothing),
    Held(renaming_changes_nothing, speaks=1),
    Held(the_same_again, speaks=1, share=40),
    Held(what_was_asked_before_changes_nothing, share=50),
    Held(the_index_leaves_out_nothing),
    Held(cells_taken_together_leave_out_nothing, speaks=0.2, share=50),
    Held(a_restriction_never_improves, speaks=1),
    Held(losing_an_allow_never_improves),
    Held(confirming_never_worsens),
    Held(more_incidents_never_improve, speaks=0.1),
    Held(another_traveller_never_improves, WELL_FORMED),
    Held(another_leg_never_improves, EXACT),
    Held(time_alone_never_improves, speaks=1),
    Held(holds_as_long_as_it_says),
    Held(without_all_rules_it_refers, speaks=1),
    Held(a_doubtful_pack_never_permits, speaks=1),
    Held(a_journey_plan_changes_nothing, speaks=1, share=50),
    Held(without_a_traveller_is_the_smaller_party, speaks=0.3),
    Held(answers_land_in_the_range_shown, speaks=0.2),
    Held(a_claim_only_narrows, speaks=0.1),
    Held(what_matters_is_asked),
    Held(cutting_a_leg_changes_nothing, WELL_FORMED, speaks=0.02, share=500),
)
