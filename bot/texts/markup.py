"""Markdown of articles and specialists' plain words as Telegram's HTML."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
_TAG = re.compile(r"<[^>]*>")
_TAGS = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "s_open": "<s>",
    "s_close": "</s>",
    "heading_open": "<b>",
    "heading_close": "</b>\n\n",
    "blockquote_open": "<blockquote>",
    "blockquote_close": "</blockquote>\n",
    "softbreak": "\n",
    "hardbreak": "\n",
    "hr": "———\n\n",
}


@lru_cache(maxsize=1000)  # the same articles all day long
def from_markdown(text: str) -> Markup:
    """Telegram HTML of a Markdown text: bold, italic, code, links, quotes, lists; the rest as plain text."""
    parts: list[str] = []
    _write(_MARKDOWN.parse(text), parts, [])
    joined = re.sub(r"\n+</blockquote>", "</blockquote>", "".join(parts))
    joined = re.sub(r"\n{3,}", "\n\n", joined).strip()
    return Markup(joined)  # noqa: S704


def _write(tokens: Sequence[Token], parts: list[str], lists: list[int | None]) -> None:
    for token in tokens:
        if token.type == "inline":
            _write(token.children or [], parts, lists)
        elif token.type in _TAGS:
            parts.append(_TAGS[token.type])
        elif token.type in {"text", "code_inline", "fence", "code_block", "html_inline", "html_block"}:
            parts.append(_verbatim(token))
        else:
            _structure(token, parts, lists)


def _verbatim(token: Token) -> str:
    content = escape(token.content)
    if token.type == "code_inline":
        return f"<code>{content}</code>"
    if token.type in {"fence", "code_block"}:
        return f"<pre>{content}</pre>\n\n"
    return str(content)


def _structure(token: Token, parts: list[str], lists: list[int | None]) -> None:
    match token.type:
        case "bullet_list_open":
            lists.append(None)
        case "ordered_list_open":
            lists.append(int(token.attrGet("start") or 1))
        case "bullet_list_close" | "ordered_list_close":
            lists.pop()
            parts.append("\n")
        case "list_item_open":
            parts.append(_bullet(lists))
        case "paragraph_close":
            parts.append("\n" if lists else "\n\n")
        case "link_open":
            parts.append(f'<a href="{escape(str(token.attrGet("href") or ""))}">')
        case "link_close":
            parts.append("</a>")
        case "image":
            parts.append(str(escape(token.content)))
        case _:
            pass


def _bullet(lists: list[int | None]) -> str:
    indent = "  " * (len(lists) - 1)
    number = lists[-1]
    if number is None:
        return f"{indent}• "
    lists[-1] = number + 1
    return f"{indent}{number}. "


def length(html: Markup) -> int:
    """How long Telegram takes the text to be: UTF-16 units, without tags."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if not text or text.endswith((".", "!", "?", "…", "]")) else f"{text}."


def clipped(text: str, length: int) -> str:
    """The text's first characters, cut at a word where one ends near, with an ellipsis when it was longer."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > length * 2 // 3 else cut) + "…"
