"""An unlabelled log of messages from a file: a CSV, or what Telegram's "Export chat history" makes."""

import csv
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from bot.commands.opening import Unready

#: Columns that may hold the message; a file of one column needs no name for it.
NAMED = ("text", "message", "body", "question", "query", "utterance", "сообщение", "текст", "вопрос")
AUTHORS = ("from", "author", "sender", "от", "автор")
LARGEST = 200_000_000  # bytes; a year of a busy chat takes a tenth
LONGEST = 4_096  # characters of a message


def messages_of(file: Path, without: Collection[str] = ()) -> list[str]:
    """The messages, oldest first, but those of the named authors; Unready when there are none."""
    try:
        if file.stat().st_size > LARGEST:
            raise Unready(f"{file} is larger than {LARGEST // 1_000_000} MB: give a part of it")
        content = file.read_text("utf-8-sig", errors="replace").replace("\0", "")
    except OSError as wrong:
        raise Unready(f"{file} cannot be read: {wrong.strerror or wrong}") from None
    told = _of_export if content.lstrip()[:1] in {"{", "["} else _of_csv
    left_out = {name.casefold() for name in without}
    found = [text[:LONGEST] for author, text in told(file, content) if author.casefold() not in left_out]
    if not any(text.strip() for text in found):
        raise Unready(f"{file} has no messages")
    return found


def _of_csv(file: Path, content: str) -> Iterator[tuple[str, str]]:
    reader = csv.reader(content.splitlines())
    try:
        names = [name.strip().casefold() for name in next(reader, ["text"])]
        at = next((names.index(name) for name in NAMED if name in names), 0 if len(names) == 1 else None)
        if at is None:
            raise Unready(f"{file}:1 no column `text`: the first row should name one of the columns so")
        author = next((names.index(name) for name in AUTHORS if name in names), None)
        if len(names) == 1 and names[0] not in NAMED:
            yield "", names[0]  # a plain list of messages: its first row is one of them
        for row in reader:
            if at < len(row):
                yield row[author] if author is not None and author < len(row) else "", row[at]
    except csv.Error as wrong:
        raise Unready(f"{file}:{reader.line_num} {wrong}") from None


def _of_export(file: Path, content: str) -> Iterator[tuple[str, str]]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        where = f":{wrong.lineno}" if isinstance(wrong, json.JSONDecodeError) else ""
        raise Unready(
            f"{file}{where} is no JSON to the end: export the chat again, as “Machine-readable JSON”"
        ) from None
    chats = list(_chats(told))
    if not chats:
        raise Unready(
            f"{file} is JSON, but no export of Telegram: in Telegram Desktop, open the chat, ⋮,"
            " “Export chat history”, and choose “Machine-readable JSON”"
        )
    for chat in chats:
        for message in chat:
            if isinstance(message, dict) and message.get("type", "message") == "message":
                yield str(message.get("from") or ""), _plain(message.get("text"))


def _chats(told: Any) -> Iterator[list[Any]]:
    """One chat is exported with `messages`, all of them as `chats.list` of the same."""
    if not isinstance(told, dict):
        return
    if isinstance(told.get("messages"), list):
        yield told["messages"]
    listed = told["chats"].get("list") if isinstance(told.get("chats"), dict) else None
    for chat in listed if isinstance(listed, list) else ():
        yield from _chats(chat)


def _plain(text: Any) -> str:
    """A text is a string, or a list of strings and of `{"type": "bold", "text": ...}`."""
    parts = text if isinstance(text, list) else [text]
    return "".join(
        part if isinstance(part, str) else str(part.get("text", "")) if isinstance(part, dict) else ""
        for part in parts
    )
