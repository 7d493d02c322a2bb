"""A Bot API call: read from HTTP, decoded and checked by aiogram's classes of the methods."""

import json
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
from aiohttp import BodyPartReader, web
from pydantic import BaseModel, ValidationError

from playground.files import UPLOAD_LIMIT
from playground.people import Bot
from playground.refusal import TelegramRefusal, bad_request

Json = dict[str, Any]
SCHEMAS: dict[str, type[TelegramMethod[Any]]] = {
    schema.__api_method__.lower(): schema
    for name in aiogram.methods.__all__
    if isinstance(schema := getattr(aiogram.methods, name), type)
    and issubclass(schema, TelegramMethod)
    and schema is not TelegramMethod
}
# pydantic would take the first keyboard class that swallows the fields, so the key decides.
KEYBOARDS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str | None
    mime: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A call with its parameters as plain JSON values; ``unknown`` are those Telegram does not have."""

    bot: Bot
    method: str
    params: Json
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


async def read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """The fields of a call, still undecoded, and its files; a 413 if they are over 50 MB together."""
    fields: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        return fields | (body if isinstance(body, dict) else {}), {}
    if not request.content_type.startswith("multipart/"):
        return fields | dict(await request.post()), {}
    uploads: dict[str, Upload] = {}
    room = UPLOAD_LIMIT
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = await _bytes(part, room)
        room -= len(data)
        if part.filename is None and part.name:
            fields[part.name] = data.decode()
        elif part.name:
            uploads[part.name] = Upload(part.filename, part.headers.get("Content-Type"), data)
    if room < 0:
        raise TelegramRefusal(413, "Request Entity Too Large")
    return fields, uploads


async def _bytes(part: BodyPartReader, room: int) -> bytes:
    # What is over the limit is read to its end and forgotten: a caller cut off in mid-upload
    # would see a broken pipe instead of the 413.
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        if len(data) <= room:
            data += chunk
    return bytes(data)


def decode(bot: Bot, method: str, fields: Json, uploads: Mapping[str, Upload]) -> Call:
    """A checked call; 404 if Telegram has no such method, 400 if a parameter does not fit."""
    schema = SCHEMAS.get(method.lower())
    if schema is None:
        raise TelegramRefusal(404, "Not Found: method not found")
    named = {name: f"attach://{name}" for name in uploads if name in schema.model_fields}
    values = {name: _decoded(value, schema, name) for name, value in (fields | named).items()}
    try:
        _choose_keyboard(values)
        checked = schema.model_validate(values)
    except ValidationError as error:
        raise _mistake(error, values) from None
    params = checked.model_dump(exclude_unset=True, by_alias=True, exclude_none=True, warnings=False)
    return Call(bot, schema.__api_method__, params, uploads, tuple(unknown_fields(checked)))


def _decoded(value: Any, schema: type[BaseModel], name: str) -> Any:
    known = schema.model_fields.get(name)
    if not isinstance(value, str) or known is None:
        return value
    annotation: Any = known.annotation
    kinds = _kinds(annotation)
    if str in kinds:
        return int(value) if int in kinds and re.fullmatch(r"-?\d+", value) else value
    try:
        return json.loads(value)
    except ValueError:
        return value


@cache
def _kinds(annotation: Hashable) -> frozenset[Any]:
    """The alternatives of an annotation: ``int | str | None`` has two."""
    if get_origin(annotation) is Annotated:
        return _kinds(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return frozenset(kind for part in get_args(annotation) for kind in _kinds(part)) - {NoneType}
    return frozenset({annotation})


def _choose_keyboard(values: Json) -> None:
    markup = values.get("reply_markup")
    if markup is None:
        return
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for key, keyboard in KEYBOARDS.items():
        if key in markup:
            values["reply_markup"] = keyboard.model_validate(markup)
            return
    del values["reply_markup"]


def _mistake(error: ValidationError, values: Json) -> TelegramRefusal:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "parameters"
    if first["type"] == "missing" and name not in values:
        return bad_request(MISSING.get(name, f"parameter {name} is required"))
    place = ".".join(str(part) for part in first["loc"])
    return bad_request(f"can't parse {place or 'reply markup'}: {first['msg']}")


def unknown_fields(value: Any, path: str = "") -> Iterator[str]:
    """Where the caller wrote fields the Bot API does not have, at any depth."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from unknown_fields(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for item in value:
            yield from unknown_fields(item, path)
