"""YAML read so that each mistake can be told with its row.

Scalars stay the text that was written: `no` is Norwegian and `2024` a title, not a bool and a number;
the pydantic models say what each key should be.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic_core import ErrorDetails

from kb.errors import KbError

Loc = tuple[int | str, ...]

KINDS = {"string": "text", "tuple": "a list, one `- ` row for each", "model": "`key: value` rows"}


# What PyYAML says most often to those who write articles, and what they should do.
COMPLAINTS = {
    "mapping values are not allowed": 'put text that has a colon in it in quotes, as in "Till: no paper"',
    "cannot start any token": "text that begins with a mark such as @, %, ` or a tab needs quotes around it",
    "could not find expected ':'": "a row has no `key:`; write `key: value`",
    "found unexpected end of stream": "a quote that is opened here is never closed",
}


class YamlWrong(KbError):
    """The text is no YAML; `row` counts from 0 at the start of the text."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


class _Loader(yaml.SafeLoader):
    """An alias could make a document endless, so there are none."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="found an alias (`*name`): write the value out", problem_mark=mark
            )
        return super().compose_node(parent, index)


def compose(text: str) -> yaml.Node | None:
    """The nodes of one YAML document, None if it is empty; YamlWrong if it cannot be read."""
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as wrong:
        row = text.count("\n", 0, wrong.position)
        raise YamlWrong(row, "a character here cannot be printed: take it out") from None
    except yaml.MarkedYAMLError as wrong:
        raise YamlWrong(_row_of(wrong), _reason(str(wrong.problem or wrong.context))) from None
    except RecursionError:
        raise YamlWrong(0, "brackets or rows are nested too deeply") from None
    except (ValueError, OverflowError):  # PyYAML's own, on escapes such as "\UFFFFFFFF"
        raise YamlWrong(0, "an escape with a backslash names no character: use single quotes") from None


def plain(node: yaml.Node | None) -> Any:
    """Dicts, lists, texts and None; a key without a value is left out."""
    if isinstance(node, yaml.MappingNode):
        pairs = ((_name(key), plain(value)) for key, value in node.value)
        return {key: value for key, value in pairs if value is not None}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value


def row_of(node: yaml.Node | None, loc: Loc) -> int:
    """The row, from 0, where pydantic's `loc` stands, or the nearest row around it."""
    row = node.start_mark.line if node else 0
    for step in loc:
        found = _child(node, step)
        if found is None:
            return row
        row, node = found
    return row


def repeated_keys(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Row, from 0, and name of every key that stands twice in one mapping."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from repeated_keys(item)
    if isinstance(node, yaml.MappingNode):
        seen = set[str]()
        for key, value in node.value:
            if _name(key) in seen:
                yield key.start_mark.line, _name(key)
            seen.add(_name(key))
            yield from repeated_keys(value)


def advice(error: ErrorDetails, known: Sequence[str]) -> str:
    """A pydantic error as a sentence that says what to write; `known` are the keys allowed at that place."""
    name = ".".join(str(step) for step in error["loc"])
    kind = error["type"]
    if kind == "missing":
        return f"`{name}` is missing: write `{error['loc'][-1]}: ...`"
    if kind == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), known, n=1)
        instead = f"did you mean `{near[0]}`?" if near else f"the keys here are {', '.join(known)}"
        return f"unknown key `{name}`: {instead}"
    expected = KINDS.get(kind.removesuffix("_type"))
    if expected and kind.endswith("_type"):
        return f"`{name}` should be {expected}, got {_kind(error['input'])}"
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"`{name}` {message}" if name else message


def _row_of(wrong: yaml.MarkedYAMLError) -> int:
    """A quote left open or a key without a colon is noticed rows later; the context is where it begins."""
    begun = wrong.context_mark if isinstance(wrong, yaml.scanner.ScannerError) else None
    mark = begun or wrong.problem_mark
    return mark.line if mark else 0


def _reason(complaint: str) -> str:
    return next((advice for words, advice in COMPLAINTS.items() if words in complaint), complaint)


def _child(node: yaml.Node | None, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line, value) for key, value in node.value if _name(key) == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def _name(key: yaml.Node) -> str:
    return key.value if isinstance(key, yaml.ScalarNode) else "?"


def _kind(value: object) -> str:
    if isinstance(value, str):
        return f"the text `{value}`"
    return (
        "a list" if isinstance(value, list) else "`key: value` rows" if isinstance(value, dict) else "nothing"
    )
