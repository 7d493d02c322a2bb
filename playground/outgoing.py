"""What Telegram checks before a bot's message reaches anybody: text, buttons, thread, reply."""

from typing import Any
from urllib.parse import urlsplit

from playground.calls import Call
from playground.chats import Chat, Message
from playground.files import File
from playground.markup import Formatted, parse, trimmed, utf16, with_found
from playground.refusal import bad_request
from playground.world import World

Json = dict[str, Any]
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
DATA_BYTES = 64
MOST_BUTTONS = 100


def send(world: World, call: Call, content: Json, file: File | None = None) -> Message:
    """Post a bot's content where the call says, after every check; refusals in Telegram's words."""
    chat = world.chat_of(call.bot, call.params["chat_id"])
    return world.post(
        chat,
        call.bot,
        content,
        thread=thread_of(chat, call.params),
        reply=reply_of(chat, call.params),
        markup=markup_of(call.params),
        file=file,
    )


def text_of(params: Json) -> Json:
    """The fields ``text`` and ``entities``; 400 if empty, unreadable or over 4096."""
    formatted = _formatted(params, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return _fields(formatted, "text", "entities")


def caption_of(params: Json) -> Json:
    """The fields ``caption`` and ``caption_entities``, if any; 400 if unreadable or over 1024."""
    formatted = _formatted(params, "caption", "caption_entities")
    if utf16(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return _fields(formatted, "caption", "caption_entities")


def marked(text: str) -> Json:
    """``text`` and ``entities`` of what a person typed."""
    return _fields(with_found(trimmed(Formatted(text))), "text", "entities")


def _formatted(params: Json, name: str, entities: str) -> Formatted:
    text = params.get(name) or ""
    match (params.get("parse_mode") or "").lower():
        case "":
            formatted = Formatted(text, tuple(params.get(entities) or ()))
        case "html":
            formatted = parse(text)
        case "markdown" | "markdownv2":
            raise bad_request("can't parse entities: this local Telegram reads HTML only, not Markdown")
        case _:
            raise bad_request("unsupported parse_mode")
    return with_found(trimmed(formatted))


def _fields(formatted: Formatted, name: str, entities: str) -> Json:
    marks = {entities: list(formatted.entities)} if formatted.entities else {}
    return {name: formatted.text, **marks} if formatted.text else {}


def thread_of(chat: Chat, params: Json) -> int | None:
    """The topic the call names; 400 if the chat has no such topic."""
    thread: int | None = params.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread


def reply_of(chat: Chat, params: Json) -> Json:
    """The fields ``reply_to_message`` and ``quote``; 400 if it is gone, unless the call allows that."""
    wanted = dict(params.get("reply_parameters") or {})
    if not wanted and params.get("reply_to_message_id"):
        wanted = {"message_id": params["reply_to_message_id"]}
        wanted["allow_sending_without_reply"] = params.get("allow_sending_without_reply")
    if not wanted:
        return {}
    message = chat.find(wanted.get("message_id"))
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return replying(message, wanted.get("quote"))


def replying(message: Message, quote: str | None, *, by_hand: bool = False) -> Json:
    """The reply fields; a quote must be an exact part of the message, or it is a 400."""
    reply: Json = {"reply_to_message": message.as_json(nested=True)}
    if quote:
        at = message.text.find(quote)
        if at < 0:
            raise bad_request("QUOTE_TEXT_INVALID")
        manual = {"is_manual": True} if by_hand else {}
        reply["quote"] = {"text": quote, "position": utf16(message.text[:at]), **manual}
    return reply


def markup_of(params: Json) -> Json:
    """The keyboard; 400 if one of its buttons is none."""
    markup: Json = params.get("reply_markup") or {}
    buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return markup if buttons or "inline_keyboard" not in markup else {}


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    data, url = button.get("callback_data"), button.get("url")
    if data is not None and not 1 <= len(data.encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and urlsplit(url).scheme not in {"http", "https", "tg"}:
        raise bad_request("BUTTON_URL_INVALID")
    if button.keys() <= {"text", "style", "icon_custom_emoji_id"}:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
