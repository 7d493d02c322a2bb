"""YAML as its writer meant it: a scalar stays text until a model says what it is, and knows its row.

So `no` is Norwegian, 9:30 is not 570, and 2027-01-01 is whatever its key needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

Loc = tuple[str | int, ...]
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

#: Beginnings of PyYAML's complaints and what they mean to the person who wrote the file.
COMPLAINTS = {
    "found character '\\t'": "there is a tab here; indent with spaces",
    "mapping values are not allowed": (
        "a `:` does not fit here; check the indentation, and put quotes around text that contains `: `"
    ),
    "could not find expected ':'": "a `:` is missing; write `key: value`, with a space after the colon",
    "expected <block end>": "the indentation does not fit the rows above, or a quote is not closed",
    "expected ',' or": "a comma or a closing bracket is missing before this",
    "found unexpected end of stream": "a quote that is opened here is never closed",
    "found unknown escape": "a backslash in double quotes does not fit; use single quotes",
    "but found another document": "a second document (`---`) begins here; keep everything in one",
}
#: Noticed rows after the mistake, which is where the quote or the key begins.
NOTICED_LATE = ("found unexpected end of stream", "could not find expected ':'")
BROKEN = "this is not YAML; check the indentation, quotes and brackets"


class NotYaml(Exception):
    """The text cannot be read as YAML; `row` counts from 1, 0 when there is no telling where."""

    def __init__(self, row: int, advice: str) -> None:
        super().__init__(advice)
        self.row = row
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Source:
    """What a file says: mappings, lists, text and None; where each part stands; keys that make no sense."""

    value: object
    rows: Mapping[Loc, int]
    bad_keys: tuple[tuple[int, str], ...]

    def row(self, loc: Loc) -> int:
        """The row (from 1) of this part, or of the nearest part around it."""
        while loc and loc not in self.rows:
            loc = loc[:-1]
        return self.rows.get(loc, 1)

    def name(self, loc: Loc) -> str:
        """The part in the file's own words: `staff.Anna.capacity`; `queues[2]`, from 1, if nameless."""
        name, value = "", self.value
        for step in loc:
            value = _inside(value, step)
            if isinstance(step, str):
                name += f".{step}"
            else:
                name += f".{called}" if (called := _called(value)) else f"[{step + 1}]"
        return name.removeprefix(".")


def compose(text: str) -> Source:
    """The text's content with its rows, or NotYaml."""
    reading = _Reading()
    try:
        node = _Composer(text).get_single_node()
        value = None if node is None else reading.plain(node, ())
    except yaml.reader.ReaderError as wrong:
        row = text.count("\n", 0, wrong.position) + 1
        raise NotYaml(row, "a character here cannot be printed; take it out") from None
    except yaml.MarkedYAMLError as wrong:
        raise _explained(wrong) from None
    except RecursionError:
        raise NotYaml(0, "brackets or rows are nested too deeply to be a config") from None
    except (ValueError, OverflowError):  # PyYAML's own on escapes such as "\UFFFFFFFF"
        raise NotYaml(0, "a backslash escape in double quotes names no character") from None
    return Source(value, reading.rows, tuple(reading.bad_keys))


class _Composer(yaml.BaseLoader):
    """Refuses aliases and tags: a config needs neither, and an alias may make a bomb of a short file."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise NotYaml(_row(event), "aliases (`*name`) are not read here; write the value out")
        if tag := getattr(event, "tag", None):
            raise NotYaml(_row(event), f"tags such as `{tag}` are not read here; write the value itself")
        return super().compose_node(parent, index)


@dataclass(slots=True)
class _Reading:
    """Gathers rows while nodes become plain values."""

    rows: dict[Loc, int] = field(default_factory=dict)
    bad_keys: list[tuple[int, str]] = field(default_factory=list)

    def plain(self, node: yaml.Node, loc: Loc) -> object:
        self.rows.setdefault(loc, _row(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*loc, place)) for place, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return None if node.style is None and node.value in NOTHING else _text(node)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.bad_keys.append((_row(key), "a key should be one word, not a list or a mapping"))
            elif _text(key) in mapping:
                first = self.rows[*loc, key.value]
                self.bad_keys.append(
                    (_row(key), f"`{key.value}` is already in row {first}; keep one of them")
                )
            else:
                self.rows[*loc, key.value] = _row(key)
                mapping[key.value] = self.plain(value, (*loc, key.value))
        return mapping


def _text(node: yaml.ScalarNode) -> str:
    """The scalar as written, or NotYaml for the half characters that `"\\ud800"` would make."""
    text = str(node.value)
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotYaml(_row(node), "a backslash escape in double quotes names no character")
    return text


def _row(part: yaml.Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark else 0


def _explained(wrong: yaml.MarkedYAMLError) -> NotYaml:
    complaint = wrong.problem or ""
    begun_earlier = complaint.startswith(NOTICED_LATE)
    mark = (wrong.context_mark if begun_earlier else wrong.problem_mark) or wrong.context_mark
    row = int(mark.line) + 1 if mark else 0
    advice = (words for beginning, words in COMPLAINTS.items() if complaint.startswith(beginning))
    return NotYaml(row, next(advice, BROKEN))


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _called(value: object) -> str | None:
    """What people call this row of a list: its id, else its name."""
    if not isinstance(value, dict):
        return None
    return next((called for key in ("id", "name") if isinstance(called := value.get(key), str)), None)
