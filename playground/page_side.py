"""The page in the browser: its files as they are, and ``/`` with the token in it."""

from html import escape
from pathlib import Path

from aiohttp import web

FILES = Path(__file__).parent / "page"


class PageSide:
    """The routes of the page; whoever opens ``/`` may do all that ``/user`` offers."""

    def __init__(self, token: str, zone: str | None) -> None:
        self._filled = {"{token}": token, "{zone}": zone or ""}

    def add_to(self, router: web.UrlDispatcher) -> None:
        """The page, and below ``/page`` what it is made of."""
        router.add_get("/", self._page)
        router.add_get("/favicon.ico", _nothing)
        router.add_static("/page", FILES)

    async def _page(self, _: web.Request) -> web.StreamResponse:
        page = (FILES / "index.html").read_text(encoding="utf-8")
        for blank, value in self._filled.items():
            page = page.replace(blank, escape(value))
        return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-store"})


async def _nothing(_: web.Request) -> web.StreamResponse:
    return web.Response(status=204)
