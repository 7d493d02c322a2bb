"""Line 1 answers what it knows, offers what it suspects, asks once, and then calls a person."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from playground.door import ChatDoor
from playground.seen import Seen
from tests.bot.customer.steps import NOTHING_OPEN, solved, standing, ticket
from tests.bot.desk.steps import Clock, card, hears, labels, said, tapped, told
from tests.bot.house import ANNA, House, house, sample_rules

ASKS_AGAIN = {"en": "I want to get this right", "ru": "Хочу понять точнее"}
NOTE = {"en": "only in another language so far", "ru": "только на другом языке"}
UNCLEAR = {"en": "Something somewhere is somehow", "ru": "Что-то тут как-то не так"}


@pytest.mark.parametrize(
    ("words", "answer"),
    [("How do I restart the router?", "30 seconds"), ("Как перезагрузить роутер?", "30 секунд")],
)
async def test_a_clear_question_is_answered_and_may_be_judged(
    words: str, answer: str, emma: ChatDoor
) -> None:
    await emma.say(words)
    given = await emma.next()
    assert answer in given.text
    assert len(labels(given) & {"This helped", "Did not help", "Помогло", "Не помогло"}) == 2


@pytest.mark.parametrize("button", ["Помогло", None])
async def test_an_answer_that_helped_ends_the_matter(button: str | None, olga: ChatDoor) -> None:
    """By tap or in words; there is no ticket."""
    await olga.say("Как перезагрузить роутер?")
    given = await olga.next()
    if button:
        await olga.tap(given, button)
    else:
        await olga.say("Спасибо, помогло!")
    assert "Пишите, если что" in (await olga.next()).text
    assert await standing(olga) == NOTHING_OPEN["ru"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ("перезагрузка роутера", "да", "нет")),
        ("en", ("How do I restart the router?", "it didn't help")),
    ],
)
async def test_what_did_not_help_keeps_its_name_and_is_no_despair(
    language: str, said: tuple[str, ...], desk: House
) -> None:
    """Also when the customer had said that it helped."""
    customer = await desk.customer(language=language)
    for words in said:
        last = await told(customer, words)
    assert {"ru": "Мне жаль", "en": "I am sorry"}[language] not in last
    now = await ticket(desk)
    assert now.subject == said[0]
    assert now.priority == 3


@pytest.mark.parametrize("button", ["Did not help", "A person, please", None])
async def test_an_answer_that_did_not_help_brings_a_person_of_its_profile(
    button: str | None, desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    await emma.say("How do I restart the router?")
    given = await emma.next()
    if button:
        await emma.tap(given, button)
    else:
        await emma.say("did not help")
    assert "“Network”" in (await emma.next()).text
    title = sample_rules().library.articles["router-reboot"].versions["en"].title
    assert f"Line 1 tried: {title}" in (await hears(gleb, "#1 · Network")).text


async def test_the_same_question_after_its_answer_brings_a_person(emma: ChatDoor) -> None:
    assert "30 seconds" in await told(emma, "How do I restart the router?")
    assert "Your question is #1" in await told(emma, "How do I restart the router?")


@pytest.mark.parametrize(("how", "place"), [("1", 0), ("tap", 0), ("2", 1)])
async def test_a_suggestion_is_chosen_by_tap_or_by_its_number(how: str, place: int, olga: ChatDoor) -> None:
    await olga.say("касса")
    offer = await olga.next()
    assert offer.text.startswith("Похоже на что-то из этого?")
    offered = titles(offer)
    if how == "tap":
        await olga.tap(offer, f"{place + 1}. {offered[place]}")
    else:
        await olga.say(how)
    body = body_of(offered[place])
    assert (await olga.next()).text.split("\n")[0] == body.split("\n")[0]


def titles(offer: Seen) -> list[str]:
    """The suggestions, best first, without the way out below them."""
    return [found[1] for row in offer.text.split("\n") if (found := re.fullmatch(r"\d\. (.+)", row))]


def body_of(title: str) -> str:
    """The answer of the Russian article with that title."""
    versions = [
        one.versions["ru"] for one in sample_rules().library.articles.values() if "ru" in one.versions
    ]
    return next(one.body for one in versions if one.title == title)


@pytest.mark.parametrize(("how", "place"), [("второе", 1), ("1)", 0), ("Третий вариант", 2)])
async def test_a_suggestion_is_chosen_in_a_word_too(how: str, place: int, olga: ChatDoor) -> None:
    await olga.say("касса")
    offered = titles(await olga.next())
    assert (await told(olga, how)).split("\n")[0] == body_of(offered[place]).split("\n")[0]


async def test_a_number_that_is_not_on_offer_brings_the_offer_again(olga: ChatDoor) -> None:
    await olga.say("касса")
    offer = await olga.next()
    assert titles(offer) == titles(await said(olga, "7"))


@pytest.mark.parametrize("how", ["tap", "нет", "number"])
async def test_turning_the_suggestions_down_is_asked_about_once_then_a_person(
    how: str, olga: ChatDoor
) -> None:
    await olga.say("касса")
    offer = await olga.next()
    if how == "tap":
        await olga.tap(offer, "Ничего из этого")
    else:
        await olga.say(str(len(titles(offer)) + 1) if how == "number" else how)
    assert (await olga.next()).text.startswith(ASKS_AGAIN["ru"])
    assert "Ваш вопрос #1" in await told(olga, UNCLEAR["ru"])


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_is_not_understood_is_asked_about_once_then_a_person(language: str, desk: House) -> None:
    customer = await desk.customer(language=language)
    asked = await told(customer, UNCLEAR[language])
    assert asked.startswith(ASKS_AGAIN[language])
    assert all(queue.called(language) in asked for queue in sample_rules().desk.front_queues())
    assert "#1" in await told(customer, UNCLEAR[language])


@pytest.mark.parametrize(
    ("language", "words", "then"),
    [
        ("ru", "касса не работает? почта не работает?", "Теперь о вопросе «почта не работает?»."),
        ("en", "Guest wifi? Also the mail does not work", "Now to “Also the mail does not work”."),
    ],
)
async def test_questions_of_one_message_are_taken_up_one_after_another(
    language: str, words: str, then: str, desk: House
) -> None:
    """What is answered first may be judged while the next menu stands."""
    customer = await desk.customer(language=language)
    menu = await said(customer, words)
    assert menu.text.startswith(("Does one of these", "Похоже на что-то"))
    given = await said(customer, "1")
    next_menu = await hears(customer, then)
    helped = next(button for button in labels(given) if button in {"This helped", "Помогло"})
    await tapped(customer, given, helped)
    pick = next(button for button in labels(next_menu) if button.startswith("1."))
    answered = await tapped(customer, next_menu, pick)
    assert labels(answered) >= {helped}


@pytest.mark.parametrize("how", ["3", "tap", "третье"])
async def test_the_topics_are_chosen_by_tap_or_number_in_their_order(
    how: str, desk: House, olga: ChatDoor
) -> None:
    """What is said then goes to its people, though the words name nothing."""
    third = sample_rules().desk.front_queues()[2]
    asked = await said(olga, UNCLEAR["ru"])
    topic = f"3. {third.called('ru')}"
    answer = (await tapped(olga, asked, topic)).text if how == "tap" else await told(olga, how)
    assert answer.startswith(f"«{third.called('ru')}», понятно.")
    assert "#1" in await told(olga, UNCLEAR["ru"])
    assert (await ticket(desk)).queue == third.id


async def test_a_topic_named_after_the_request_is_asked_about(desk: House) -> None:
    """Where nothing is likely: its number would do the same."""
    jack = await desk.customer(language="en")
    assert "what is it about" in await told(jack, "I need help")
    assert "“Mail”, I see." in await told(jack, "mail")
    assert "#1" in await told(jack, UNCLEAR["en"])
    assert (await ticket(desk)).queue == "mail"


async def test_one_word_after_the_request_to_rephrase_is_enough(olga: ChatDoor) -> None:
    await told(olga, UNCLEAR["ru"])
    assert (await told(olga, "касса")).startswith("Похоже на что-то из этого?")


@pytest.mark.parametrize(
    ("language", "topic", "asked"),
    [
        ("ru", "почта", "«Почта», понятно. А что случилось?"),
        ("ru", "Почту!", "«Почта»"),
        ("en", "mail", "“Mail”, I see."),
    ],
)
async def test_who_names_only_a_topic_is_asked_about_that(
    language: str, topic: str, asked: str, desk: House
) -> None:
    """And not which of the topics it is; a few words more are enough for an answer."""
    customer = await desk.customer(language=language)
    assert asked in await told(customer, topic)


@pytest.mark.parametrize("words", ["/human", "Позовите человека", "A person, please"])
async def test_a_person_comes_at_once_when_asked_for(words: str, olga: ChatDoor) -> None:
    assert "#1" in await told(olga, words)


async def test_the_button_for_a_person_stands_under_every_word_of_line_1(olga: ChatDoor) -> None:
    """Greeting, answer, suggestions, request to rephrase: a person is one tap away."""
    for words in ("привет", "Как перезагрузить роутер?", "касса", "нет"):
        await olga.say(words)
        assert "Позвать человека" in labels(await olga.next())


async def test_words_after_the_command_are_the_question(desk: House, olga: ChatDoor) -> None:
    """However they are set apart; they decide the queue and stand on the card."""
    assert "«Кассы»" in await told(olga, "/human\nна кассе ошибка, не можем продавать")
    assert (await ticket(desk)).subject == "на кассе ошибка, не можем продавать"


@pytest.mark.parametrize(
    ("language", "small_talk"),
    [
        ("en", {"Hi": "Hello. What happened?", "thanks a lot!": "Glad to help.", "Bye": "All the best."}),
        ("ru", {"Добрый день": "Здравствуйте. Что", "спасибо": "Рады помочь.", "пока": "Всего доброго."}),
    ],
)
async def test_small_talk_is_answered_and_opens_no_ticket(
    language: str, small_talk: dict[str, str], desk: House
) -> None:
    customer = await desk.customer(language=language)
    for words, answer in small_talk.items():
        assert (await told(customer, words)).startswith(answer)
    assert await standing(customer) == NOTHING_OPEN[language]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Как сделать подпись в почте с логотипом?", "Settings → Signature"),
        ("Нужен статический IP адрес", "Internet → Address"),
    ],
)
async def test_a_russian_question_finds_an_english_article(words: str, answer: str, olga: ChatDoor) -> None:
    given = await told(olga, words)
    assert answer in given
    assert NOTE["ru"] in given


async def test_an_english_question_finds_a_russian_article(emma: ChatDoor) -> None:
    given = await told(emma, "We are moving to another office")
    assert "новый адрес" in given
    assert NOTE["en"] in given


async def test_an_answer_in_the_customers_language_needs_no_note(emma: ChatDoor) -> None:
    assert NOTE["en"] not in await told(emma, "How do I add a signature to my letters?")


async def test_a_burst_of_messages_is_read_as_one_turn(sqlite_url: str) -> None:
    """Apart, neither part is a clear question."""
    async with house(sqlite_url, rules=replace(sample_rules(), burst=timedelta(seconds=0.3))) as desk:
        olga = await desk.customer()
        for part in ("здравствуйте", "подскажите, как", "перезагрузить роутер"):
            await olga.say(part)
        assert "30 секунд" in (await olga.next()).text
        assert await standing(olga) == NOTHING_OPEN["ru"]


@pytest.fixture
async def customer_of_yesterday(timed_desk: House, clock: Clock) -> ChatDoor:
    """Got an answer yesterday."""
    customer = await timed_desk.customer(language="en")
    await told(customer, "How do I restart the router?")
    clock.move(hours=30)
    return customer


async def test_after_a_days_silence_the_same_question_is_answered_anew(
    customer_of_yesterday: ChatDoor,
) -> None:
    assert "30 seconds" in await told(customer_of_yesterday, "How do I restart the router?")


async def test_a_wish_for_a_person_is_kept_after_a_days_silence(customer_of_yesterday: ChatDoor) -> None:
    assert "#1" in await told(customer_of_yesterday, "/human How do I restart the router?")


async def test_no_internal_article_reaches_a_customer(desk: House, emma: ChatDoor) -> None:
    """Not even asked for in its own words; nor by a button made by hand."""
    internal = sample_rules().library.articles["network-remote-check"]
    phrasings = [words for version in internal.versions.values() for words in version.phrasings]
    for number, words in enumerate([*phrasings, internal.versions["en"].title]):
        customer = await desk.customer(9_100_000_000 + number, "Max", "en")
        await told(customer, words)
        await told(customer, words)
        heard = " ".join(str(one.as_json()) for one in customer.messages if not one.mine)
        heard = heard.replace(f"“{words}”", "")  # what a ticket is about is said in their own words
        for version in internal.versions.values():
            assert version.title not in heard
            assert version.body[:30] not in heard


@pytest.mark.parametrize("people_have_it", [False, True])
async def test_a_button_of_an_article_opens_the_next_one(
    people_have_it: bool, emma: ChatDoor, gleb: ChatDoor
) -> None:
    """While people have the matter there is nothing to judge below it."""
    await emma.say("The till is offline, can we keep selling?")
    first = await emma.next()
    if people_have_it:
        await tapped(emma, first, "A person, please")
    opened = await tapped(emma, first, "Restart the router")
    assert "30 seconds" in opened.text
    assert ("This helped" in labels(opened)) is not people_have_it


@pytest.mark.parametrize(
    ("language", "words", "asks"),
    [("ru", "не работает", "Хочу понять точнее"), ("en", "it does not work", "I want to get this right")],
)
async def test_not_working_by_itself_is_asked_about(
    language: str, words: str, asks: str, desk: House
) -> None:
    """It is like every article that says so of its own matter."""
    customer = await desk.customer(language=language)
    assert asks in await told(customer, words)


async def test_not_working_after_a_menu_is_about_what_was_asked(desk: House, olga: ChatDoor) -> None:
    """A scanner is a matter for tills; "it does not work" alone is like an article about networks."""
    assert "Сканер" in await told(olga, "сканер молчит и молчит")
    assert "«Кассы»" in await told(olga, "не работает")


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "Are you a robot?", "I am the support bot of Acme."),
        ("en", "are you human", "I am the support bot of Acme."),
        ("en", "what can you do?", "I am the support bot of Acme."),
        ("ru", "ты бот?", "Это бот поддержки Acme."),
        ("ru", "Вы живой человек или робот?", "Это бот поддержки Acme."),
        ("ru", "я разговариваю с человеком?", "Это бот поддержки Acme."),
        ("ru", "что ты умеешь", "Это бот поддержки Acme."),
    ],
)
async def test_line_1_says_what_it_is(language: str, words: str, answer: str, desk: House) -> None:
    """And no ticket is opened by it: a person is one tap away."""
    customer = await desk.customer(language=language)
    assert (await told(customer, words)).startswith(answer)
    assert await standing(customer) == NOTHING_OPEN[language]


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "/human", "Meanwhile, write here what happened"),
        ("en", "can i speak to someone", "Meanwhile, write here what happened"),
        ("ru", "позовите человека пожалуйста", "А пока напишите здесь, что случилось"),
    ],
)
async def test_who_asks_for_a_person_and_says_nothing_else_is_asked_what_happened(
    language: str, words: str, answer: str, desk: House
) -> None:
    """Nobody's profile is named: whose matter it is, is not known yet."""
    customer = await desk.customer(language=language)
    said = await told(customer, words)
    assert answer in said
    assert {"en": "Network", "ru": "Сети"}[language] not in said


async def test_a_matter_that_was_settled_gives_the_next_one_no_subject(desk: House, emma: ChatDoor) -> None:
    await told(emma, "How do I restart the router in our shop on the second floor?")
    await told(emma, "it helped")
    await told(emma, "the till does not print")
    await told(emma, "/human")
    assert (await ticket(desk)).subject == "the till does not print"


async def test_answers_about_a_solved_ticket_are_no_part_of_the_next(
    desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await solved(olga, gleb)
    await told(olga, "Да")
    await told(olga, "3")
    await told(olga, "очень уж долго")
    await told(olga, "/human касса не печатает")
    shown = (await card(anna, "касса не печатает", number=2)).text
    assert "очень уж долго" not in shown


@pytest.mark.parametrize(("language", "words"), [("ru", "касса зависла"), ("en", "no internet")])
async def test_a_short_matter_is_a_matter_told(language: str, words: str, desk: House) -> None:
    """Two words say all there is; whoever said them is not asked again."""
    customer = await desk.customer(language=language)
    await told(customer, words)
    said = await told(customer, "/human")
    assert {"en": "what happened", "ru": "что случилось"}[language] not in said
