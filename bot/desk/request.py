"""python-telegram-bot's HTTP over aiohttp, which aiogram brings anyway and which sends many times faster."""

from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.bot_api import NEVER_CONNECTED

#: Seconds without an answer before a call counts as of unknown outcome.
PATIENCE = 30.0


class NotConnected(NetworkError):
    """There was no connection, so the call certainly did not go out."""


class AiohttpRequest(BaseRequest):
    """A pool of connections to one Bot API server."""

    def __init__(self, proxy: str | None = None) -> None:
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return PATIENCE

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=self._connector())

    def _connector(self) -> aiohttp.BaseConnector:
        return ProxyConnector.from_url(self._proxy) if self._proxy else aiohttp.TCPConnector(limit=100)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """The status and body of an answer; errors never tell the address, it holds the token."""
        await self.initialize()
        assert self._session is not None
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except NEVER_CONNECTED as error:
            raise NotConnected(f"{type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"{type(error).__name__}") from None


def _form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    # Names as they are: quoted ones would reach people as "%D0%A1%D1%87...".
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, mime_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form
