"""Laws of comparing one trip under two states of the rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.model.verdict import Range, Verdict, all_of
from advisor.planning.comparison import Course, Snapshot, Weight, compare

ranges = st.tuples(st.sampled_from(Verdict), st.sampled_from(Verdict)).map(lambda two: Range(min(two), max(two)))
weights = st.dictionaries(st.sampled_from("abcdef"), st.builds(Weight, ranges, st.booleans()))
snapshots = weights.map(lambda found: Snapshot(all_of(one.range for one in found.values()), found))


@given(snapshots)
def test_compared_with_itself_nothing_changed(one: Snapshot) -> None:
    found = compare(one, one)
    assert found.course is Course.SAME
    assert (found.decisive, found.lapsed, found.new, found.gone) == ((), (), (), ())


@given(snapshots, snapshots)
def test_worse_exactly_where_either_case_is(before: Snapshot, after: Snapshot) -> None:
    worse = after.range.best > before.range.best or after.range.worst > before.range.worst
    assert (compare(before, after).course is Course.WORSE) is worse


@given(snapshots, snapshots)
def test_a_worse_verdict_is_never_called_better_or_same(before: Snapshot, after: Snapshot) -> None:
    if after.range.reported > before.range.reported:
        assert compare(before, after).course is Course.WORSE


@given(snapshots, snapshots)
def test_what_got_worse_names_who_did_it(before: Snapshot, after: Snapshot) -> None:
    found = compare(before, after)
    assert bool(found.decisive) is (found.course is Course.WORSE)
    worst = [after.weights[name].range.worst for name in found.decisive]
    assert worst == sorted(worst, reverse=True)


@given(snapshots, snapshots)
def test_better_one_way_is_worse_the_other(before: Snapshot, after: Snapshot) -> None:
    if compare(before, after).course is Course.BETTER:
        assert compare(after, before).course is Course.WORSE


@given(snapshots, ranges)
def test_one_rule_more_never_makes_it_better_and_is_named_as_new(before: Snapshot, more: Range) -> None:
    added = {**before.weights, "z": Weight(more)}
    found = compare(before, Snapshot(all_of(one.range for one in added.values()), added))
    assert found.course is not Course.BETTER
    assert ("z" in found.new) is (more.worst > Verdict.GO)
    if found.course is Course.WORSE:
        assert found.decisive == ("z",)
