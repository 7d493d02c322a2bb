"""Articles' Markdown as Telegram's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.markup import clipped, from_markdown
from playground.markup import parse as parse_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**Menu** and *now*", "<b>Menu</b> and <i>now</i>"),
        ("1. Pull\n2. Plug", "1. Pull\n2. Plug"),
        ("3. Pull\n4. Plug", "3. Pull\n4. Plug"),
        ("- one\n- two\n    - deep", "• one\n• two\n  • deep"),
        ("# Head\n\nText", "<b>Head</b>\n\nText"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("[site](https://acme.example/?a=1&b=2)", '<a href="https://acme.example/?a=1&amp;b=2">site</a>'),
        ("> quote", "<blockquote>quote</blockquote>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a\nb", "a\nb"),
        ("", ""),
    ],
)
def test_markdown_reads_as_meant(markdown: str, html: str) -> None:
    assert from_markdown(markdown) == html


@given(st.text(alphabet="ab *_`#>-[]()<&\n1.", max_size=80))
def test_any_markdown_is_html_telegram_accepts(markdown: str) -> None:
    parse_html(str(from_markdown(markdown)))


@given(st.text(), st.integers(2, 60))
def test_clipped_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(clipped(text, length)) <= length
