"""Every word the bots say is there in every language, with its facts and its plurals."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import bot
from bot.texts.catalogue import LOCALES, Words
from playground.markup import parse as parse_html

SOURCE = Path(bot.__file__).parent
MOSCOW = ZoneInfo("Europe/Moscow")
RU, EN = Words("ru", MOSCOW), Words("en", MOSCOW)
NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def said_in_code() -> Iterator[str | tuple[str, str]]:
    """Every text given to Words.say, and every pair given to Words.count."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                texts = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
                owner = getattr(node.func.value, "id", "")
                if owner == "words" or (owner == "self" and texts and node.func.attr == "say"):
                    if node.func.attr == "say":
                        yield texts[0]
                    elif node.func.attr == "count":
                        yield texts[0], texts[1]


def catalogue(language: str) -> Catalog:
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.po")), ids=lambda path: path.stem)
def test_a_catalogue_has_every_text_and_none_that_nobody_says(path: Path) -> None:
    translated = {message.id for message in catalogue(path.stem) if message.id and message.string}
    assert translated == set(said_in_code())


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.po")), ids=lambda path: path.stem)
def test_no_text_is_translated_twice(path: Path) -> None:
    """Of two the last one would be said, whatever the first one says."""
    written = re.findall(r'^msgid ("[^\n]*"(?:\n"[^\n]*")*)', path.read_text(), re.MULTILINE)
    counts = Counter(re.sub(r'"\n"', "", one) for one in written)
    assert [one for one, count in counts.items() if count > 1] == []
    assert len(counts) == len(catalogue(path.stem)) + 1  # the first one is the head


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.po")), ids=lambda path: path.stem)
def test_a_translation_names_the_same_facts_and_tags(path: Path) -> None:
    for message in catalogue(path.stem):
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        first = message.id if isinstance(message.id, str) else message.id[0]
        for string in strings if first else ():
            for pattern in (r"\{\w+\}", r"</?\w+>", r"/[a-z]{3,}"):
                assert set(re.findall(pattern, string)) == set(re.findall(pattern, first)), string


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (1, "открытый вопрос:"),
        (2, "открытых вопроса:"),
        (5, "открытых вопросов:"),
        (21, "открытый вопрос:"),
        (111, "открытых вопросов:"),
    ],
)
def test_russian_plurals_are_right(number: int, ending: str) -> None:
    said = RU.count("You have {n} open question:", "You have {n} open questions:", number)
    assert said == f"У вас {number} {ending}"


def test_a_promise_is_told_in_the_desks_zone_with_its_day() -> None:
    assert RU.by(NOON + timedelta(hours=2, minutes=30), NOON) == "до 14:30"
    assert RU.by(NOON + timedelta(days=1), NOON) == "завтра до 12:00"
    assert RU.by(NOON + timedelta(days=2), NOON) == "24 ноября до 12:00"
    assert EN.by(NOON + timedelta(days=2), NOON) == "on 24 November by 12:00"


def test_a_language_without_a_catalogue_is_spoken_in_english() -> None:
    assert Words("eo", MOSCOW).say("Take") == "Take"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_facts_are_inert(fact: str) -> None:
    """Whatever a customer is called, it reaches the reader as plain words."""
    said = EN.say("<b>#{number} {name}</b>", number=1, name=fact)
    read = parse_html(str(said))
    assert read.text.strip() == f"#1 {fact}".strip()
    assert len(read.entities) == 1


def test_markup_facts_stay_markup() -> None:
    assert (
        EN.say("{row} Next word {by}.", row=Markup("<b>x</b>"), by="1 < 2") == "<b>x</b> Next word 1 &lt; 2."
    )
