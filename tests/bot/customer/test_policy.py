"""What line 1 does about each mood and signal: the policy's rows, through the bot, in both languages."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.delivery.housekeeping import Ages, Housekeeping
from bot.line1.policy import Course, Policy, Tell
from playground.door import ChatDoor
from playground.seen import Seen
from tests.bot.customer.steps import ticket
from tests.bot.desk.steps import Clock, answer, card, hears, labels, take, tapped, told
from tests.bot.house import GLEB, VERA, House, house, sample_rules

#: First words to a mood that line 1 answers by itself, with words that raise it.
ANSWERED = [
    ("en", "Urgent! How do I restart the router? I'm worried", "Let's take it step by step."),
    ("ru", "Срочно! Как перезагрузить роутер? Боюсь не успеть", "Давайте по шагам."),
    ("en", "How do I restart the router? I'm confused, I don't understand it", "Let's make it simple."),
    ("ru", "Как перезагрузить роутер? Ничего не понимаю, запутался", "Давайте проще."),
]
#: Words; how the hand-off begins (anything where it is empty); the ticket's priority.
HANDED_OVER = [
    ("en", "I can't cope, I'm in tears", "I am sorry it has come to this.", 2),
    ("ru", "Я в отчаянии, рыдаю", "Мне жаль, что так вышло.", 2),
    ("en", "See you in court", "", 2),
    ("ru", "Подам на вас в суд", "", 2),
    ("en", "We are sending you a formal complaint about the till", "", 2),
    ("ru", "Отправляем вам претензию по кассе", "", 2),
    ("en", "We are switching to another provider", "", 3),
    ("ru", "Мы уходим к другому провайдеру", "", 3),
    ("en", "Something odd: everyone here is offline", "", 2),
    ("ru", "Ерунда: ни у кого не работает связь", "", 2),
    ("en", "All our letters are gone from the odd thing", "", 2),
    ("ru", "Пропали все письма, странная штука", "", 2),
]
ABUSE = {
    "en": ("You are idiots", "Let's do without insults: we will get there sooner."),
    "ru": ("Вы там все идиоты", "Давайте без оскорблений: так быстрее дойдём до дела."),
}
#: Words of a break-in that an article surely answers, and a part of it.
HACKED = [
    ("en", "I opened a phishing link and typed my password", "Sign out everywhere"),
    ("ru", "что делать с подозрительным письмом, его открыли", "Выйти везде"),
]
DANGER = {"en": "I don't want to live anymore", "ru": "Не хочу больше жить"}


@pytest.mark.parametrize(("language", "words", "first"), ANSWERED)
async def test_a_mood_is_answered_before_the_answer(
    language: str, words: str, first: str, timed_desk: House
) -> None:
    customer = await timed_desk.customer(language=language)
    said = await told(customer, words)
    assert said.startswith(f"{first}\n\n")
    assert "!" not in said.split("\n\n", maxsplit=1)[0]


@pytest.mark.parametrize(("language", "words", "begins", "priority"), HANDED_OVER)
async def test_what_people_must_see_gets_a_person_at_once(
    language: str, words: str, begins: str, priority: int, timed_desk: House
) -> None:
    """No menu, no promise but the time of an answer, no exclamation mark."""
    customer = await timed_desk.customer(language=language)
    await customer.say(words)
    said = await customer.next()
    assert said.text.startswith(begins)
    assert "!" not in said.text
    assert not labels(said)
    assert (await ticket(timed_desk)).priority <= priority


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_insults_are_answered_once_and_then_people_take_over(language: str, timed_desk: House) -> None:
    words, boundary = ABUSE[language]
    customer = await timed_desk.customer(language=language)
    question = {"en": "How do I restart the router?", "ru": "Как перезагрузить роутер?"}[language]
    first = await told(customer, f"{words}. {question}")
    assert first.startswith(boundary)
    again = await told(customer, words)
    assert boundary not in again
    assert (await ticket(timed_desk)).id == 1


async def test_the_same_first_words_never_come_twice_in_a_row(timed_desk: House) -> None:
    max_ = await timed_desk.customer()
    first = await told(max_, "Срочно! Как перезагрузить роутер? Боюсь не успеть")
    then = await told(max_, "Срочно! Как закрыть смену на кассе? Боюсь не успеть")
    assert first.split("\n")[0] == "Давайте по шагам."
    assert then.split("\n")[0] != first.split("\n")[0]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_danger_in_words_to_people_is_heard_at_once(language: str, timed_desk: House) -> None:
    """The help line first, everyone who serves the queue told, the ticket before all others."""
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    customer = await timed_desk.customer(language=language)
    await told(customer, "/human " + {"en": "internet is down", "ru": "пропал интернет"}[language])
    said = await told(customer, DANGER[language])
    assert "112" in said
    assert "danger to life" in (await hears(gleb, "⚠️ #1: please look at it now.")).text
    await card(gleb, "P1")


async def test_a_ticket_about_danger_is_not_closed_by_silence(timed_desk: House, clock: Clock) -> None:
    vera = await timed_desk.staff(VERA, "Vera", "en")
    max_ = await timed_desk.customer()
    await told(max_, DANGER["ru"])
    await take(vera)
    await vera.say("/resolve 1 We talked.")
    await hears(max_, "We talked.")
    clock.move(days=10)
    await told(vera, "/queue")
    assert (await ticket(timed_desk)).closed_at is None


def reminded(before: int, seen: list[Seen]) -> bool:
    return any("I told them I am calling you again" in one.text for one in seen[before:])


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("at", ["line 1", "people"])
async def test_after_danger_a_late_word_calls_people_again_and_the_customer_hears_the_truth(
    at: str, language: str, timed_desk: House, clock: Clock
) -> None:
    """Said to line 1 or to people who have the matter; all of them, as long as nobody writes."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    customer = await timed_desk.customer(language=language)
    if at == "people":
        await told(customer, "/human")
    await customer.say(DANGER[language])
    first, heard = await customer.next(), await customer.next()
    assert "112" in first.text + heard.text
    await card(vera, "P1")
    for _ in range(2):
        counts = {chat: len(chat.messages) for chat in (vera, gleb) if at == "people" or chat is vera}
        clock.move(hours=1)
        for chat, before in counts.items():
            await chat.until(partial(reminded, before))
        truth = {"en": "Nobody has written to you yet", "ru": "Вам ещё никто не написал"}[language]
        assert "112" in (await hears(customer, truth)).text


@pytest.mark.parametrize(("language", "words", "article"), HACKED)
async def test_a_break_in_is_answered_and_the_lead_hears_of_it_all_the_same(
    language: str, words: str, article: str, timed_desk: House
) -> None:
    """The article helps at once, a person looks as well: ticket, P1, alert; nobody asks whether it helped."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    customer = await timed_desk.customer(language=language)
    await customer.say(words)
    answered, handed_over = await customer.next(), await customer.next()
    assert article in answered.text
    assert not labels(answered)
    assert "12:15" in handed_over.text
    assert "security" in (await hears(vera, "⚠️ #1: please look at it now.")).text
    await card(vera, "P1")


async def test_anger_that_rises_gets_a_person_even_when_line_1_has_answers(timed_desk: House) -> None:
    max_ = await timed_desk.customer()
    await told(max_, "Опять касса не закрывает смену, третий раз, достали уже")
    said = await told(max_, "Это возмутительно, вы издеваетесь! Как перезагрузить роутер?")
    assert "Зову человека" in said


@pytest.mark.parametrize("role", ["lead", "other"])
async def test_the_mood_is_seen_by_the_lead_and_not_by_others(role: str, timed_desk: House) -> None:
    reader = await timed_desk.staff(*((VERA, "Vera") if role == "lead" else (GLEB, "Gleb")), "en")
    max_ = await timed_desk.customer()
    await told(max_, "Безобразие, полный бардак")
    seen = await card(reader, "P2")
    assert ("Mood: angry" in seen.text) == (role == "lead")
    assert ("Mood" in labels(seen)) == (role == "lead")


async def test_the_mood_is_corrected_in_a_tap_and_kept_as_data(timed_desk: House) -> None:
    vera = await timed_desk.staff(VERA, "Vera", "en")
    max_ = await timed_desk.customer()
    await told(max_, "Безобразие, полный бардак")
    choice = await tapped(vera, await card(vera, "Mood: angry"), "Mood")
    assert "“anxious”" in (await tapped(vera, choice, "anxious")).text
    await card(vera, "Mood: anxious")
    async with timed_desk.database.look() as work:
        assert [(one.text, one.emotion, one.corrected) for one in await work.moods.corrections()] == [
            ("Безобразие, полный бардак", "angry", "anxious")
        ]


async def test_the_course_of_the_mood_stands_on_the_card(timed_desk: House) -> None:
    """Also of what the customer writes to people."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    max_ = await timed_desk.customer()
    await told(max_, "Позовите человека, пропал интернет, боюсь не успеть")
    await take(vera)
    await max_.say("Безобразие, полный бардак")
    await card(vera, "→ angry")


async def test_moods_are_forgotten_after_thirty_days(timed_desk: House, clock: Clock) -> None:
    max_ = await timed_desk.customer()
    await told(max_, "Безобразие, полный бардак")
    async with timed_desk.database.look() as work:
        assert (await work.conversations.get(max_.id)).step.emotion == "angry"
    clock.move(days=31)
    await Housekeeping(timed_desk.database, Ages(), clock).prune()
    async with timed_desk.database.look() as work:
        assert await work.moods.course(max_.id, clock() - timedelta(days=99)) == []
        step = (await work.conversations.get(max_.id)).step
    assert (step.emotion, step.intensity, step.signals, step.why) == ("calm", 0.0, {}, ())


@pytest.fixture
async def strict_desk(sqlite_url: str, clock: Clock) -> AsyncIterator[House]:
    """A desk that sends threats to billing in its own words, and tells the lead of anger."""
    threat = Course(queue="billing", tell=Tell.LEAD, first={"ru": ("Прочтёт руководитель.",)})
    courses = {
        **Policy().courses,
        "legal_threat": replace(Policy().courses["legal_threat"].along(threat), queue="billing"),
    }
    rules = replace(sample_rules(), policy=Policy(courses))
    async with house(sqlite_url, rules=rules, now=clock) as opened:
        yield opened


async def test_a_desk_names_its_own_queue_words_and_whom_to_tell(strict_desk: House) -> None:
    vera = await strict_desk.staff(VERA, "Vera", "en")
    max_ = await strict_desk.customer()
    said = await told(max_, "Касса стоит, подам на вас в суд")
    assert said.startswith("Прочтёт руководитель.")
    assert (await ticket(strict_desk)).queue == "billing"
    assert "speaks of a court" in (await hears(vera, "⚠️ #1: please look at it now.")).text


async def test_voice_says_nothing_of_a_mood(timed_desk: House, clock: Clock) -> None:
    max_: ChatDoor = await timed_desk.customer()
    written = await max_.send_voice()
    await answer(max_, written)
    async with timed_desk.database.look() as work:
        assert await work.moods.course(max_.id, clock() - timedelta(days=1)) == []
