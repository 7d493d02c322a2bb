"""Every act of the desk on a ticket that is closed: refused with what to do instead, or it makes sense."""

import pytest

from bot.desk.acts import ACTS
from playground.door import ChatDoor
from tests.bot.desk.steps import card, hand_over, hears, hears_nothing, take, tapped, told
from tests.bot.house import ANNA, House

#: By act: the words after `/act 1`, and what the refusal offers in any language.
REFUSED: dict[str, tuple[str, str]] = {
    "take": ("", "/reopen 1"),
    "accept_offer": ("", "/reopen 1"),
    "decline": ("busy", "/queue"),
    "release": ("", "/reopen 1"),
    "reply": ("words", "/reopen 1"),
    "ask": ("words", "/reopen 1"),
    "resolve": ("words", "/reopen 1"),
    "move": ("tills words", "/reopen 1"),
    "escalate": ("words", "/reopen 1"),
    "return": ("words", "/reopen 1"),
    "close": ("words", "/reopen 1"),
    "take_back": ("", "/reopen 1"),
    "join": ("", "/reopen 1"),
    "leave": ("", "/reopen 1"),
    "invite": ("Gleb", "/reopen 1"),
    "remove": ("Gleb", "/reopen 1"),
    "consult": ("core words", "/reopen 1"),
    "visit": ("tomorrow 10:00", "/reopen 1"),
    "remote": ("till 3", "/reopen 1"),
    "approve": ("", "/ticket 1"),
    "sendback": ("words", "/ticket 1"),
    "advise": ("words", "/note 1"),
    "cause": ("cable", "`causes`"),
    "merge": ("into 2", "/link 1 2"),
    "split": ("words", "/reopen 1"),
    "priority": ("1 words", "/reopen 1"),
    "accept": ("", "/reopen 1"),
    "stage": ("done: words", "/reopen 1"),
    "passed": ("words", "/reopen 1"),
    "failed": ("words", "/reopen 1"),
    "vendor": ("maker R-1 words", "/reopen 1"),
    "answer": ("words", "/reopen 1"),
    "article": ("", "/reopen 1"),
    "project": ("https://plan.example words", "/reopen 1"),
    "breach": ("words", "`restricted: true`"),
    "finding": ("network words", "/split 1"),
    "resolve_anyway": ("words", "/split 1"),
}
#: By act: the words after `/act 1`, and what comes of it.
MEANT: dict[str, tuple[str, str]] = {
    "note": ("It was the cable.", "#1: noted."),
    "link": ("2", "Linked: #2"),
    "tell": ("It was the cable.", "#1: sent to Vera"),
    "feedback": ("Look at the cable first.", "#1: the feedback is kept"),
    "wish": ("", "Tickets: 1 (#1)"),
    "reopen": ("It is back.", "With Anna"),
    "anew": ("It is back.", "With Anna"),
}
#: Acts whose button asks for words, though the ticket is over.
ASKED = {"note", "link", "tell", "feedback"}


async def closed(desk: House, language: str) -> tuple[ChatDoor, ChatDoor]:
    """Anna has closed #1 of Olga, who knows; #2, split from it, is open."""
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    await anna.say("/split 1 Red lights")
    await olga.next()
    await card(anna, "Red lights", number=2)
    await told(anna, "/close 1 double")
    await olga.next()
    return anna, olga


def test_each_act_is_thought_of() -> None:
    assert set(REFUSED) | set(MEANT) == set(ACTS)
    assert not set(REFUSED) & set(MEANT)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_acts_on_a_closed_ticket_are_refused_with_what_to_do(desk: House, language: str) -> None:
    anna, olga = await closed(desk, language)
    for act, (words, instead) in REFUSED.items():
        assert instead in await told(anna, f"/{act} 1 {words}"), act
    await hears_nothing(olga)


async def test_old_buttons_of_a_closed_ticket_ask_for_no_words_in_vain(desk: House) -> None:
    anna, olga = await closed(desk, "en")
    old = await card(anna, number=1)
    for act, (_, instead) in REFUSED.items():
        if act not in {"merge", "cause"}:
            assert instead in (await tapped(anna, old, data=f"{act}:1")).text, act
    assert "/reopen 1" in (await tapped(anna, old, data="merge:1")).text
    for act in ASKED:
        assert (await tapped(anna, old, data=f"{act}:1")).buttons[0][0].text == "Never mind", act
    await hears_nothing(olga)


@pytest.mark.parametrize("act", MEANT)
async def test_what_makes_sense_on_a_closed_ticket_is_done(desk: House, act: str) -> None:
    anna, _ = await closed(desk, "en")
    words, comes = MEANT[act]
    await anna.say(f"/{act} 1 {words}")
    await hears(anna, comes)
