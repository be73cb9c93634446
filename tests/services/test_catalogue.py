from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from advisor.model.message import Message, message
from advisor.model.text import Text
from advisor.services import catalogue
from advisor.services.catalogue import Catalogue, languages, templates
from advisor.services.language_choice import choose_language
from advisor.services.marks import Plural
from advisor.services.paths import find_paths

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "advisor"
TRANSLATIONS = find_paths().translations
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "N_many": (1, 2)}
PO_FILES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/advisor.po"))

english = Catalogue("en", TRANSLATIONS)
french = Catalogue("fr", TRANSLATIONS)


def fields(template: str) -> set[str]:
    """The placeholders of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parts[-3])


def texts_of(entry: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One text, or the forms of one that depends on a number."""
    return (entry or "",) if isinstance(entry, str) or entry is None else tuple(entry)


# -- every message has a sentence, and the sentence the arguments it needs


def calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every `message(…)` and `Message(…)` in the program: where, the call, and its id."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"message", "Message"}
                and node.args
            ):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node, node.args[0]


def literal(identifier: ast.expr) -> str | None:
    return str(identifier.value) if isinstance(identifier, ast.Constant) else None


def pattern_of(identifier: ast.JoinedStr) -> re.Pattern[str]:
    parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in identifier.values)
    return re.compile("".join(str(part) for part in parts))


def test_every_message_has_a_template() -> None:
    missing = []
    for place, _, identifier in calls():
        known = literal(identifier)
        if known is not None and known not in templates():
            missing.append(f"{place}: {known}")
        elif isinstance(identifier, ast.JoinedStr) and not any(map(pattern_of(identifier).fullmatch, templates())):
            missing.append(f"{place}: {ast.unparse(identifier)}")
    assert missing == []


def test_every_template_gets_the_arguments_it_names() -> None:
    missing = []
    for place, call, identifier in calls():
        known = literal(identifier)
        if known is None or known not in templates():
            continue
        if any(keyword.arg is None for keyword in call.keywords) or len(call.args) > 1:
            continue  # handed on from elsewhere
        template = templates()[known]
        texts = (template.one, template.many) if isinstance(template, Plural) else (template,)
        needed = set().union(*map(fields, texts)) | ({"count"} if isinstance(template, Plural) else set())
        lacking = needed - {keyword.arg for keyword in call.keywords}
        if lacking:
            missing.append(f"{place}: {known} lacks {sorted(lacking)}")
    assert missing == []


def test_no_id_has_two_templates() -> None:
    seen: dict[str, str] = {}
    twice = []
    for file in sorted((SOURCE / "services").glob("messages_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for key in node.keys if isinstance(node, ast.Dict) else ():
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    if key.value in seen:
                        twice.append(f"{key.value}: {seen[key.value]}, {file.name}")
                    seen[key.value] = file.name
    assert twice == []


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        (
            "L'escorte : oui ; et puis ?",
            "L’escorte\N{NO-BREAK SPACE}: oui\N{NARROW NO-BREAK SPACE}; et puis\N{NARROW NO-BREAK SPACE}?",
        ),
        ("dit « non » !", "dit «\N{NO-BREAK SPACE}non\N{NO-BREAK SPACE}»\N{NARROW NO-BREAK SPACE}!"),
        ("à 18:30, `x: 1`", "à 18:30, `x: 1`"),
        ("rock 'n' roll", "rock 'n' roll"),
    ],
)
def test_a_packs_french_is_set_as_french(typed: str, set_: str) -> None:
    assert french.say(Text({"fr": typed})) == set_
    assert english.say(Text({"en": typed})) == typed
    assert french.say(Text({"en": typed})) == typed, "English is not set as French"


@pytest.mark.parametrize("po", [po for po in PO_FILES if po.parts[-3] == "fr"])
def test_french_signs_stand_as_french_wants(po: Path) -> None:
    """A no-break space before : ; ! ? », and after «; curved apostrophes; French quotes."""
    wrong = [
        text
        for entry in read(po)
        if entry.id
        for text in texts_of(entry.string)
        if re.search(r" [:;!?»]|« |(?<=\w)'|[“”]|(?<![\u00a0\u202f])[;!?»](?!.*`)", text)
    ]
    assert wrong == []


def test_labels_are_literals() -> None:
    """What is not a literal is not gathered for translation."""
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "N_", "N_many"}
        and not all(isinstance(argument, ast.Constant) for argument in node.args)
    ]
    assert wrong == []


# -- catalogues


def gathered() -> set[str | tuple[str, str]]:
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)
    return {tuple(text) if isinstance(text, (tuple, list)) else text for _, _, text, _, _ in found}  # type: ignore[misc]  # pairs


@pytest.mark.parametrize("po", PO_FILES, ids=lambda po: po.parts[-3])
def test_catalogues_hold_exactly_the_program_s_texts(po: Path) -> None:
    held = {entry.id for entry in read(po) if entry.id}
    texts = gathered()
    assert sorted(map(str, texts - held)) == [], "run `make translations`"
    assert sorted(map(str, held - texts)) == [], "run `make translations`"


@pytest.mark.parametrize("po", PO_FILES, ids=lambda po: po.parts[-3])
def test_catalogues_are_complete(po: Path) -> None:
    unfinished = [entry.id for entry in read(po) if entry.id and (entry.fuzzy or not all(texts_of(entry.string)))]
    assert unfinished == []


@pytest.mark.parametrize("po", PO_FILES, ids=lambda po: po.parts[-3])
def test_translations_keep_the_placeholders(po: Path) -> None:
    wrong = []
    for entry in read(po):
        if not entry.id:
            continue
        originals, translated = texts_of(entry.id), texts_of(entry.string)
        allowed = set().union(*map(fields, originals))
        needed = set.intersection(*map(fields, originals))
        wrong += [text for text in translated if text and not needed <= fields(text) <= allowed]
    assert wrong == []


@pytest.mark.parametrize("po", PO_FILES, ids=lambda po: po.parts[-3])
def test_accelerators_and_ellipses_survive_translation(po: Path) -> None:
    wrong = []
    for entry in read(po):
        if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.string:
            if re.search(r"&\w", entry.id) and len(re.findall(r"&\w", entry.string)) != 1:
                wrong.append(entry.string)
            if entry.id.endswith("…") is not entry.string.endswith("…"):
                wrong.append(entry.string)
    assert wrong == []


@pytest.mark.parametrize("po", PO_FILES, ids=lambda po: po.parts[-3])
def test_compiled_catalogues_are_fresh(po: Path) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read(po))
    assert compiled.getvalue() == po.with_suffix(".mo").read_bytes(), "run `make translations`"


def test_there_is_french() -> None:
    assert languages(TRANSLATIONS) == ("en", "fr")


# -- speaking


def test_arguments_are_told_in_the_reader_s_language() -> None:
    day = date(2023, 5, 5)
    title = Text({"en": "Land", "fr": "Pays"})
    assert (english.say(day), french.say(day)) == ("5 May 2023", "5 mai 2023")
    assert (english.say(date(2023, 8, 1)), french.say(date(2023, 8, 1))) == ("1 August 2023", "1er août 2023")
    moment = datetime(2023, 5, 5, 9, 5)
    assert (english.say(moment), french.say(moment)) == ("5 May 2023, 09:05", "5 mai 2023 à 09:05")
    assert (english.say(title), french.say(title)) == ("Land", "Pays")
    assert (english.say(2.5), french.say(2.5)) == ("2.5", "2,5")
    nested = message("cli.packs.edition", edition=title)
    assert (english.say(nested), french.say(nested)) == ("edition Land", "édition Pays")
    assert english.say("just text") == "just text"


@pytest.mark.parametrize(
    ("items", "told"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_several_things_are_listed(items: tuple[str, ...], told: str) -> None:
    assert english.say(items) == told
    assert french.say(items) == told.replace(" and ", " et ")


def test_numbers_choose_the_form() -> None:
    def told(count: int) -> tuple[str, str]:
        what = message("fault.count.error", count=count)
        return english.say(what), french.say(what)

    assert told(0) == ("0 errors", "0 erreur")
    assert told(1) == ("1 error", "1 erreur")
    assert told(2) == ("2 errors", "2 erreurs")


def test_what_has_no_sentence_is_shown_all_the_same() -> None:
    assert english.say(Message("no.such")) == "no.such"
    told = english.say(message("no.such", place="Gao", since=date(2023, 5, 5)))
    assert told == "no.such (place: Gao, since: 5 May 2023)"


def test_a_missing_argument_shows_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert english.say(message("cli.packs.edition")) == "edition {edition}"
    monkeypatch.setattr(catalogue, "templates", lambda: {"broken": "{0} {a.b!x"})
    assert english.say(message("broken", a="1")) == "broken (a: 1)"


def test_braces_in_an_argument_are_just_braces() -> None:
    assert english.say(message("cli.packs.edition", edition="{0.__class__}")) == "edition {0.__class__}"


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    assert Catalogue("de", TRANSLATIONS).language == "en"
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "advisor.mo").write_bytes(b"junk")
    assert Catalogue("xx", tmp_path).say(date(2023, 5, 5)) == "5 May 2023"


@pytest.mark.parametrize(
    ("asked", "environment", "preferred", "chosen"),
    [
        ("fr", {"LC_ALL": "en_GB.UTF-8"}, "en", "fr"),
        (None, {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US"}, "en", "fr"),
        (None, {"LC_ALL": "", "LANG": "fr"}, None, "fr"),
        (None, {"LANG": "C.UTF-8"}, "fr", "fr"),
        (None, {"LANG": "de_DE.UTF-8"}, "fr", "fr"),
        (None, {}, None, "en"),
        (None, {}, "xx", "en"),
    ],
)
def test_the_language_is_chosen(
    asked: str | None, environment: dict[str, str], preferred: str | None, chosen: str
) -> None:
    found = choose_language(("en", "fr"), asked=asked, environment=environment, preferred=preferred)
    assert found == chosen
