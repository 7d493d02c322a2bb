"""The desk bot's handlers: commands, buttons, replies; each finds its act and does it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, MessageHandler, TypeHandler, filters

from bot import presses
from bot.actions import access, feeling, prioritising
from bot.actions.speaking import Speech
from bot.desk import audits, problems
from bot.desk.acts import ACTS
from bot.desk.context import AtWork, DeskApplication, DeskContext, at_work
from bot.desk.experts import PRESSES as EXPERTS
from bot.desk.reading import Order, order, speech
from bot.desk.screens import SCREENS
from bot.desk.together import ASKING, PRESSES, PROMPTS, receipt
from bot.errors import NeedsTicket, WordsOnly
from bot.line1.head import EMOTIONS
from bot.presses import Press
from bot.texts import clocks, desk
from routing.ticket import Move
from storage.outbox import DESK_BOT, Topic
from storage.staff import Asked

#: After so long, plain words no longer answer a prompt: they may be meant for somebody else.
PROMPT_LIFE = timedelta(minutes=15)


def register(application: DeskApplication) -> None:
    """Put the handlers on the application; the last one takes whatever the others leave."""
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, wrote))
    application.add_handler(TypeHandler(Update, other))


async def wrote(update: Update, context: DeskContext) -> None:
    """A command, a reply to one of our messages, an answer to a prompt, or words for no one."""
    message = update.effective_message
    assert message is not None
    topic = await _topic(message, context)
    asked = (await context.scene.work.staff.get(context.person.id)).asked
    of_a_ticket = topic is not None and topic.act not in PROMPTED
    written = order(_words(message), topic.ticket_id if topic and of_a_ticket else None)
    if asked and asked.album and asked.album == message.media_group_id:
        await _act(asked.act, asked.ticket_id, message, _words(message), context)
    elif written:
        await _command(written, message, context)
    elif topic and topic.ticket_id:
        await _reply_to(topic, topic.ticket_id, asked, message, context)
    else:
        await _answer_prompt(asked, message, context)


async def pressed(update: Update, context: DeskContext) -> None:
    """A button of a card, a prompt or a list."""
    query = update.callback_query
    assert query is not None
    press = presses.parse(query.data or "")
    if press.act in EXPERTS:
        await EXPERTS[press.act](context, press)
        return
    if press.act == "send_named":
        await _send_named(context, press)
        return
    await _forget_prompt(context)
    if press.act in PRESSES:
        await PRESSES[press.act](context, press)
    elif press.act in audits.PRESSES:
        await audits.PRESSES[press.act](context, press)
    elif press.act in problems.BUTTONS:
        await problems.pressed(context, press)
    elif press.act in ACTS:
        await _press_act(press, context)
    elif press.act == "move_to" and len(press.about) == 2:
        queue = context.scene.rules.desk.queue(press.about[1])
        await _ask_for_words(context, "move", press.number, queue.id)
    elif press.act in CHOSEN and len(press.about) == 2:
        await _ask_for_words(context, CHOSEN[press.act], press.number, press.about[1])
    elif press.act == "mood":
        ticket = await feeling.may_correct(context.scene, context.person, press.number)
        await context.show(desk.choose_mood(context.words, ticket.id), ticket_id=ticket.id)
    elif press.act == "mood_is" and len(press.about) == 2 and press.about[1] in EMOTIONS:
        ticket = await feeling.correct(context.scene, context.person, press.number, press.about[1])
        await context.show(desk.mood_kept(context.words, ticket.id, press.about[1]), ticket_id=ticket.id)
    elif press.act == "drop":
        await context.show(desk.dropped(context.words))
    elif press.act in SCREENS:
        about = press.about[0] if press.about else ""
        await SCREENS[press.act](context, Order(press.act, press.number or None, about))
    else:
        await context.show(desk.old_button(context.words))


async def other(update: Update, context: DeskContext) -> None:
    """An edit, or a kind of update we know nothing to do with: nothing is sent, and it says so."""
    if update.edited_message:
        await context.show(desk.edits_stay_here(context.words))


async def _command(written: Order, message: Message, context: DeskContext) -> None:
    await _forget_prompt(context)
    if written.name in ACTS:
        if written.ticket_id is None:
            raise NeedsTicket(written.name)
        if written.name in CHOICES and not written.words:
            await CHOICES[written.name](written.ticket_id, context)
        elif written.name in ASKING and not written.words:
            await _ask_for_words(context, written.name, written.ticket_id)
        else:
            await _act(written.name, written.ticket_id, message, written.words, context)
    elif written.name in SCREENS:
        await SCREENS[written.name](context, written)
    else:
        await context.show(desk.unknown_command(context.words))


async def _act(name: str, ticket_id: int, message: Message | None, words: str, context: DeskContext) -> None:
    """Do it with these words and the message's file; the rest of an album goes the same way in silence."""
    if name in PROMPTED:
        await PROMPTED[name](context, ticket_id, words)
        return
    act = ACTS[name]
    said = speech(message, words) if message else Speech(words)
    if said.kind != "text" and not act.files:
        raise WordsOnly(name, ticket_id)
    ticket = await act.do(context.scene, context.person, ticket_id, said)
    if act.receipt and not await _continues_album(name, ticket_id, message, context):
        await context.show(await receipt(context, name, ticket), ticket_id=ticket.id)


async def _continues_album(name: str, ticket_id: int, message: Message | None, context: DeskContext) -> bool:
    """Whether the message is a further piece of an album; the first one is remembered."""
    album = message.media_group_id if message else None
    at_desk = await context.scene.work.staff.get(context.person.id)
    if album is None or (at_desk.asked and at_desk.asked.album == album):
        return album is not None
    asked = Asked(name, ticket_id, context.scene.now, album=album)
    await context.scene.work.staff.save(replace(at_desk, asked=asked))
    return False


async def _send_named(context: DeskContext, press: Press) -> None:
    """Words with a colleague's name go out as they were written: somebody else of that name is meant."""
    at_desk = await context.scene.work.staff.get(context.person.id)
    asked = at_desk.asked
    if asked is None or asked.kept is None or asked.act == "tell" or asked.ticket_id != press.number:
        await context.show(desk.old_button(context.words))
        return
    await context.scene.work.staff.save(replace(at_desk, asked=None))
    scene = replace(context.scene, as_written=True)
    with at_work(AtWork(scene, context.person, context.words)):
        await _again(context, asked, asked.kept)


async def _again(context: DeskContext, asked: Asked, words: str) -> None:
    """Do what was held back."""
    if asked.act in PROMPTED:
        await PROMPTED[asked.act](context, asked.ticket_id, words)
    elif whole := order(words, None) if asked.act in SCREENS else None:
        await SCREENS[asked.act](context, whole)
    else:
        act, said = ACTS[asked.act], Speech(words, asked.kind, asked.file, asked.about)
        ticket = await act.do(context.scene, context.person, asked.ticket_id, said)
        if act.receipt:
            await context.show(await receipt(context, asked.act, ticket), ticket_id=ticket.id)


async def _press_act(press: Press, context: DeskContext) -> None:
    if press.act in CHOICES:
        await CHOICES[press.act](press.number, context)
    elif ACTS[press.act].asks:
        await _ask_for_words(context, press.act, press.number)
    else:
        await _act(press.act, press.number, None, "", context)


async def _choose_queue(ticket_id: int, context: DeskContext) -> None:
    ticket = await access.steered(context.scene, context.person, ticket_id)
    ticket.after(Move.MOVE)
    served = context.scene.rules.desk.served_queues()
    others = [queue for queue in served if queue.id != ticket.queue]
    await context.show(desk.choose_queue(context.words, ticket_id, others), ticket_id=ticket_id)


async def _choose_priority(ticket_id: int, context: DeskContext) -> None:
    ticket = await prioritising.may(context.scene, context.person, ticket_id)
    await context.show(clocks.choose_priority(context.words, ticket), ticket_id=ticket_id)


#: Acts that begin with a choice; what was chosen comes before the words that are asked for then.
CHOICES: dict[str, Callable[[int, DeskContext], Awaitable[None]]] = {
    "move": _choose_queue,
    "priority": _choose_priority,
    "finding": audits.choose_queue,
}
#: Buttons of such a choice, and the act whose words are asked for then.
CHOSEN = {"priority_is": "priority", "finding_in": "finding"}
#: What answers a prompt that is about no ticket.
PROMPTED = {**problems.PROMPTS, **audits.PROMPTS}


async def _ask_for_words(context: DeskContext, act: str, ticket_id: int, queue: str | None = None) -> None:
    """Ask for the words an act needs; the right to it is checked now and again when they come."""
    ticket = await ACTS[act].right(context.scene, context.person, ticket_id)
    if act in set(Move):
        ticket.after(Move(act))
    at_desk = await context.scene.work.staff.get(context.person.id)
    asked = Asked(act, ticket_id, context.scene.now, queue)
    await context.scene.work.staff.save(replace(at_desk, asked=asked))
    own = PROMPTS.get(act)
    letter = await own(context, ticket) if own else desk.prompt(context.words, act, ticket_id)
    await context.show(letter, ticket_id=ticket_id, act=act)


async def _reply_to(
    topic: Topic, ticket_id: int, asked: Asked | None, message: Message, context: DeskContext
) -> None:
    """A reply to a prompt is what it asked for; to anything else about a ticket, words for the customer.

    To one of our own, which has no customer, a note.
    """
    if asked and asked.is_prompt and topic.act == asked.act and ticket_id == asked.ticket_id:
        await _answer(asked, message, context)
    elif topic.act in CHOICES:
        await CHOICES[topic.act](ticket_id, context)
    else:
        await _forget_prompt(context)
        act = topic.act or await _plain(context, ticket_id)
        await _act(act, ticket_id, message, _words(message), context)


async def _plain(context: DeskContext, ticket_id: int) -> str:
    return "note" if (await context.scene.work.tickets.get(ticket_id)).is_ours else "reply"


async def _answer_prompt(asked: Asked | None, message: Message, context: DeskContext) -> None:
    """Plain words answer a prompt that is young enough; else they go to no one."""
    if asked is None or not asked.is_prompt or context.scene.now - asked.at > PROMPT_LIFE:
        held = await context.scene.work.tickets.held_by(context.person.id)
        await context.show(desk.to_whom(context.words, held))
        return
    await _answer(asked, message, context)


async def _answer(asked: Asked, message: Message, context: DeskContext) -> None:
    await _forget_prompt(context)
    words = _words(message)
    words = f"{asked.queue} {words}" if asked.queue else words
    await _act(asked.act, asked.ticket_id, message, words, context)


async def _forget_prompt(context: DeskContext) -> None:
    at_desk = await context.scene.work.staff.get(context.person.id)
    if at_desk.asked:
        await context.scene.work.staff.save(replace(at_desk, asked=None))


async def _topic(message: Message, context: DeskContext) -> Topic | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    return await context.scene.work.outbox.topic(DESK_BOT, message.chat_id, replied.message_id)


def _words(message: Message) -> str:
    return message.text or message.caption or ""
