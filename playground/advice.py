"""A caller's mistakes, told as advice."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from pydantic import ValidationError

from playground.refusal import TelegramRefusal

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def advised(handler: Handler) -> Handler:
    """The handler with its mistakes told to the caller."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (ValueError, TypeError, LookupError, TelegramRefusal) as mistake:
            return web.json_response({"error": _advice(mistake)}, status=400)
        except TimeoutError as late:
            return web.json_response({"error": str(late)}, status=504)

    return answer


def _advice(mistake: Exception) -> str:
    if not isinstance(mistake, ValidationError):
        return str(mistake.args[0] if mistake.args else mistake)
    wrong = (f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in mistake.errors())
    return "; ".join(wrong)
