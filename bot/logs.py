"""Logs without tokens and without anybody's words."""

import logging
import sys
import traceback

import structlog

#: These print addresses with the token, or whole updates; their troubles reach us as exceptions anyway.
_TALKATIVE = ("httpx", "httpcore", "aiohttp.access", "aiogram", "telegram", "apscheduler")


def set_up(*, level: str = "INFO") -> None:
    """One row per event on standard error; libraries speak up only when they fail."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s", stream=sys.stderr)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def told(error: BaseException) -> dict[str, str]:
    """An error's kind and where it arose. Its text is left out: it may hold a token or a customer's words."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return {"error": type(error).__name__, "where": places}
