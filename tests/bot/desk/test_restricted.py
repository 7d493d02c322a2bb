"""A restricted queue: the people it names, and nobody else, whatever their role or part in the ticket."""

from dataclasses import replace

import pytest

from bot.rules import Rules
from tests.bot.config.samples import small
from tests.bot.config.samples import told as mistakes
from tests.bot.desk.steps import ILYA, NETWORK, WORDS, ZHANNA, card, hand_over, hears, take, told
from tests.bot.house import ANNA, EGOR, GLEB, VERA, house, sample_rules


def rules() -> Rules:
    """Only Egor is named for the experts' queue; network escalates to it."""
    desk = sample_rules().desk
    queues = tuple(replace(one, restricted=one.id == "core") for one in desk.queues)
    staff = tuple(
        one if one.id == EGOR else replace(one, queues=one.queues - {"core"}, barred=frozenset({"core"}))
        for one in desk.staff
    )
    return replace(sample_rules(), desk=replace(desk, queues=queues, staff=staff))


@pytest.mark.parametrize(
    ("language", "hidden"), [("en", "#1 is not yours to see."), ("ru", "#1: этот вопрос не для вас.")]
)
async def test_neither_who_escalated_nor_an_admin_nor_a_lead_sees_it(
    sqlite_url: str, language: str, hidden: str
) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        anna, egor = await desk.staff(ANNA, "Anna", language), await desk.staff(EGOR, "Egor", language)
        ilya, vera = await desk.staff(ILYA, "Ilya", language), await desk.staff(VERA, "Vera", language)
        olga = await desk.customer(language=language)
        await hand_over(olga, anna, vera, words=WORDS[language])
        await take(anna)
        await told(ilya, "/ticket 1")
        await told(anna, "/escalate 1 Somebody read our mail.")
        await card(egor)
        for chat in (anna, ilya, vera):
            await chat.until(lambda seen: hidden in [one.text for one in seen])
            for command in (
                "/ticket 1",
                "/history 1",
                "/delivery 1",
                "/more 1",
                "/take 1",
                "/note 1 x",
                "/move 1 network x",
                "/close 1 x",
                "/tell 1 x",
                "/stage 1 cause: x",
                "/feedback 1 x",
                "/resolve 1 x",
            ):
                assert await told(chat, command) == hidden, command
            assert "Somebody read" not in await told(chat, "/queue")
        await take(egor)
        await told(egor, "/history 1")


async def test_another_ticket_of_the_customer_tells_nothing_of_it(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
        olga = await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        await told(anna, "/escalate 1 Somebody read our mail.")
        await take(egor)
        await told(egor, "/resolve 1 The account is closed.")
        await hears(olga, "The account is closed.")
        await told(egor, "/close 1")
        await olga.say("/human " + NETWORK)
        await card(anna, number=2)
        assert "Earlier" not in (await card(anna, number=2)).text
        await told(egor, "/ticket 2")


async def test_questions_and_answers_stay_with_those_it_names(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
        await hand_over(await desk.customer(language="en"), anna)
        await take(anna)
        await told(anna, "/consult 1 Which firmware leaks?")
        await hears(egor, "Which firmware leaks?")
        await told(egor, "/advise 1 Version 7 leaks.")
        await hears(anna, "Version 7 leaks.")
        assert "Version 7 leaks." in await told(anna, "/find firmware leaks")
        await told(anna, "/escalate 1 Somebody read our mail.")
        await take(egor)
        assert "Version 7 leaks." not in await told(anna, "/find firmware leaks")
        assert "Version 7 leaks." in await told(egor, "/find firmware leaks")
        await egor.say("/consult 1 network: Who read our mail?")
        await hears(egor, "network", "obody")
        assert not [one for one in anna.messages if "Who read our mail?" in one.text]


async def test_helpers_it_does_not_name_hear_nothing_more_and_cannot_be_invited(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
        gleb, olga = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        await told(anna, "/invite 1 Gleb")
        await hears(gleb, "asks you to help")
        await told(anna, "/escalate 1 Somebody read our mail.")
        await take(egor)
        await olga.say("The thief is Ivan Petrov")
        await hears(egor, "Ivan Petrov")
        await told(egor, "/note 1 Ivan Petrov it is")
        await egor.say("/invite 1 Anna")
        await hears(egor, "nobody is called “Anna”")
        await told(gleb, "/queue")
        assert not [one for one in gleb.messages if "Ivan Petrov" in one.text]


async def test_a_problem_of_its_queue_stands_on_no_other_card(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
        await hand_over(await desk.customer(language="en"), anna)
        await take(anna)
        await told(anna, "/escalate 1 Somebody read our mail.")
        assert await told(anna, "/problem #1 new Mail is read") == "#1 is not yours to see."
        await take(egor)
        await told(egor, "/problem new Mail is read; queue: core")
        await told(egor, "/problem 1 link 1")
        await card(egor, "Mail is read")
        await told(egor, "/move 1 network It is clean.")
        assert "Mail is read" not in (await card(anna, "It is clean.")).text


async def test_an_owner_it_does_not_name_any_more_loses_the_ticket(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        anna, zhanna = await desk.staff(ANNA, "Anna", "en"), await desk.staff(ZHANNA, "Zhanna", "en")
        await hand_over(await desk.customer(language="en"), anna)
        await take(anna)
        await told(anna, "/escalate 1 Somebody read our mail.")
        await card(zhanna)
        await take(zhanna)
    async with house(sqlite_url, rules=rules()) as desk:
        egor = await desk.staff(EGOR, "Egor", "en")
        await card(egor, "Waits since")
        async with desk.database.look() as work:
            assert (await work.tickets.get(1)).owner is None


async def test_with_nobody_named_the_config_is_refused_even_with_an_admin() -> None:
    changed = small(
        ("title: Core network,", "title: Core network, restricted: true,"), ("[core]}", "[network]}")
    )
    changed = changed.replace("role: lead, queues: [network, core]", "role: admin, queues: [network]")
    assert mistakes(changed) == [
        "9 queues.core: nobody serves it; add core to the `queues` of somebody in `staff`"
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "default: true",
            "default: true, restricted: true",
            "8 queues.network.restricted: what fits no profile comes here; restrict another queue, or make "
            "another the default",
        ),
        (
            "title: Core network,",
            "title: Core network, stages: [analysis, cooking],",
            "9 queues.core.stages[2]: should be 'received', 'analysis', 'solution', 'testing', "
            "'documenting' or 'feedback', got cooking",
        ),
        (
            "title: Core network,",
            "title: Core network, stages: [analysis, analysis],",
            "9 queues.core.stages: `analysis` is named twice",
        ),
        (
            "title: Core network,",
            "title: Core network, vendor: {name: Router Works},",
            "9 queues.core.vendor: people work here; write it on the queue of a `kind: vendor` line",
        ),
        (
            "title: Router maker",
            "title: Router maker, stages: [analysis]",
            "10 queues.maker.stages: a vendor's queue holds no tickets; write it on a queue of people",
        ),
        (
            "title: Router maker",
            "title: Router maker, vendor: {promised_days: 0}",
            "10 queues.maker.vendor.promised_days: should be 1 or more, got 0",
        ),
    ],
)
def test_mistakes_are_told_with_what_to_write(old: str, new: str, sentence: str) -> None:
    assert mistakes(small((old, new))) == [sentence]
