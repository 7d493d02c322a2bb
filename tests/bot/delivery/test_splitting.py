"""Long words cut into messages."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.delivery.splitting import MESSAGE, split
from playground.markup import parse, utf16

WORDS = st.text(
    st.sampled_from("abcdefgh дом   \n.!?…&<>\"'😀ёж"),  # entities, surrogate pairs, places to cut
    min_size=1,
    max_size=60,
)
PLAIN = WORDS.map(lambda words: str(escape(words)))


def tagged(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The inner HTML between tags, alone or among others."""
    tags = st.sampled_from(
        [("<b>", "</b>"), ("<i>", "</i>"), ('<a href="https://acme.example/?a=1&amp;b=2">', "</a>")]
    )
    between = st.tuples(tags, inner).map(lambda parts: f"{parts[0][0]}{parts[1]}{parts[0][1]}")
    return st.lists(st.one_of(between, inner), min_size=1, max_size=6).map("".join)


HTML = st.recursive(PLAIN, tagged, max_leaves=20)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(html=HTML, limit=st.integers(2, 120))
def test_every_piece_fits_and_can_be_read_and_no_word_is_lost(html: str, limit: int) -> None:
    pieces = [parse(piece).text for piece in split(html, limit)]
    assert all(utf16(piece) <= limit for piece in pieces)
    assert squeezed("".join(pieces)) == squeezed(parse(html).text)


@given(html=HTML, limit=st.integers(2, 120))
def test_what_was_marked_stays_marked_in_every_piece(html: str, limit: int) -> None:
    assert marks(split(html, limit)) == marks([html])


def marks(pieces: list[str]) -> set[tuple[str, str]]:
    """Kinds of marks with the letters they stand on."""
    found: set[tuple[str, str]] = set()
    for piece in pieces:
        formatted = parse(piece)
        units = formatted.text.encode("utf-16-le")
        for entity in formatted.entities:
            start, length = entity["offset"], entity["length"]
            words = units[2 * start : 2 * (start + length)].decode("utf-16-le")
            found |= {(entity["type"], letter) for letter in squeezed(words)}
    return found


@given(html=HTML)
def test_what_fits_is_left_as_it_is(html: str) -> None:
    assert split(html, utf16(parse(html).text)) == [html]


def test_a_cut_falls_where_a_sentence_ends() -> None:
    assert split("It is on. It is off again now. Why?", 32) == ["It is on. It is off again now.", "Why?"]


def test_a_cut_falls_between_rows_rather_than_sentences() -> None:
    assert split("One. Two.\nThree. Four. Five.", 20) == ["One. Two.", "Three. Four. Five."]


def test_a_word_longer_than_a_message_is_cut_all_the_same() -> None:
    assert split("x" * 9, 4) == ["xxxx", "xxxx", "x"]


def test_a_letter_of_two_units_is_never_torn() -> None:
    assert split("😀😀😀", 3) == ["😀", "😀", "😀"]


def test_an_answer_of_many_pages_keeps_its_bold_rows() -> None:
    page = "<b>Restart.</b> " + "Wait for the green light. " * 40
    pieces = split(page * 8)
    assert len(pieces) == 3
    assert all(utf16(parse(piece).text) <= MESSAGE for piece in pieces)
    assert sum(piece.count("<b>Restart.</b>") for piece in pieces) == 8
