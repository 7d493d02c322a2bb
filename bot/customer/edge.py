"""The customer bot's edge: an update of the inbox in, an action called, a refusal in words."""

from collections.abc import Callable
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot import presses
from bot.actions import customers
from bot.actions.scene import Scene
from bot.customer import commands, messages
from bot.customer import presses as buttons
from bot.line1.language import first_language
from bot.texts import customer as texts
from bot.texts import refusals
from bot.texts.catalogue import Words
from storage.letters import Text

#: Kinds of update the bot asks Telegram for.
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


class CustomerEdge:
    """Feeds aiogram from the inbox. Errors of handlers pass through: nothing here catches them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        # No aiogram errors() handler and no state machine: both would keep half an update (DESIGN.md 1).
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.include_routers(commands.router(), buttons.router(), messages.router())

    async def handle(self, payload: dict[str, Any], scene: Scene) -> None:
        """Work one update through in the scene's transaction; groups are none of this bot's business."""
        if _chat(payload).get("type") != "private":
            return
        # Validated once with the bot as context: feed_update would rebuild the update otherwise.
        update = Update.model_validate(payload, context={"bot": self._bot})
        query = update.callback_query
        press = presses.parse(query.data or "") if query else None
        await self._dispatcher.feed_update(self._bot, update, scene=scene, press=press)

    async def refuse(self, payload: dict[str, Any], error: Exception, scene: Scene) -> None:
        """Say why nothing came of the update."""
        await self._answer(payload, scene, lambda words: refusals.to_customer(words, error))

    async def apologise(self, payload: dict[str, Any], scene: Scene) -> None:
        """Say that the update is kept but something broke on our side."""
        await self._answer(payload, scene, texts.our_fault)

    async def acknowledge(self, payload: dict[str, Any]) -> None:
        """Stop a pressed button's spinner; sent straight out, after the commit."""
        if query := payload.get("callback_query"):
            await self._bot.answer_callback_query(str(query["id"]))

    async def _answer(self, payload: dict[str, Any], scene: Scene, letter: Callable[[Words], Text]) -> None:
        person = _sender(payload)
        if "id" not in person:
            return
        customer = await scene.work.customers.get(person["id"])
        if customer:
            await scene.say(customer.id, letter(customers.words_for(scene, customer)))
            return
        # Their first update failed, so nothing is known of them but what it says.
        language = first_language(person.get("language_code"), scene.rules.languages)
        await scene.work.outbox.to_customer(person["id"], letter(scene.rules.words(language)), scene.now)


def _chat(payload: dict[str, Any]) -> dict[str, Any]:
    event: dict[str, Any] = next((payload[kind] for kind in UPDATES if kind in payload), {})
    chat: dict[str, Any] = event.get("chat") or event.get("message", {}).get("chat", {})
    return chat


def _sender(payload: dict[str, Any]) -> dict[str, Any]:
    event: dict[str, Any] = next((payload[kind] for kind in UPDATES if kind in payload), {})
    sender: dict[str, Any] = event.get("from", {})
    return sender
