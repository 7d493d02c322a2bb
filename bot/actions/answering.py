"""Line 1 does what it decided: gives an article, offers some, asks once more, or calls people."""

from dataclasses import replace

from bot.actions import (
    cards,
    choosing,
    customers,
    handing,
    hearing,
    labels,
    menus,
    newcomers,
    talks,
    tone,
    topics,
)
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1 import conversation as line1
from bot.line1 import reasons
from bot.line1.conversation import Decision, Talk, Understanding
from bot.line1.matter import named
from bot.line1.phrases import Kind
from bot.texts import line1 as texts
from bot.texts import peril
from bot.texts.catalogue import Words
from kb.article import Version
from routing.ticket import Move
from storage.clicks import Verdict
from storage.customers import Conversation, Customer, Step
from storage.history import CUSTOMER
from storage.letters import DISK, File, Media, Text

#: Attachments shown as pictures; others go as files.
PICTURES = frozenset({".jpg", ".jpeg", ".png"})


async def answer(
    scene: Scene, customer: Customer, conversation: Conversation, heard: Understanding, *, worsens: bool
) -> None:
    """Decide on a turn and do it; `worsens` when the customer's mood has risen again."""
    step = conversation.step
    if step.wants_person:
        decision: Decision = line1.HandOff("asked for a person")
    else:
        meant = topics.typed(scene, customer, step.named, heard.text)
        talk = replace(_talk(step), worsens=worsens, topic=meant)
        decision = line1.decide(heard, talk, scene.rules.thresholds, scene.rules.policy)
    if isinstance(decision, line1.Suggest | line1.Rephrase) and _elsewhere(scene, customer, step, heard):
        decision = line1.HandOff("another department")
    if isinstance(decision, line1.Rephrase):
        decision = replace(decision, topic=named(heard.text, topics.names(scene, customer)))
    await labels.typed(scene, customer.id, step, decision)
    why = (reasons.decided(decision), *reasons.felt(heard), reasons.matched(heard), *heard.why)
    step = replace(step, why=why, named=(), question=labels.question(step, heard.text, decision))
    conversation = replace(conversation, step=step)
    if await newcomers.told(scene, customer, heard, decision):
        await scene.work.conversations.save(conversation)
    else:
        await follow(scene, customer, conversation, decision)


def _elsewhere(scene: Scene, customer: Customer, step: Step, heard: Understanding) -> bool:
    """Whether a rule of the administrator's sends such words to another department: nothing to ask then."""
    matter = choosing.first_matter(scene.rules, heard.text, customer.language)
    choice = choosing.choice(scene.rules, step, matter)
    return choice.reason.startswith("rule: ") and scene.rules.desk.queue(choice.queue).outside is not None


async def follow(scene: Scene, customer: Customer, conversation: Conversation, decision: Decision) -> None:
    """Do what was decided."""
    match decision:
        case line1.SmallTalk(kind):
            await _chat(scene, customer, conversation, kind)
        case line1.Answer():
            await _answer(scene, customer, conversation, decision)
        case line1.Suggest(articles):
            await menus.offer(scene, customer, menus.leaving(conversation, decision.left), articles)
        case line1.Rephrase(_, topic):
            await topics.ask_again(scene, customer, conversation, topic)
        case line1.About(queue):
            await topics.ask_about(scene, customer, conversation, queue)
        case line1.HandOff(reason):
            await handing.hand_off(scene, customer, conversation, reason)
        case line1.Crisis(reason):
            await _crisis(scene, customer)
            # However calm the words sounded: the customer hears, and the people see, what distress calls for.
            hard = replace(conversation, step=replace(conversation.step, emotion="distressed", intensity=1.0))
            await handing.hand_off(scene, customer, hard, reason)


async def _answer(
    scene: Scene, customer: Customer, conversation: Conversation, decision: line1.Answer
) -> None:
    """Every article of the answer; then the people who must hear of such words, whatever was answered."""
    now = menus.leaving(conversation, decision.left)
    for article in (decision.article, *decision.also):
        await give(scene, customer, now, article, judged=not decision.told)
        now = await scene.work.conversations.get(customer.id)
    if decision.told and now.ticket_id is None:
        reason = f"answered, but people must see it: {decision.told}"
        await handing.hand_off(scene, customer, now, reason, greet=False)
    else:
        await menus.take_up(scene, customer)


async def give(
    scene: Scene, customer: Customer, conversation: Conversation, article_id: str, *, judged: bool = True
) -> None:
    """Give the article in the customer's language, or in the nearest there is; a person if it is gone.

    `judged`: under it stand the buttons that say whether it helped.
    """
    article = menus.shown(scene, article_id)
    if article is None:
        await handing.hand_off(scene, customer, conversation, f"no sure answer: {article_id} is gone")
        return
    version = article.version(customer.language, *scene.rules.languages)
    before, step = tone.first_words(scene, customer, conversation.step)
    letter = texts.answer(customers.words_for(scene, customer), article_id, version, before)
    if conversation.ticket_id is not None or not judged:
        # People have the matter, or will: nothing to say of it here.
        letter = letter.model_copy(update={"buttons": ()})
    await scene.say(customer.id, letter)
    await _attach(scene, customer, version)
    step = replace(
        step,
        answered=article_id,
        offered=(),
        misses=0,
        given=menus.added(conversation.step.given, article_id),
        tried=menus.added(conversation.step.tried, article_id),
        since=scene.now,
    )
    await scene.work.conversations.save(replace(conversation, step=step))


async def _attach(scene: Scene, customer: Customer, version: Version) -> None:
    for path in version.attachments:
        kind = "photo" if path.suffix.lower() in PICTURES else "document"
        file = File(kind=kind, bot=DISK, id=str(path), name=path.name)
        await scene.work.outbox.to_customer(customer.id, Media(file=file), scene.now)


async def read(scene: Scene, customer: Customer, article_key: str) -> None:
    """The customer tapped a button that opens an article; StepOver when it is not shown any more."""
    today = scene.now.astimezone(scene.rules.hours.zone).date()
    shown = scene.rules.library.for_customers(today).articles
    found = next((one for one in shown if texts.key(one) == article_key), None)
    if found is None:
        raise StepOver
    await give(scene, customer, await scene.work.conversations.get(customer.id), found)


async def picked(scene: Scene, customer: Customer, article_key: str) -> None:
    """The customer tapped a suggestion; StepOver when it is not on offer any more."""
    conversation = await scene.work.conversations.get(customer.id)
    chosen = next((one for one in conversation.step.offered if texts.key(one) == article_key), None)
    if chosen is None or conversation.ticket_id is not None:
        raise StepOver
    await labels.keep(scene, customer.id, conversation.step, Verdict.PICKED, chosen)
    await give(scene, customer, conversation, chosen)
    await menus.take_up(scene, customer)


async def turned_down(scene: Scene, customer: Customer) -> None:
    """The customer tapped "none of these"."""
    conversation = await scene.work.conversations.get(customer.id)
    if not conversation.step.offered or conversation.ticket_id is not None:
        raise StepOver
    await labels.keep(scene, customer.id, conversation.step, Verdict.NONE, *conversation.step.offered)
    decision = line1.after_none_of_these(_talk(conversation.step))
    await follow(scene, customer, conversation, decision)


async def helped(scene: Scene, customer: Customer, article_key: str) -> None:
    """The customer tapped "this helped" under the last answer."""
    conversation = await _answered_with(scene, customer, article_key)
    await _judged(scene, customer, conversation, Verdict.HELPED)
    await scene.say(customer.id, texts.helped(customers.words_for(scene, customer)))
    await scene.work.conversations.save(menus.settled(conversation))


async def did_not_help(scene: Scene, customer: Customer, article_key: str) -> None:
    """The customer tapped "did not help" under the last answer: a person."""
    conversation = await _answered_with(scene, customer, article_key)
    await _judged(scene, customer, conversation, Verdict.UNHELPED)
    await _hand_off_given(scene, customer, conversation, f"did not help: {conversation.step.answered}")


async def _hand_off_given(scene: Scene, customer: Customer, conversation: Conversation, reason: str) -> None:
    """What an article was given for goes to people, be it a second question beside a ticket."""
    beside = conversation.step.beside
    await handing.hand_off(scene, customer, replace(conversation, ticket_id=None), reason)
    await talks.give_back(scene, customer.id, beside)


async def _judged(scene: Scene, customer: Customer, conversation: Conversation, verdict: Verdict) -> None:
    """A suggestion that was picked is judged again once it is read; both are kept."""
    assert conversation.step.answered
    await labels.keep(scene, customer.id, conversation.step, verdict, conversation.step.answered)


async def wants_person(scene: Scene, customer: Customer) -> None:
    """The customer asked for a person by button or command, perhaps with words line 1 has not read yet."""
    conversation = await scene.work.conversations.get(customer.id)
    if conversation.step.beside and conversation.step.answered:
        await _hand_off_given(scene, customer, conversation, choosing.ASKED)
    elif conversation.ticket_id is not None:
        await hearing.people_have_it(scene, customer, conversation)
    elif await scene.work.messages.pending(customer.id):
        step = replace(conversation.step, wants_person=True)
        await scene.work.conversations.save(replace(conversation, step=step))
        await hearing.arm_turn(scene, customer.id)
    else:
        await handing.hand_off(scene, customer, conversation, "asked for a person")


async def wants_erasure(scene: Scene, customer: Customer) -> None:
    """The customer wants their data deleted: people do it, so that open questions and duties are seen to."""
    conversation = await scene.work.conversations.get(customer.id)
    if conversation.ticket_id is None:
        await handing.hand_off(scene, customer, conversation, choosing.ERASURE)
        return
    await scene.record(conversation.ticket_id, CUSTOMER, Move.NOTE, choosing.ERASURE)
    ticket = await scene.work.tickets.get(conversation.ticket_id)
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    await (cards.bring(scene, owner, ticket) if owner else cards.announce(scene, ticket))
    letter = texts.erasure(customers.words_for(scene, customer), ticket.id, ticket.promised, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)


async def _answered_with(scene: Scene, customer: Customer, article_key: str) -> Conversation:
    conversation = await scene.work.conversations.get(customer.id)
    answered = conversation.step.answered
    line1s = conversation.ticket_id in {None, conversation.step.beside}
    if answered is None or texts.key(answered) != article_key or not line1s:
        raise StepOver
    return conversation


async def _crisis(scene: Scene, customer: Customer) -> None:
    help_line = scene.rules.help_line(customer.language)
    await scene.say(customer.id, peril.crisis(customers.words_for(scene, customer), help_line))


async def _chat(scene: Scene, customer: Customer, conversation: Conversation, kind: Kind) -> None:
    """Thanks after an answer end the matter: what comes next is a new one."""
    await scene.say(customer.id, _set_phrase(customers.words_for(scene, customer), scene.rules.name, kind))
    over = kind is Kind.THANKS and conversation.step.answered is not None
    await scene.work.conversations.save(menus.settled(conversation) if over else conversation)


def _set_phrase(words: Words, desk: str, kind: Kind) -> Text:
    match kind:
        case Kind.SELF:
            return texts.who_i_am(words, desk)
        case Kind.GREETING:
            return texts.hello_again(words)
        case Kind.THANKS:
            return texts.welcome(words)
        case Kind.FAREWELL:
            return texts.farewell(words)


def _talk(step: Step) -> Talk:
    return Talk(
        step.misses,
        step.offered,
        step.answered,
        step.given,
        step.tried,
        step.warned,
        helped=step.helped,
        topics=step.named,
        second=step.beside is not None,
    )
