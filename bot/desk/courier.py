"""Letters to staff, by python-telegram-bot."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import telegram
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.delivery import calls, refusals
from bot.delivery.calls import Call
from bot.delivery.courier import Payload, file_name
from bot.delivery.outcomes import Blocked, FileRefused, NotDelivered, Receipt, Unknown, Unsent, Wait
from bot.desk.request import NotConnected
from storage.letters import File, Rows


class DeskCourier:
    """Sends by the desk bot."""

    def __init__(self, bot: ExtBot[None]) -> None:
        self._bot = bot

    async def deliver(self, call: Call, payloads: Mapping[File, Payload]) -> Receipt:
        """See Courier."""
        try:
            sent = await getattr(self._bot, call.method)(**_params(call, payloads))
        except TelegramError as error:
            if refusals.is_done(error.message):
                return Receipt(None)
            raise _outcome(error) from None
        first = sent[0] if isinstance(sent, tuple) else sent
        return Receipt(getattr(first, "message_id", None), calls.file_ids(sent, call))

    async def fetch(self, file: File) -> bytes:
        """See Courier."""
        try:
            found = await self._bot.get_file(file.id)
            return bytes(await found.download_as_bytearray())
        except BadRequest as error:
            raise FileRefused(refusals.reason(error.message)) from None
        except TelegramError as error:
            raise _outcome(error) from None


def _outcome(error: TelegramError) -> NotDelivered:
    match error:
        case RetryAfter():
            wait = error.retry_after
            return Wait(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case Forbidden():
            return Blocked(error.message)
        case BadRequest():  # it is a NetworkError to this framework, yet no network is at fault
            return refusals.of_bad_request(error.message)
        case NotConnected():
            return Unsent(error.message)
        case InvalidToken():  # any 404, for instance
            return Unknown("InvalidToken")
        case _ if "too large" in error.message.lower():
            return FileRefused(error.message)
        case _:
            # Its text may hold the address, and the address holds the token: the kind alone is told.
            return Unknown(type(error).__name__)


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


def _upload(file: File, payload: Payload) -> str | telegram.InputFile:
    return (
        payload
        if isinstance(payload, str)
        else telegram.InputFile(payload, filename=file_name(file), attach=False)
    )


def _in_album(file: File, payload: Payload, captioned: Call | None) -> telegram.InputMedia:
    kinds: dict[str, Any] = {
        "photo": telegram.InputMediaPhoto,
        "video": telegram.InputMediaVideo,
        "audio": telegram.InputMediaAudio,
    }
    kind = kinds.get(file.kind, telegram.InputMediaDocument)
    content = (
        payload
        if isinstance(payload, str)
        else telegram.InputFile(payload, filename=file_name(file), attach=True)
    )
    media: telegram.InputMedia = kind(media=content, **(captioned.captions if captioned else {}))
    return media


def _keyboard(rows: Rows) -> telegram.InlineKeyboardMarkup:
    buttons = [
        [telegram.InlineKeyboardButton(text=one.text, callback_data=one.data, url=one.url) for one in row]
        for row in rows
    ]
    return telegram.InlineKeyboardMarkup(buttons)
