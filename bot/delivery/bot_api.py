"""The few Bot API calls made by hand: updates are kept as they came, whatever a framework makes of them."""

import json
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

#: A proxy refuses, or hangs up in the middle; to aiohttp these are no errors of its own.
PROXY_ERRORS = (ProxyError, ProxyConnectionError, ProxyTimeoutError, EOFError)
#: There was no connection yet when these were raised, so no call went out.
NEVER_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, *PROXY_ERRORS)


class ApiRefused(Exception):
    """Telegram answered "no": its code and words, and how long to wait if it said so."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


class ApiUnreachable(Exception):
    """No answer, or none that can be read. Its text never holds the address: the token is in it."""


class BotApi:
    """Calls methods of one bot; `account` is the bot's own Telegram id."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: str) -> None:
        self._session = session
        self._base = f"{base}/bot{token}"
        self.account = int(token.split(":", 1)[0])

    def __repr__(self) -> str:
        return f"BotApi(account={self.account})"

    async def call(self, method: str, params: dict[str, Any] | None = None, *, patience: float = 15) -> Any:
        """The result of a call; ApiRefused or ApiUnreachable without one. `patience` is in seconds."""
        timeout = aiohttp.ClientTimeout(total=patience)
        try:
            async with self._session.post(
                f"{self._base}/{method}", json=params or {}, timeout=timeout
            ) as answer:
                body = await answer.read()
        except TimeoutError:
            raise ApiUnreachable("no answer in time") from None
        except (aiohttp.ClientError, OSError, *PROXY_ERRORS) as error:
            raise ApiUnreachable(f"no connection ({type(error).__name__})") from None
        return _result(answer.status, body)


def _result(status: int, body: bytes) -> Any:
    try:
        told = json.loads(body)
    except ValueError:
        raise ApiUnreachable(f"an answer that is not JSON (HTTP {status})") from None
    if not isinstance(told, dict):
        raise ApiUnreachable(f"an answer of another form (HTTP {status})")
    if told.get("ok"):
        return told["result"]
    wait = (told.get("parameters") or {}).get("retry_after")
    raise ApiRefused(int(told.get("error_code", status)), str(told.get("description", "")), wait)
