"""The desk bot's edge: an update of the inbox in, an act done, a refusal in words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn

from telegram import Update
from telegram.ext import Application, ContextTypes, ExtBot

from bot.actions.scene import Scene
from bot.desk import handlers
from bot.desk.context import AtWork, DeskApplication, DeskContext, at_work
from bot.errors import NamesColleague, NoContact, PacketLacks
from bot.line1.language import first_language
from bot.texts import desk, refusals
from bot.texts.catalogue import Words
from routing.desk import Specialist
from storage.letters import Text
from storage.outbox import DESK_BOT
from storage.staff import Asked

#: Kinds of update the bot asks Telegram for.
UPDATES = ["message", "edited_message", "callback_query"]


class _Application(Application):  # type: ignore[type-arg]
    """python-telegram-bot's application whose handlers' errors pass through to the lane."""

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> NoReturn:
        """The stock one logs the error and goes on, and half an update would be committed."""
        raise error


def build(bot: ExtBot[None]) -> DeskApplication:
    """The application with the desk's handlers; it neither polls nor keeps jobs."""
    application: DeskApplication = (
        Application.builder()
        .application_class(_Application)
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=DeskContext))
        .build()
    )
    handlers.register(application)
    return application


class DeskEdge:
    """Feeds python-telegram-bot from the inbox."""

    def __init__(self, application: DeskApplication) -> None:
        self._application = application

    async def handle(self, payload: dict[str, Any], scene: Scene) -> None:
        """Work one update through in the scene's transaction; strangers get one polite row a day."""
        update = Update.de_json(payload, self._application.bot)
        sender, chat = update.effective_user, update.effective_chat
        if sender is None or chat is None or chat.type != chat.PRIVATE:
            return
        person = scene.rules.desk.person(sender.id)
        if person is None:
            await _meet_stranger(scene, sender.id, sender.language_code)
            return
        await _learn_language(scene, person, sender.language_code)
        with at_work(AtWork(scene, person, await scene.words_of(person))):
            # Built once for trial: where process_update cannot build it, it logs that and drops the update.
            self._application.context_types.context.from_update(update, self._application)
            await self._application.process_update(update)

    async def refuse(self, payload: dict[str, Any], error: Exception, scene: Scene) -> None:
        """Say why the act did not happen; what was asked before it is asked no more."""
        await _forget_prompt(payload, scene)
        await _keep_words(payload, error, scene)
        await _answer(payload, scene, lambda words: refusals.to_staff(words, error, scene.now))

    async def apologise(self, payload: dict[str, Any], scene: Scene) -> None:
        """Say that something broke on our side."""
        await _answer(payload, scene, desk.our_fault)

    async def acknowledge(self, payload: dict[str, Any]) -> None:
        """Stop a pressed button's spinner; sent straight out, after the commit."""
        if query := payload.get("callback_query"):
            await self._application.bot.answer_callback_query(str(query["id"]))


async def _meet_stranger(scene: Scene, chat_id: int, code: str | None) -> None:
    words = scene.rules.words(first_language(code, scene.rules.languages))
    key = f"stranger:{chat_id}:{scene.now.date()}"
    letter = desk.stranger(words, scene.rules.name)
    await scene.work.outbox.put(DESK_BOT, chat_id, letter, scene.now, key=key)


async def _learn_language(scene: Scene, person: Specialist, code: str | None) -> None:
    """The first time somebody comes, their Telegram's language is theirs here too."""
    at_desk = await scene.work.staff.get(person.id)
    if at_desk.language is None:
        language = first_language(code, scene.rules.languages)
        await scene.work.staff.save(replace(at_desk, language=language))


async def _forget_prompt(payload: dict[str, Any], scene: Scene) -> None:
    """The refused act's own forgetting was rolled back with it."""
    person = _sender(payload, scene)
    at_desk = await scene.work.staff.get(person.id) if person else None
    if at_desk and at_desk.asked:
        await scene.work.staff.save(replace(at_desk, asked=None))


async def _keep_words(payload: dict[str, Any], error: Exception, scene: Scene) -> None:
    """What may not reach a customer is kept for the tap that sends it to the line below, or as it is."""
    person = _sender(payload, scene)
    kept = _kept(error, scene)
    if person and kept and (kept.is_prompt or (kept.kept or "").strip() or kept.file):
        await scene.work.staff.save(replace(await scene.work.staff.get(person.id), asked=kept))


def _kept(error: Exception, scene: Scene) -> Asked | None:
    match error:
        case NamesColleague():
            return error.again
        case NoContact():
            return Asked(
                "tell", error.ticket_id, scene.now, kept=error.words, kind=error.kind, file=error.file
            )
        case PacketLacks():
            # What is still missing is written next: with what was written before it makes the whole.
            before = f"{error.words.strip()}\n{'done:' if error.parts else ''}\n"
            return Asked(error.act, error.ticket_id, scene.now, queue=before)
        case _:
            return None


async def _answer(payload: dict[str, Any], scene: Scene, letter: Callable[[Words], Text]) -> None:
    if person := _sender(payload, scene):
        await scene.tell(person.id, letter(await scene.words_of(person)))


def _sender(payload: dict[str, Any], scene: Scene) -> Specialist | None:
    event: dict[str, Any] = next((payload[kind] for kind in UPDATES if kind in payload), {})
    return scene.rules.desk.person(event.get("from", {}).get("id"))
