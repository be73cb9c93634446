"""What changed between two texts, and that a comparison holds the new text whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.advisories.advisory import Advisory
from advisor.advisories.compare import Change, Comparison, applied, compare, word_edits
from advisor.advisories.telling import lines, summed_up
from advisor.advisories.words import plain, sentences
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.advisories.samples import advisory

SENTENCES = st.sampled_from(
    ["Do not go north.", "Do not go south.", "The road to the border is closed.", "The road to the coast is closed.",
     "• Keep water", "• Keep water for three days", "Leave now — by air!", "“Stay” indoors.", "Mines lie there."]
)  # fmt: skip
SECTIONS = st.tuples(
    st.sampled_from(["", "Crime", "Terrorism", "Terrorism in the north"]), st.lists(SENTENCES, max_size=5)
)
TEXTS = st.builds(
    lambda sections, levels: advisory(*((name, "\n".join(told)) for name, told in sections), levels=tuple(levels)),
    st.lists(SECTIONS, max_size=4),
    st.lists(st.sampled_from(["Level 3", "Level 4"]), max_size=1),
)


def content(text: Advisory) -> list[tuple[str, list[str]]]:
    return [
        (plain(section.heading), [plain(told) for one in section.paragraphs for told in sentences(one)])
        for section in text.sections
    ]


def changes(comparison: Comparison) -> list[tuple[Change, str, str]]:
    return [
        (edit.change, edit.old, edit.new)
        for section in comparison.sections
        for edit in section.edits
        if edit.change is not Change.KEPT
    ]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: Advisory) -> None:
    comparison = compare(text, text)
    assert comparison.same
    assert list(lines(comparison)) == []


@given(TEXTS, TEXTS)
def test_a_comparison_applied_to_the_old_text_gives_the_new_one(old: Advisory, new: Advisory) -> None:
    comparison = compare(old, new)
    made = [(plain(heading), [plain(told) for told in told_]) for heading, told_ in applied(comparison)]
    assert made == content(new)
    assert comparison.same is (content(old) == content(new) and old.levels == new.levels)


@given(TEXTS, TEXTS)
def test_every_sentence_of_the_old_text_is_accounted_for(old: Advisory, new: Advisory) -> None:
    told = sorted(plain(edit.old) for one in compare(old, new).sections for edit in one.edits if edit.old)
    assert told == sorted(sentence for _heading, of in content(old) for sentence in of)


def test_whitespace_and_typography_do_not_count() -> None:
    old = advisory(("“Crime”", "Don't  go - \"ever\"...\nC'est fini : partez."))
    new = advisory(('"Crime"', "• Don’t go – «\u00a0ever\u00a0»…\nC’est fini\u00a0: partez."))
    assert compare(old, new).same


def test_sentences_are_added_removed_reworded_and_moved() -> None:
    old = advisory(
        ("Crime", "Theft is rare. Lock your doors at night in the capital. Carry a copy of your passport."),
        ("Roads", "The bridge stands. Drive by day."),
    )
    new = advisory(
        ("Crime", "Theft is rare. Lock your doors at night in every town. Avoid crowds."),
        ("Roads", "Drive by day. Carry a copy of your passport."),
    )
    assert changes(compare(old, new)) == [
        (Change.REWORDED, "Lock your doors at night in the capital.", "Lock your doors at night in every town."),
        (Change.ADDED, "", "Avoid crowds."),
        (Change.MOVED_AWAY, "Carry a copy of your passport.", ""),
        (Change.REMOVED, "The bridge stands.", ""),
        (Change.MOVED_HERE, "", "Carry a copy of your passport."),
    ]


def test_a_section_under_another_heading_is_renamed() -> None:
    (section,) = compare(
        advisory(("Risk", "One thing. Two things.")), advisory(("Danger", "One thing. Two things."))
    ).sections
    assert (section.renamed, section.old, section.new, section.change) == (True, "Risk", "Danger", Change.KEPT)


def test_sections_in_another_order_are_told() -> None:
    one, two = ("Crime", "Theft is rare."), ("Roads", "Drive by day.")
    comparison = compare(advisory(one, two), advisory(two, one))
    assert (comparison.reordered, comparison.same) == (True, False)


def test_the_words_of_a_sentence_are_told_apart() -> None:
    assert word_edits("Do not go north now", "Do not go south now") == (
        (Change.KEPT, "Do not go"),
        (Change.REMOVED, "north"),
        (Change.ADDED, "south"),
        (Change.KEPT, "now"),
    )


def test_what_changed_is_summed_up_in_words() -> None:
    old = advisory(("Crime", "Theft is rare."), levels=("Level 3",))
    new = advisory(("Crime", "Theft is rare."), ("Roads", "Drive by day."), levels=("Level 4",))
    english, french = (Catalogue(language, find_paths().translations) for language in ("en", "fr"))
    told = summed_up(compare(old, new))
    assert english.say(told) == "What changed: the level, 1 section added and 1 sentence added."
    assert french.say(told) == "Ce qui a changé\u00a0: le niveau, 1 rubrique ajoutée et 1 phrase ajoutée."
    assert english.say(summed_up(compare(old, old))) == "Both say the same."


def test_a_code_of_a_feed_is_told_in_words() -> None:
    told = list(lines(compare(advisory(levels=("warning",)), advisory(levels=("no-flag",)))))
    english = Catalogue("en", find_paths().translations)
    assert [english.say(line.note) for line in told if line.note is not None] == [
        "Level",
        "travel warning (Reisewarnung)",
        "no warning flag is set; the text may advise against travel all the same",
    ]
