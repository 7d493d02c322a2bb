"""The desk's own HTTP: Telegram's webhooks, health, metrics."""

import asyncio
import errno
import hmac
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.delivery.nurse import Nurse
from bot.delivery.receive import Intake
from bot.figures import Figures
from bot.logs import told
from bot.vitals import troubles

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 a header's name (Bot API, setWebhook)
#: Telegram's updates are far smaller.
LARGEST = 1024 * 1024

log = structlog.get_logger()


class HttpUnusable(Exception):
    """The address cannot be listened on; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Hook:
    """Where one bot's updates come in, and the secret Telegram sends along."""

    intake: Intake
    secret: str


class Webhooks:
    """`POST /telegram/<bot>`: in the inbox before Telegram hears "got it"; else 503, and it comes again."""

    def __init__(self, hooks: Mapping[str, Hook]) -> None:
        self._hooks = hooks

    async def receive(self, request: web.Request) -> web.Response:
        """One update."""
        hook = self._hooks.get(request.match_info["bot"])
        if hook is None:
            raise web.HTTPNotFound
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), hook.secret.encode()):
            raise web.HTTPForbidden
        try:
            update = await request.json()
            update["update_id"] = int(update["update_id"])
        except (ValueError, TypeError, KeyError, UnicodeDecodeError):
            raise web.HTTPBadRequest from None
        return await _taken(hook.intake, update)


async def _taken(intake: Intake, update: dict[str, object]) -> web.Response:
    try:
        # Telegram may hang up meanwhile; the transaction it shares with others must end all the same.
        await asyncio.shield(intake.take([update]))
    except Exception as error:  # noqa: BLE001 the outermost door: whatever it was, Telegram keeps the update
        intake.went_wrong()
        log.warning("receiving failed", bot=intake.bot, **told(error))
        raise web.HTTPServiceUnavailable from None
    intake.went_well()
    return web.Response()


class Health:
    """`GET /health` for people and machines, `GET /metrics` for Prometheus."""

    def __init__(self, nurse: Nurse, figures: Figures, disk_budget: int) -> None:
        self._nurse = nurse
        self._figures = figures
        self._disk_budget = disk_budget

    async def health(self, _: web.Request) -> web.Response:
        """200 while customers are served, else 503; either way what is wrong."""
        try:
            vitals = await self._nurse.vitals()
        except Exception as error:  # noqa: BLE001 a health page that fails is no help
            log.warning("health unknown", **told(error))
            return web.json_response({"ok": False, "troubles": [{"name": "database"}]}, status=503)
        found = troubles(vitals, self._disk_budget)
        ok = not any(one.grave for one in found)
        names = [{"name": one.name, "about": one.about, "amount": one.amount} for one in found]
        return web.json_response({"ok": ok, "troubles": names}, status=200 if ok else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """Every figure, taken now."""
        try:
            self._figures.show(await self._nurse.vitals())
        except Exception as error:  # noqa: BLE001 counters are told even where the database is not
            log.warning("vitals unknown", **told(error))
        body = generate_latest(self._figures.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


@asynccontextmanager
async def listening(
    address: tuple[str, int], health: Health, webhooks: Webhooks | None
) -> AsyncIterator[int]:
    """The port listened on (0 takes a free one), as long as the block runs; HttpUnusable if it cannot be."""
    app = web.Application(client_max_size=LARGEST)
    app.router.add_get("/health", health.health)
    app.router.add_get("/metrics", health.metrics)
    if webhooks:
        app.router.add_post("/telegram/{bot}", webhooks.receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        yield await _listen(runner, *address)
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> int:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        why = "another program listens there" if error.errno == errno.EADDRINUSE else str(error.strerror)
        raise HttpUnusable(
            f"FIRSTLINE_HTTP: {host}:{port} cannot be used: {why}; stop it or choose another port."
        ) from None
    return int(runner.addresses[0][1])
