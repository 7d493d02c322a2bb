"""Who may use the people's side: our own page, by its token. Another page in the same browser cannot."""

from secrets import compare_digest

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

TOKEN_HEADER = "X-Playground-Token"  # noqa: S105 - the header's name, no secret
#: The Bot API's side: bots are no browsers, and their own tokens are asked for there.
BOTS_SIDE = ("/bot{", "/file/bot{")
#: Nothing from elsewhere, nobody around it: also what a person uploads cannot run as our page.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def guard(token: str) -> Middleware:
    """Refuse with a 403 what another page may have sent; let our own pass, with headers that keep it ours."""

    @web.middleware
    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        path = resource.canonical if resource else ""
        if path.startswith(BOTS_SIDE):
            return await handler(request)
        _from_here(request)
        if path.startswith("/user/"):
            _knows(request, token)
        response = await handler(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return checked


def _from_here(request: web.Request) -> None:
    """The names of this machine only (another name that leads here is a trick), and no foreign page."""
    assert request.transport is not None
    port = request.transport.get_extra_info("sockname")[1]
    hosts = [f"127.0.0.1:{port}", f"localhost:{port}"]
    if request.headers.getall("Host", []) not in ([host] for host in hosts):
        raise web.HTTPForbidden(text=f"open the page at http://{hosts[0]}/")
    origins = request.headers.getall("Origin", [])
    if any(origin not in {f"http://{host}" for host in hosts} for origin in origins):
        raise web.HTTPForbidden(text="only the page of this local Telegram may ask here")


def _knows(request: web.Request, token: str) -> None:
    given = request.headers.get(TOKEN_HEADER) or request.query.get("token", "")
    if not compare_digest(given.encode(), token.encode()):
        raise web.HTTPForbidden(
            text=f"give the token that the page at / carries: header {TOKEN_HEADER}, or ?token="
        )
