"""Line 3: accept or return, words that go down and not out, stages before a solution, feedback."""

from dataclasses import replace

import pytest

from routing.stages import Stage
from tests.bot.desk.experts import accepted, handed_up, rules
from tests.bot.desk.steps import (
    WORDS,
    answer,
    card,
    cards,
    hand_over,
    hears,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, GLEB, House, house, sample_rules

REQUIRED = (Stage.ANALYSIS, Stage.SOLUTION, Stage.TESTING)


@pytest.mark.parametrize(
    ("language", "accept", "back", "stage"),
    [
        ("en", "Accept", "Return", "Stage: received"),
        ("ru", "Принять", "Вернуть", "Этап: принято"),
    ],
)
async def test_what_was_handed_up_is_accepted_by_a_button(
    desk: House, language: str, accept: str, back: str, stage: str
) -> None:
    way = await handed_up(desk, language)
    assert {accept, back} <= labels(await card(way.egor))
    await way.egor.tap(await card(way.egor), accept)
    await card(way.egor, stage)
    await way.olga.next()


async def test_what_was_handed_up_goes_back_unaccepted_with_a_reason(desk: House) -> None:
    way = await handed_up(desk)
    assert "there are no words" in await told(way.egor, "/return 1")
    before = len(cards(way.anna))
    await tapped(way.egor, await card(way.egor), "Return")
    assert await told(way.egor, "Ping it first.") == "#1: returned."
    await way.anna.until(lambda _: len(cards(way.anna)) > before)
    await card(way.anna, "#1 · Network", "Egor: Ping it first.")


async def test_who_does_not_serve_the_experts_queue_accepts_and_returns_nothing(desk: House) -> None:
    way = await handed_up(desk)
    assert "queue you do not serve" in await told(way.anna, "/accept 1")
    assert "queue you do not serve" in await told(way.anna, "/return 1 Mine.")


@pytest.mark.parametrize(
    ("language", "message", "parts"),
    [
        (
            "en",
            "/stage 1 cause: firmware 2.4; done: 2.5 is on it; checked: a day without a restart",
            ("Stage: testing", "Cause: firmware 2.4", "Done: 2.5 is on it", "Checked: a day"),
        ),
        (
            "ru",
            "/stage 1 Проверено: сутки без перезапусков\nпричина: прошивка 2.4\nсделано: стоит 2.5",
            ("Этап: проверка", "Причина: прошивка 2.4", "Сделано: стоит 2.5", "Проверено: сутки"),
        ),
    ],
)
async def test_one_message_fills_several_stages(
    desk: House, language: str, message: str, parts: tuple[str, ...]
) -> None:
    way = await accepted(desk, language)
    await told(way.egor, message)
    await card(way.egor, *parts)


async def test_a_solution_without_its_stages_is_refused_and_says_how_to_tell_them(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules(stages=REQUIRED)) as desk:
        way = await accepted(desk)
        refused = await told(way.egor, "/resolve 1 It works again.")
        assert "missing: analysis (cause: ...), solution (done: ...), testing (checked: ...)" in refused
        assert "/stage 1" in refused
        assert refused == (await tapped(way.egor, await card(way.egor), "Solve")).text
        guide = await tapped(way.egor, await card(way.egor), "Stages")
        assert "cause: why it happened" in guide.text
        kept = await told(way.egor, "cause: firmware; done: 2.5", reply_to=guide)
        assert "kept: cause, done." in kept
        assert "Needed before the solution: testing (checked: ...)" in kept
        receipt = await told(way.egor, "/resolve 1 It works again.\nchecked: a day without a restart")
        assert "kept" not in receipt
        assert (await way.olga.next()).text.startswith("It works again.\n\nPlease check")
        letter = await hears(way.anna, "handed up by you, is solved: It works again.")
        assert "Cause: firmware" in letter.text
        await told(way.egor, "/reopen 1 It restarts again")
        again = ("Solved before: It works again.", "Cause: firmware", "Checked: a day without a restart")
        await card(way.egor, "With Egor", *again)
        assert "missing: analysis" in await told(way.egor, "/resolve 1 Now it works.")


async def test_a_line_that_asks_for_stages_shows_the_button_and_takes_the_rows(sqlite_url: str) -> None:
    """Line 2 works without stages unless its line asks for one; then it is told as experts tell it."""
    desk_rules = sample_rules()
    lines = tuple(
        replace(one, stages=(Stage.ANALYSIS,) if one.id == "L2" else ()) for one in desk_rules.desk.lines
    )
    asking = replace(desk_rules, desk=replace(desk_rules.desk, lines=lines))
    async with house(sqlite_url, rules=asking) as desk:
        anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
        await hand_over(olga, anna, words=WORDS["en"])
        await take(anna)
        await olga.next()
        assert "Stages" in labels(await card(anna))
        assert "missing: analysis (cause: ...)" in await told(anna, "/resolve 1 It works again.")
        await told(anna, "/resolve 1 It works again.\ncause: the cable")
        assert "cause" not in (await olga.next()).text


async def test_rows_alone_are_no_solution_for_a_customer(desk: House) -> None:
    way = await accepted(desk)
    assert "first the words for the customer" in await told(way.egor, "/resolve 1 cause: x; done: y")
    await hears_nothing(way.olga)


async def test_a_failed_test_goes_back_to_the_solution_and_is_counted(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules(stages=REQUIRED)) as desk:
        way = await accepted(desk)
        receipt = await answer(
            way.egor,
            await way.egor.say(
                "/stage 1 cause: firmware; done: 2.5; test: failed on the stand; stand: rack 4"
            ),
        )
        assert "The test failed, 1 so far: back to the solution." in receipt.text
        await card(way.egor, "Stage: solution · 1 failed test", "Test stand: rack 4")
        assert "missing: solution" in await told(way.egor, "/resolve 1 It works.")
        await told(way.egor, "/stage 1 done: 2.6")
        more = await tapped(way.egor, await card(way.egor), "More")
        await tapped(way.egor, more, "Test passed")
        assert "The test passed." in await told(way.egor, "A day on the stand.")
        await card(way.egor, "Stage: testing · 1 failed test", "Checked: A day on the stand.")
        await told(way.egor, "/resolve 1 It works.")
        assert (await way.olga.next()).text.startswith("It works.")


async def test_a_result_read_wrong_is_put_right_in_a_tap(desk: House) -> None:
    way = await accepted(desk)
    receipt = await said(way.egor, "/stage 1 done: 2.5; checked: 3 of 5 calls dropped")
    assert "The test passed." in receipt.text
    await way.egor.tap(receipt, "No, it failed")
    await card(way.egor, "Stage: solution · 1 failed test")
    wrong = await hears(way.egor, "The test failed, 1 so far")
    await way.egor.tap(wrong, "No, it passed")
    await card(way.egor, "Stage: testing\n", "Checked: 3 of 5")


async def test_words_without_a_stage_are_refused_with_the_form(desk: House) -> None:
    way = await accepted(desk)
    refused = await told(way.egor, "/stage 1 I looked into it")
    assert "nothing was kept" in refused
    assert "cause: why it happened" in refused
    assert "queue you do not serve" in await told(way.anna, "/stage 1 cause: mine")


@pytest.mark.parametrize("command", ["/reply 1", "/ask 1"])
async def test_experts_words_go_to_line_2_by_a_tap_and_never_to_the_customer(
    desk: House, command: str
) -> None:
    way = await accepted(desk)
    refused = await said(way.egor, f"{command} Which <lamp> blinks?")
    assert "does not write to customers" in refused.text
    sent = await tapped(way.egor, refused, "Send it to the line below")
    assert sent.text == "#1: sent to Anna. The customer does not see it."
    letter = await hears(way.anna, "#1, Egor", "Which <lamp> blinks?")
    await told(way.anna, "The left one.", reply_to=letter)
    await hears(way.egor, "#1, Anna", "The left one.")
    await hears_nothing(way.olga)
    again = await tapped(way.egor, refused, "Send it to the line below")
    assert "earlier time" in again.text


async def test_a_reply_to_the_experts_card_and_a_photo_are_offered_to_line_2_too(desk: House) -> None:
    way = await accepted(desk)
    await way.egor.send_photo(b"\xff\xd8picture", caption="This lamp", reply_to=await card(way.egor))
    refused = await hears(way.egor, "does not write to customers")
    await tapped(way.egor, refused, "Send it to the line below")
    assert (await hears(way.anna, "#1, Egor", "This lamp")).content.get("photo")
    await hears_nothing(way.olga)


async def test_kept_words_are_not_what_the_next_plain_words_answer(desk: House) -> None:
    way = await accepted(desk)
    await told(way.egor, "/reply 1 Hello")
    assert "This went to no one" in await told(way.egor, "something else")


async def test_feedback_reaches_who_escalated_and_the_queue_and_is_kept(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    way = await accepted(desk)
    assert "3 colleagues have it" in await told(way.egor, "/feedback 1 Look at the <log> first.")
    for chat in (way.anna, gleb):
        await hears(chat, "Feedback, Egor: Look at the <log> first.")
    await card(way.egor, "Stage: feedback", "Feedback: Look at the <log> first.")
    assert "told a stage" in await told(way.egor, "/history 1")
    receipt = await told(way.egor, "/stage 1 cause: memory; feedback: ask for the version")
    assert "kept: cause, feedback" in receipt
    await hears(way.anna, "Feedback, Egor: ask for the version")


async def test_the_acts_of_line_3_are_its_owners(desk: House) -> None:
    way = await handed_up(desk)
    await desk.staff(ANNA, "Anna", "en")
    for command in ("/stage 1 cause: x", "/passed 1 x", "/failed 1 x"):
        assert "/take 1 first" in await told(way.egor, command)
    for command in ("/passed 1 x", "/failed 1 x", "/feedback 1 x"):
        assert "queue you do not serve" in await told(way.anna, command)
