"""How Telegram says no."""

from typing import Any


class TelegramRefusal(Exception):
    """A call that Telegram answers with ``ok: false``: code, its own wording, seconds to wait on a 429."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> dict[str, Any]:
        """The body of the answer, as the Bot API writes it."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> TelegramRefusal:
    """A 400; the reason is Telegram's own words after ``Bad Request:``."""
    return TelegramRefusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> TelegramRefusal:
    """A 403; the reason is Telegram's own words after ``Forbidden:``."""
    return TelegramRefusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> TelegramRefusal:
    """A 409: somebody else receives this bot's updates."""
    return TelegramRefusal(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> TelegramRefusal:
    """A 429 that says how long to wait."""
    return TelegramRefusal(429, f"Too Many Requests: retry after {seconds}", seconds)
