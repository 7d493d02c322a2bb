"""Telegram's own words of refusal, read for what they mean (descriptions of the Bot API server)."""

from bot.delivery.outcomes import BadMarkup, Blocked, FileRefused, MessageGone, NotDelivered, Rejected

_DONE = ("message is not modified",)
_MARKUP = ("can't parse entities", "unsupported start tag", "can't find end of")
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_AWAY = ("chat not found", "user is deactivated", "peer_id_invalid", "bot can't initiate conversation")
_FILE = (
    "wrong file identifier",
    "file is too big",
    "wrong type of the web page content",
    "failed to get http url",
)


def is_done(description: str) -> bool:
    """Whether the refusal says that everything is as wanted already."""
    return _has(description, _DONE)


def of_bad_request(description: str) -> NotDelivered:
    """What a 400 means for the letter."""
    kinds = ((_MARKUP, BadMarkup), (_GONE, MessageGone), (_AWAY, Blocked), (_FILE, FileRefused))
    for words, kind in kinds:
        if _has(description, words):
            return kind(reason(description))
    return Rejected(reason(description))


def reason(description: str) -> str:
    """Telegram's reason without its prefix."""
    return description.removeprefix("Telegram server says - ").removeprefix("Bad Request: ")


def _has(description: str, words: tuple[str, ...]) -> bool:
    lowered = description.lower()
    return any(word in lowered for word in words)
