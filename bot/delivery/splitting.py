"""Long words in several messages: cut where a sentence or row ends, tags closed and opened again."""

import re

#: Telegram's limit for a message, UTF-16 units after entities (Bot API, sendMessage).
MESSAGE = 4096

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-z]+)[^>]*>|&[#\w]+;|.", re.DOTALL)
#: Where a cut hurts least, best first: after an empty row, a row, a sentence, a word.
_ENDS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"[.!?…]\s"), re.compile(r"\s"))


def split(html: str, limit: int = MESSAGE) -> list[str]:
    """The HTML in pieces of at most `limit` UTF-16 units of text each, every piece with its tags balanced."""
    if len(html.encode("utf-16-le")) // 2 <= limit:
        return [html]  # even with its tags counted
    tokens = [match[0] for match in _TOKEN.finditer(html)]
    if sum(_units(token) for token in tokens) <= limit:
        return [html]
    pieces: list[str] = []
    opened: list[str] = []
    while tokens:
        count = _fitting(tokens, limit)
        piece, tokens = tokens[:count], tokens[count:]
        before = list(opened)
        _follow(piece, opened)
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        pieces.append("".join(before) + "".join(piece).strip() + closing)
    return [piece for piece in pieces if _text(piece).strip()]


def _fitting(tokens: list[str], limit: int) -> int:
    """How many tokens the next piece takes: as many as fit, back to the best place to cut."""
    used = count = 0
    for token in tokens:
        used += _units(token)
        if used > limit:
            break
        count += 1
    if count == len(tokens):
        return count
    plain = "".join(token if _units(token) else "\0" for token in (_single(one) for one in tokens[:count]))
    for end in _ENDS:
        ends = [match.end() for match in end.finditer(plain)]
        if ends and ends[-1] >= count // 2:
            return ends[-1]
    return count


def _single(token: str) -> str:
    """One letter per token, so that places in the text are places in the tokens."""
    if token.startswith("<") and len(token) > 1:
        return "\0"
    return "&" if token.startswith("&") and len(token) > 1 else token


def _units(token: str) -> int:
    if token == "\0" or (token.startswith("<") and len(token) > 1):  # noqa: S105 a token of HTML
        return 0
    return 1 if token.startswith("&") and len(token) > 1 else len(token.encode("utf-16-le")) // 2


def _follow(piece: list[str], opened: list[str]) -> None:
    for token in piece:
        found = _TOKEN.fullmatch(token)
        if not found or not found["tag"]:
            continue
        if not found["close"]:
            opened.append(token)
        elif opened:
            opened.pop()


def _name(tag: str) -> str:
    found = _TOKEN.fullmatch(tag)
    assert found is not None
    return found["tag"]


def _text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)
