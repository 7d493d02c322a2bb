"""Letters to customers, by aiogram."""

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram import types as telegram
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiohttp import ClientError

from bot.delivery import calls, refusals
from bot.delivery.bot_api import NEVER_CONNECTED, PROXY_ERRORS
from bot.delivery.calls import Call
from bot.delivery.courier import Payload, file_name
from bot.delivery.outcomes import Blocked, FileRefused, NotDelivered, Receipt, Unknown, Unsent, Wait
from storage.letters import File, Rows

#: What a call or a download may end with besides an answer.
_TROUBLES = (AiogramError, ClientError, TimeoutError, OSError, *PROXY_ERRORS)


class CustomerCourier:
    """Sends by the customer bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, call: Call, payloads: Mapping[File, Payload]) -> Receipt:
        """See Courier."""
        try:
            sent = await getattr(self._bot, call.method)(**_params(call, payloads))
        except _TROUBLES as error:
            if refusals.is_done(str(error)):
                return Receipt(None)
            raise _outcome(error) from None
        first = sent[0] if isinstance(sent, list) else sent
        return Receipt(getattr(first, "message_id", None), calls.file_ids(sent, call))

    async def fetch(self, file: File) -> bytes:
        """See Courier."""
        try:
            found = await self._bot.get_file(file.id)
            content = await self._bot.download_file(found.file_path or "")
        except _TROUBLES as error:
            if isinstance(error, TelegramBadRequest):
                raise FileRefused(refusals.reason(str(error))) from None
            raise _outcome(error) from None
        assert content is not None
        return content.read()


def _outcome(error: Exception) -> NotDelivered:
    match error:
        case TelegramRetryAfter():
            return Wait(float(error.retry_after))
        case TelegramForbiddenError():
            return Blocked(error.message)
        case TelegramEntityTooLarge():
            return FileRefused(error.message)
        case TelegramBadRequest():
            return refusals.of_bad_request(error.message)
    # Its text may hold the address, and the address holds the token: the kind alone is told.
    # aiogram wraps most of what the connection said.
    certain = isinstance(error, NEVER_CONNECTED) or isinstance(error.__cause__, NEVER_CONNECTED)
    return (Unsent if certain else Unknown)(type(error).__name__)


def _params(call: Call, payloads: Mapping[File, Payload]) -> dict[str, Any]:
    params = dict(call.params)
    if call.buttons is not None:
        params["reply_markup"] = _keyboard(call.buttons)
    if call.reply_to:
        params["reply_parameters"] = telegram.ReplyParameters(
            message_id=call.reply_to, allow_sending_without_reply=True
        )
    if call.slot == "media":
        params["media"] = [
            _in_album(file, payloads[file], call if place == 0 else None)
            for place, file in enumerate(call.files)
        ]
    elif call.slot:
        params[call.slot] = _upload(call.files[0], payloads[call.files[0]])
    return params


def _upload(file: File, payload: Payload) -> str | telegram.BufferedInputFile:
    return payload if isinstance(payload, str) else telegram.BufferedInputFile(payload, file_name(file))


def _in_album(file: File, payload: Payload, captioned: Call | None) -> telegram.InputMedia:
    kinds: dict[str, Any] = {
        "photo": telegram.InputMediaPhoto,
        "video": telegram.InputMediaVideo,
        "audio": telegram.InputMediaAudio,
    }
    kind = kinds.get(file.kind, telegram.InputMediaDocument)
    media: telegram.InputMedia = kind(
        media=_upload(file, payload), **(captioned.captions if captioned else {})
    )
    return media


def _keyboard(rows: Rows) -> telegram.InlineKeyboardMarkup:
    buttons = [
        [telegram.InlineKeyboardButton(text=one.text, callback_data=one.data, url=one.url) for one in row]
        for row in rows
    ]
    return telegram.InlineKeyboardMarkup(inline_keyboard=buttons)
