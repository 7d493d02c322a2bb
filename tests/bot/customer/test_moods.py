"""How line 1 meets anger, distress and danger: less machine, more person, and help first."""

import pytest

from playground.door import ChatDoor
from tests.bot.customer.steps import ticket
from tests.bot.desk.steps import card, hears, labels, take, tapped, told
from tests.bot.house import GLEB, VERA, House

DANGER = {"en": "I don't want to live anymore", "ru": "Не хочу больше жить"}
HELP_LINE = {"en": "please call now: 112", "ru": "позвоните прямо сейчас: 112"}


@pytest.fixture
async def max_(timed_desk: House) -> ChatDoor:
    """A customer who speaks Russian; it is noon in Moscow."""
    return await timed_desk.customer()


async def test_an_angry_customer_gets_the_answer_if_line_1_has_it(max_: ChatDoor) -> None:
    said = await told(max_, "Безобразие! Как перезагрузить роутер?")
    assert said.startswith("Так быть не должно.\n\n")
    assert "30 секунд" in said


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("Третий день касса стоит, безобразие", "Так быть не должно. Зову человека, он видит переписку."),
        ("Я в отчаянии, касса стоит", "Мне жаль, что так вышло. Зову человека, он ответит здесь"),
        ("This is unacceptable, the till is dead", "This should not have happened. I am calling a person"),
        ("I'm desperate, the till is dead", "I am sorry it has come to this. I am calling a person"),
    ],
)
async def test_anger_and_distress_get_a_person_sooner_and_no_menu(
    words: str, begins: str, timed_desk: House, max_: ChatDoor
) -> None:
    """The words answer the mood, hold a time, and carry no smile."""
    await max_.say(words)
    said = await max_.next()
    assert said.text.startswith(begins)
    assert "12:30" in said.text
    assert "!" not in said.text
    assert not labels(said)
    assert (await ticket(timed_desk)).priority == 2


async def test_capitals_alone_raise_no_priority(timed_desk: House, max_: ChatDoor) -> None:
    said = await told(max_, "/human КАССА НЕ РАБОТАЕТ СОВСЕМ")
    assert "до 13:00" in said
    assert (await ticket(timed_desk)).priority == 3


async def test_an_anxious_or_tired_customer_hears_one_sentence_before_the_answer(max_: ChatDoor) -> None:
    assert (await told(max_, "Срочно! Как перезагрузить роутер?")).startswith("Давайте по шагам.\n\n")
    assert (await told(max_, "Опять касса не закрывает смену")).startswith("Вы своё уже сделали.")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_danger_to_life_is_answered_with_help_first(language: str, timed_desk: House) -> None:
    """The help line, then the person: at once, before everybody else."""
    customer = await timed_desk.customer(language=language)
    await customer.say(DANGER[language])
    first, then = await customer.next(), await customer.next()
    assert HELP_LINE[language] in first.text
    assert not labels(first)
    assert "12:15" in then.text
    assert then.text.startswith({"en": "I am sorry", "ru": "Мне жаль"}[language])
    assert (await ticket(timed_desk)).priority == 1


@pytest.mark.parametrize("before", ["касса", "Как перезагрузить роутер?", "какая-то ерунда"])
async def test_danger_is_heard_in_the_midst_of_anything(before: str, max_: ChatDoor) -> None:
    """With suggestions, an answer or a question of line 1's standing."""
    await told(max_, before)
    assert HELP_LINE["ru"] in await told(max_, DANGER["ru"])


@pytest.mark.parametrize("words", [DANGER["ru"], "Я в отчаянии, касса стоит"])
@pytest.mark.parametrize("yes", ["tap", "да"])
async def test_nobody_is_asked_for_a_mark_after_danger_or_distress(
    words: str, yes: str, timed_desk: House, max_: ChatDoor
) -> None:
    vera = await timed_desk.staff(VERA, "Vera", "en")
    await told(max_, words)
    await take(vera)
    await vera.say("/resolve 1 We called and helped.")
    question = await hears(max_, "We called and helped.")
    said = (await tapped(max_, question, "Да")).text if yes == "tap" else await told(max_, yes)
    assert said == "Хорошо. Пишите, если что."


async def test_danger_instead_of_yes_or_no_is_danger(timed_desk: House, max_: ChatDoor) -> None:
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    await told(max_, "/human Пропал интернет в магазине")
    await take(gleb)
    await gleb.say("/resolve 1 Reset the port.")
    await hears(max_, "Reset the port.")
    assert HELP_LINE["ru"] in await told(max_, DANGER["ru"])
    await card(gleb, "P1", number=2)


async def test_the_mood_stands_on_the_card(timed_desk: House, max_: ChatDoor) -> None:
    vera = await timed_desk.staff(VERA, "Vera", "en")
    await told(max_, "Безобразие, полный бардак")
    assert "Mood: angry, strain " in (await card(vera, "P2")).text
