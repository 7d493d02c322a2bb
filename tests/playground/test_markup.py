from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.markup import Formatted, parse, trimmed, utf16, with_found
from playground.refusal import TelegramRefusal

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
TAGS = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"])


@given(WORDS)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(escape(text)) == Formatted(text)


@given(WORDS)
def test_length_is_counted_as_telegram_counts(text: str) -> None:
    assert utf16(text) == len(text.encode("utf-16-le")) // 2


@given(WORDS, WORDS.filter(bool), WORDS, TAGS)
def test_an_entity_stands_where_its_words_stand(before: str, inside: str, after: str, tag: str) -> None:
    formatted = parse(f"{escape(before)}<{tag}>{escape(inside)}</{tag}>{escape(after)}")
    (entity,) = formatted.entities
    units = formatted.text.encode("utf-16-le")
    start, stop = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    assert units[start:stop].decode("utf-16-le") == inside
    assert formatted.text == before + inside + after


@given(WORDS, WORDS, WORDS)
def test_trimming_never_leaves_an_entity_outside_the_text(before: str, inside: str, after: str) -> None:
    kept = trimmed(parse(f"{escape(before)}<b>{escape(inside)}</b>{escape(after)}"))
    assert kept.text == (before + inside + after).strip()
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= utf16(kept.text) for e in kept.entities)


def test_blanks_at_the_ends_go_and_take_their_part_of_an_entity() -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    assert trimmed(parse(" <b> x </b>\n<i> </i>")) == Formatted("x", (bold,))


@given(st.text("<>/abi &;=\"'\n"))
def test_whatever_is_typed_is_read_or_refused(html: str) -> None:
    with suppress(TelegramRefusal):
        assert len(parse(html).text) <= len(html)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<ticket>", 'Unsupported start tag "ticket" at byte offset 0'),
        ("да <br/>", 'Unsupported start tag "br/" at byte offset 5'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="soon">x</tg-time>', 'Tag "tg-time" must have a number in "unix" at byte offset 0'),
    ],
)
def test_each_mistake_has_telegrams_reason(html: str, reason: str) -> None:
    with pytest.raises(TelegramRefusal) as refusal:
        parse(html)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ('<a href="https://x.y/?a=1&amp;b=2">x</a>', {"type": "text_link", "url": "https://x.y/?a=1&b=2"}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5"}),
        (
            '<tg-time unix="1795343863" format="t">x</tg-time>',
            {"type": "date_time", "unix_time": 1795343863, "date_time_format": "t"},
        ),
    ],
)
def test_tags_with_arguments(html: str, entity: dict[str, object]) -> None:
    assert parse(html) == Formatted("x", (entity | {"offset": 0, "length": 1},))


def test_only_telegrams_four_names_are_decoded() -> None:
    assert parse("&lt;&amp;&quot;&nbsp;&#65;&#x42;&copy").text == '<&"&nbsp;AB&copy'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("and/or a/b", []),
        ("<b>bold</b> </help", []),
        ("see https://x.y/z. And #tag, not #17", [("url", "https://x.y/z"), ("hashtag", "#tag")]),
        (
            "👍 write to help@acme.example or @acme_help",
            [("email", "help@acme.example"), ("mention", "@acme_help")],
        ),
    ],
)
def test_telegram_finds_what_it_marks_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    units = text.encode("utf-16-le")
    marked = [
        (e["type"], units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in with_found(Formatted(text)).entities
    ]
    assert marked == found


def test_nothing_is_found_inside_code() -> None:
    assert [e["type"] for e in with_found(parse("<code>/start</code>")).entities] == ["code"]
