from __future__ import annotations

from tests.checks.around import places

CODE = "untranslated"


def test_a_copied_sentence_is_found_in_the_second_language() -> None:
    changes = {"rules/south.yaml": (("Des foules se forment après midi.", "Crowds gather after noon."),)}
    assert places(CODE, changes) == ['rules/south.yaml: "Crowds gather after noon."']


def test_measures_contacts_and_questions_are_looked_at() -> None:
    changes = {
        "measures.yaml": (("Aucun arrêt en route", "No stops on the way"),),
        "pack.yaml": (("Que transportent les véhicules ?", "What do the vehicles carry?"),),
    }
    assert places(CODE, changes) == ['measures.yaml: "No stops on the way"', 'pack.yaml: "What do the vehicles carry?"']


def test_a_few_words_may_be_the_same() -> None:
    assert places(CODE) == []
    assert places(CODE, {"contacts.yaml": (("Base de Farpost", "Farpost base"),)}) == []
