"""What both frameworks would do by themselves to an update, and must not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import pytest
from aiogram import Bot
from aiogram.types import Update as CustomerUpdate
from telegram import Update
from telegram.ext import Application, ContextTypes, ExtBot, TypeHandler
from telegram.warnings import PTBUserWarning

from bot.actions.scene import Scene
from bot.customer.edge import CustomerEdge
from bot.desk import edge as desk_edge
from bot.desk import handlers
from bot.desk.context import DeskApplication, DeskContext
from bot.desk.edge import DeskEdge
from bot.rules import Rules
from storage.database import Database
from tests.bot.delivery.outside import NOON
from tests.bot.house import GLEB, sample_rules

TOKEN = "1:nobody"
FROM_GLEB: dict[str, Any] = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1795345932,
        "chat": {"id": GLEB, "type": "private"},
        "from": {"id": GLEB, "is_bot": False, "first_name": "Gleb"},
        "text": "/help",
    },
}


@asynccontextmanager
async def scene(database: Database, rules: Rules | None = None) -> AsyncIterator[Scene]:
    async with database.begin() as work:
        yield Scene(work, rules or sample_rules(), NOON)


def test_the_desk_application_neither_polls_nor_keeps_jobs_nor_swallows_errors() -> None:
    application = desk_edge.build(ExtBot(TOKEN))
    assert application.updater is None
    assert application.error_handlers == {}
    with pytest.warns(PTBUserWarning, match="No `JobQueue` set up"):
        assert application.job_queue is None


def test_every_desk_handler_is_waited_for_and_the_last_takes_what_is_left() -> None:
    application = desk_edge.build(ExtBot(TOKEN))
    [registered] = application.handlers.values()
    assert all(handler.block for handler in registered)
    last = registered[-1]
    assert isinstance(last, TypeHandler)
    assert last.type is Update


async def test_the_desk_application_lets_errors_through() -> None:
    application = desk_edge.build(ExtBot(TOKEN))
    with pytest.raises(ZeroDivisionError):
        await application.process_error(object(), ZeroDivisionError())


def test_the_customer_dispatcher_has_no_error_handlers_and_no_state_machine() -> None:
    dispatcher = CustomerEdge(Bot(TOKEN))._dispatcher
    assert [router.name for router in dispatcher.chain_tail if router.errors.handlers] == []
    middlewares = [
        type(one).__name__
        for one in (*dispatcher.update.outer_middleware, *dispatcher.errors.outer_middleware)
    ]
    assert "FSMContextMiddleware" not in middlewares


def test_a_desk_context_is_built_without_the_open_work() -> None:
    """Reading the work in `from_update` could raise there, and the update would be lost in silence."""
    application = desk_edge.build(ExtBot(TOKEN))
    context = DeskContext.from_update(Update(1), application)
    with pytest.raises(LookupError):
        assert context.scene


class Unbuildable(DeskContext):
    """A context that fails where python-telegram-bot logs the error and drops the update."""

    @classmethod
    def from_update(cls, update: object, application: Any) -> NoReturn:
        raise ZeroDivisionError


async def test_an_update_whose_context_cannot_be_built_is_not_lost(sqlite_database: Database) -> None:
    builder = Application.builder().bot(ExtBot(TOKEN)).updater(None).job_queue(None)
    context: type[DeskContext] = Unbuildable
    application: DeskApplication = builder.context_types(ContextTypes(context=context)).build()
    handlers.register(application)
    with pytest.raises(ZeroDivisionError):
        async with scene(sqlite_database) as at:
            await DeskEdge(application).handle(FROM_GLEB, at)


async def test_a_customers_update_is_read_once_with_its_bot_in_it(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the bot in its context, aiogram writes every update out and reads it anew."""
    contexts: list[Any] = []
    read = CustomerUpdate.model_validate

    def counted(payload: Any, **more: Any) -> CustomerUpdate:
        contexts.append(more.get("context"))
        return read(payload, **more)

    monkeypatch.setattr(CustomerUpdate, "model_validate", counted)
    bot = Bot(TOKEN)
    async with scene(sqlite_database) as at:
        await CustomerEdge(bot).handle(FROM_GLEB, at)
    assert contexts == [{"bot": bot}]
