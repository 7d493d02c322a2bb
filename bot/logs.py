"""Logs without tokens and without anybody's words."""

import logging
import sys
import sysconfig
import traceback
from pathlib import Path

import structlog

#: These print addresses with the token, or whole updates; their troubles reach us as exceptions anyway.
_TALKATIVE = ("httpx", "httpcore", "aiohttp.access", "aiogram", "telegram", "apscheduler")
_LIBRARIES = tuple({sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib", "purelib", "platlib")})


def set_up(*, level: str = "INFO") -> None:
    """One row per event on standard error; libraries speak up only when they fail."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Spare())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
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


class _Spare(logging.Formatter):
    """Who speaks and, of an error, its kind and place: a library's own words may hold anything."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        about = [f"{name}={value!r}" for name, value in told(error).items()] if error else []
        return " ".join([record.levelname, record.name, *about])


def told(error: BaseException) -> dict[str, str]:
    """An error's kind and where it arose. Its text is left out: it may hold a token or a customer's words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if not frame.filename.startswith(_LIBRARIES)] or list(frames)
    places = " < ".join(f"{Path(one.filename).stem}.{one.name}:{one.lineno}" for one in reversed(ours[-6:]))
    return {"error": type(error).__name__, "where": places}
