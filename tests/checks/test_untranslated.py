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
    assert (
        places(CODE, {"rules/north.yaml": (("Le vol vers le nord", "Vol nord"), ("The flight north", "Vol nord"))})
        == []
    )


def test_a_contact_may_be_called_the_same_and_must_not_be_described_so() -> None:
    hospital = (("Farpost base", "Centre de santé de Farpost"), ("Base de Farpost", "Centre de santé de Farpost"))
    assert places(CODE, {"contacts.yaml": hospital}) == []
    noted = {"contacts.yaml": (("At any hour.", "Dial twice and wait."), ("À toute heure.", "Dial twice and wait."))}
    assert places(CODE, noted) == ['contacts.yaml: "Dial twice and wait."']
