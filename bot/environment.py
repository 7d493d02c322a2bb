"""What comes from the environment: secrets, and where this desk runs. No message repeats a value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.config import ConfigError
from storage.address import on_sqlite, parse
from storage.errors import DatabaseUnusable

TELEGRAM = "https://api.telegram.org"
DATABASE = "sqlite:///firstline.sqlite"
#: Telegram's tokens have 35 letters after the colon; other Bot API servers make their own.
TOKEN = re.compile(r"[0-9]+:\S+", re.ASCII)
#: What the frameworks put behind the base address themselves.
WITH_BOT = re.compile(r"/bot([0-9/]|$)")
BOTFATHER = "send /newbot to @BotFather in Telegram and set the token it gives"


class EnvironmentWrong(ConfigError):
    """Variables are missing or malformed; `problems` holds a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Environment:
    """Tokens of both bots, the Bot API server (no slash at its end), the database's address, the proxy."""

    customer_token: SecretStr
    desk_token: SecretStr
    telegram_api: str
    database_url: str = field(repr=False)  # may hold a password, as the proxy may
    proxy: str | None = field(default=None, repr=False)
    http: tuple[str, int] | None = None  # where health, metrics and webhooks are listened for
    webhook: str | None = None  # the public address Telegram reaches that by; None: polling
    smtp_password: SecretStr | None = field(default=None, repr=False)
    limited: bool = True  # whether flood limits are kept; a Bot API server of tests has none

    @classmethod
    def read(cls, environ: Mapping[str, str], config_folder: Path) -> Self:
        """The FIRSTLINE_ variables, an empty one counted as not set; EnvironmentWrong with every mistake."""
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        if problems := [*_problems(given)]:
            raise EnvironmentWrong(problems)
        return cls(
            customer_token=SecretStr(given["FIRSTLINE_CUSTOMER_TOKEN"]),
            desk_token=SecretStr(given["FIRSTLINE_DESK_TOKEN"]),
            telegram_api=given.get("FIRSTLINE_TELEGRAM_API", TELEGRAM).rstrip("/"),
            database_url=_database_url(given.get("FIRSTLINE_DATABASE_URL", DATABASE), config_folder),
            proxy=given.get("FIRSTLINE_PROXY"),
            http=_listening(given["FIRSTLINE_HTTP"]) if "FIRSTLINE_HTTP" in given else None,
            webhook=given.get("FIRSTLINE_WEBHOOK", "").rstrip("/") or None,
            limited=given.get("FIRSTLINE_LIMITS") != "off",
            smtp_password=_secret(given.get("FIRSTLINE_SMTP_PASSWORD")),
        )


def database_url(environ: Mapping[str, str], config_folder: Path) -> str:
    """The database's address alone, for commands that need no bots; DatabaseUnusable if it cannot be read."""
    given = environ.get("FIRSTLINE_DATABASE_URL", "").strip() or DATABASE
    return _database_url(given, config_folder)


def _problems(given: Mapping[str, str]) -> Iterator[str]:
    yield from _token_problems(given)
    if not _is_api(given.get("FIRSTLINE_TELEGRAM_API", TELEGRAM)):
        yield f"FIRSTLINE_TELEGRAM_API should be a base address such as {TELEGRAM}, without /bot and a token"
    try:
        parse(given.get("FIRSTLINE_DATABASE_URL", DATABASE))
    except DatabaseUnusable as wrong:
        yield f"FIRSTLINE_DATABASE_URL: {wrong}"
    if not _is_server(given.get("FIRSTLINE_PROXY", "http://localhost"), "http", "socks5"):
        yield "FIRSTLINE_PROXY should be http://host:port or socks5://name:password@host:port"
    yield from _web_problems(given)


def _web_problems(given: Mapping[str, str]) -> Iterator[str]:
    if _listening(given.get("FIRSTLINE_HTTP", "127.0.0.1:8088")) is None:
        yield "FIRSTLINE_HTTP should be host:port, such as 127.0.0.1:8088"
    if given.get("FIRSTLINE_LIMITS", "on") not in {"on", "off"}:
        yield "FIRSTLINE_LIMITS should be on, or off for a Bot API server of your own that counts nothing"
    webhook = given.get("FIRSTLINE_WEBHOOK")
    if webhook and not _is_server(webhook, "http", "https"):
        yield "FIRSTLINE_WEBHOOK should be the public address of FIRSTLINE_HTTP, such as https://desk.example.com"
    elif webhook and "FIRSTLINE_HTTP" not in given:
        yield "FIRSTLINE_WEBHOOK needs FIRSTLINE_HTTP: where this machine listens, such as 127.0.0.1:8088"


def _token_problems(given: Mapping[str, str]) -> Iterator[str]:
    tokens = []
    for bot in ("customer", "desk"):
        variable = f"FIRSTLINE_{bot.upper()}_TOKEN"
        token = given.get(variable)
        if token is None:
            yield f"{variable} is not set: {BOTFATHER} (the {bot} bot's own)"
        elif not TOKEN.fullmatch(token):
            yield f"{variable} is not a token (digits, a colon, letters; no quotes): {BOTFATHER}"
        tokens.append(token)
    if tokens[0] and tokens[0] == tokens[1]:
        # Two pollers on one token would take each other's updates.
        yield f"FIRSTLINE_CUSTOMER_TOKEN and FIRSTLINE_DESK_TOKEN are the same; for a second bot, {BOTFATHER}"


def _listening(value: str) -> tuple[str, int] | None:
    host, _, port = value.rpartition(":")
    known = port.isascii() and port.isdigit() and int(port) < 2**16
    return (host.strip("[]") or "127.0.0.1", int(port)) if known else None


def _secret(value: str | None) -> SecretStr | None:
    return SecretStr(value) if value else None


def _is_api(address: str) -> bool:
    if not _is_server(address, "http", "https"):
        return False
    parts = urlsplit(address)
    return not (parts.query or parts.fragment or parts.username or WITH_BOT.search(parts.path))


def _is_server(address: str, *schemes: str) -> bool:
    """Whether it is an address of one of these kinds, with a host and a port that can be."""
    try:
        parts = urlsplit(address)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _database_url(address: str, folder: Path) -> str:
    """The address with its async driver; a relative SQLite file is looked for in the config's folder."""
    url = parse(address)
    if on_sqlite(url):
        url = url.set(database=str(folder / str(url.database)))
    return url.render_as_string(hide_password=False)
