"""Telegram's HTML to text and entities (https://core.telegram.org/bots/api#html-style)."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from playground.refusal import TelegramRefusal, bad_request

Entity = dict[str, Any]

KINDS = {
    "a": "text_link", "b": "bold", "blockquote": "blockquote", "code": "code", "del": "strikethrough",
    "em": "italic", "i": "italic", "ins": "underline", "pre": "pre", "s": "strikethrough", "span": "spoiler",
    "strike": "strikethrough", "strong": "bold", "tg-emoji": "custom_emoji", "tg-spoiler": "spoiler",
    "tg-time": "date_time", "u": "underline",
}  # fmt: skip
NAME = re.compile(r"</?([^\s>]*)")
ATTRIBUTE = re.compile(r"""\s+([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.\-]+)))?""")
END = re.compile(r"\s*>")
# Telegram knows four names and numbers; every other & stays as it was typed.
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
SEEN_BY_ITSELF = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?\b(?![/<>]))"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<mention>(?<!\w)@\w{4,32}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities; offsets and lengths are UTF-16 units, as everywhere in Telegram."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16(text: str) -> int:
    """Length in UTF-16 units, the way Telegram counts."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def parse(html: str) -> Formatted:
    """Text and entities of Telegram's HTML; a 400 with Telegram's reason if it cannot be read."""
    reader = _Reader(html)
    while not reader.at_end():
        reader.read_tag() if reader.at_tag() else reader.read_words()
    return reader.result()


def trimmed(formatted: Formatted) -> Formatted:
    """Without blanks at both ends, as Telegram stores it; entities are moved and cut with the text."""
    text = formatted.text.strip()
    lead = utf16(formatted.text[: len(formatted.text) - len(formatted.text.lstrip())])
    size = utf16(text)
    kept = []
    for entity in formatted.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], size)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return Formatted(text, tuple(sorted(kept, key=lambda e: (e["offset"], -e["length"]))))


def with_found(formatted: Formatted) -> Formatted:
    """With the commands, links, addresses, mentions and hashtags Telegram marks by itself."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in formatted.entities]
    found = [
        entity
        for match in SEEN_BY_ITSELF.finditer(formatted.text)
        if not _overlaps(entity := _found(formatted.text, match), taken)
    ]
    entities = sorted((*formatted.entities, *found), key=lambda e: (e["offset"], -e["length"]))
    return Formatted(formatted.text, tuple(entities))


def _found(text: str, match: re.Match[str]) -> Entity:
    kind = match.lastgroup or "url"
    return {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}


def _overlaps(entity: Entity, taken: list[tuple[int, int]]) -> bool:
    start, stop = entity["offset"], entity["offset"] + entity["length"]
    return any(start < other_stop and other_start < stop for other_start, other_stop in taken)


@dataclass(frozen=True, slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    entity: Entity
    offset: int


class _Reader:
    """Reads HTML from left to right; ``_offset`` is the text's length so far in UTF-16 units."""

    def __init__(self, html: str) -> None:
        self._html = html.replace("\r", "")
        self._at = 0
        self._offset = 0
        self._words: list[str] = []
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def at_end(self) -> bool:
        return self._at >= len(self._html)

    def at_tag(self) -> bool:
        return self._html[self._at] == "<"

    def result(self) -> Formatted:
        if self._open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return Formatted("".join(self._words), tuple(self._entities))

    def read_words(self) -> None:
        stop = self._html.find("<", self._at)
        stop = len(self._html) if stop < 0 else stop
        words = REFERENCE.sub(lambda ref: unescape(ref[0]), self._html[self._at : stop])
        self._words.append(words)
        self._offset += utf16(words)
        self._at = stop

    def read_tag(self) -> None:
        if self._html.startswith("</", self._at):
            self._read_end()
        else:
            self._read_start()

    def _read_start(self) -> None:
        name = NAME.match(self._html, self._at)
        assert name is not None
        tag = name[1].lower()
        if name.end() == len(self._html):
            raise _unreadable(f"Unclosed start tag at byte offset {self._byte()}")
        if tag not in KINDS:
            raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {self._byte()}')
        attributes, stop = self._attributes(name.end())
        end = END.match(self._html, stop)
        if end is None:
            raise _unreadable(f'Unclosed start tag "{tag}" at byte offset {self._byte()}')
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte()}')
        if tag == "tg-time" and not attributes.get("unix", "").isdecimal():
            raise _unreadable(f'Tag "tg-time" must have a number in "unix" at byte offset {self._byte()}')
        self._open.append(_Open(tag, _entity(tag, attributes), self._offset))
        self._at = end.end()

    def _attributes(self, at: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while match := ATTRIBUTE.match(self._html, at):
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found[match[1].lower()] = REFERENCE.sub(lambda ref: unescape(ref[0]), value)
            at = match.end()
        return found, at

    def _read_end(self) -> None:
        name = NAME.match(self._html, self._at)
        assert name is not None
        if not self._open:
            raise _unreadable(f"Unexpected end tag at byte offset {self._byte()}")
        end = END.match(self._html, name.end())
        if end is None:
            raise _unreadable(f"Unclosed end tag at byte offset {self._byte()}")
        opened = self._open.pop()
        if name[1] and name[1].lower() != opened.tag:
            raise _unreadable(
                f"Unmatched end tag at byte offset {self._byte()}, "
                f'expected "</{opened.tag}>", found "</{name[1].lower()}>"'
            )
        self._close(opened)
        self._at = end.end()

    def _close(self, opened: _Open) -> None:
        entity = opened.entity | {"offset": opened.offset, "length": self._offset - opened.offset}
        if not entity["length"] or (entity["type"] == "text_link" and not entity.get("url")):
            return
        if entity["type"] == "pre" and self._entities and _same_place(self._entities[-1], entity):
            inner = self._entities.pop()
            entity |= {"language": inner["language"]} if "language" in inner else {}
        self._entities.append(entity)

    def _byte(self) -> int:
        return len(self._html[: self._at].encode())


def _entity(tag: str, attributes: dict[str, str]) -> Entity:
    """What a start tag says, still without its place."""
    match tag:
        case "a":
            return {"type": "text_link", "url": attributes.get("href", "")}
        case "code" if (language := attributes.get("class", "")).startswith("language-"):
            return {"type": "code", "language": language.removeprefix("language-")}
        case "blockquote" if "expandable" in attributes:
            return {"type": "expandable_blockquote"}
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
        case "tg-time":
            when: Entity = {"type": "date_time", "unix_time": int(attributes["unix"])}
            return when | ({"date_time_format": attributes["format"]} if "format" in attributes else {})
    return {"type": KINDS[tag]}


def _same_place(inner: Entity, outer: Entity) -> bool:
    place = ("offset", "length")
    return inner["type"] == "code" and all(inner[key] == outer[key] for key in place)


def _unreadable(reason: str) -> TelegramRefusal:
    return bad_request(f"can't parse entities: {reason}")
