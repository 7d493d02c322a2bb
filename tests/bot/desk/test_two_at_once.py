"""Two hands at once on one thing: the first one counts, the other is told, on both databases."""

import asyncio

from tests.bot.desk.steps import ZHANNA, card, hand_over, hears, take, told
from tests.bot.house import ANNA, EGOR, house


async def test_of_two_experts_who_answer_at_once_one_is_heard_and_the_other_told(database_url: str) -> None:
    async with house(database_url) as desk:
        anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
        experts = {
            "Egor": await desk.staff(EGOR, "Egor", "en"),
            "Zhanna": await desk.staff(ZHANNA, "Zhanna", "en"),
        }
        await hand_over(olga, anna)
        await take(anna)
        await told(anna, "/consult 1 Which port?")
        shown = {name: await hears(chat, "Which port?") for name, chat in experts.items()}
        answers = await asyncio.gather(
            *(told(chat, f"Port of {name}", reply_to=shown[name]) for name, chat in experts.items())
        )
        lost = [one for one in answers if "has answered already" in one]
        assert len(lost) == 1, answers
        winner = "Egor" if "Egor has answered" in lost[0] else "Zhanna"
        assert answers[list(experts).index(winner)] != lost[0]
        await hears(anna, f"Port of {winner}")
        async with desk.database.look() as work:
            (kept,) = await work.consultations.of_ticket(1)
            assert kept.answer == f"Port of {winner}"
            assert sum(event.what == "advise" for event in await work.history.of(1)) == 1
        await card(anna, f"Port of {winner}")
