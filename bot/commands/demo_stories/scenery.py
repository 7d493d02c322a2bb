"""What the stories share: whose phones, what time of day, and turns of play that come again and again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from playground.seen import Seen
from playground.stories import Await, Phone, Say, Stage, Step, Tap, Words

CUSTOMER_BOT, DESK_BOT = "acme_help_bot", "acme_desk_bot"
ZONE = ZoneInfo("Europe/Moscow")
#: Days (Monday is 0) on which all of the sample's staff work from noon on; the nights before such days.
WORKDAYS, NIGHTS = range(1, 5), range(4)
PATIENCE_SECONDS = 30.0
#: What the bot answers to /cancel when no question is open.
NOTHING_OPEN = {"en": "All right.", "ru": "Хорошо."}


def both(en: str, ru: str) -> Words:
    """The same in both languages."""
    return {"en": en, "ru": ru}


def customer(people: Mapping[str, int]) -> Phone:
    """A chat of a customer, by language, with the customer bot."""
    return Phone(CUSTOMER_BOT, people)


def specialist(people: Mapping[str, int]) -> Phone:
    """A chat of a member of staff, by language, with the desk bot."""
    return Phone(DESK_BOT, people)


def daytime(now: datetime) -> datetime:
    """The moment itself when all of the sample's staff are at work, else the next noon when they are."""
    local = now.astimezone(ZONE)
    if local.weekday() in WORKDAYS and 12 <= local.hour < 17:
        return now
    return _next(local, time(12), WORKDAYS)


def night(now: datetime) -> datetime:
    """The next eleven in the evening before a day when Anna and Gleb begin at nine."""
    return _next(now.astimezone(ZONE), time(23), NIGHTS)


def _next(local: datetime, at: time, weekdays: range) -> datetime:
    moments = (datetime.combine(local.date() + timedelta(days), at, ZONE) for days in range(8))
    return next(one for one in moments if one > local and one.weekday() in weekdays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens(Step):
    """A customer opens the chat; who has been here before takes back what is still open."""

    phone: Phone

    async def play(self, stage: Stage) -> None:
        """Press Start, or write /cancel and name each question that is on offer."""
        chat = stage.door(self.phone)
        await chat.unblock()
        stage.acting()
        if not chat.messages:
            begun = await chat.start()
            await chat.until(lambda seen: seen[-1].id > begun, PATIENCE_SECONDS)
            return
        asked, nothing = await chat.say("/cancel"), NOTHING_OPEN[stage.language]

        def answers(seen: list[Seen]) -> list[Seen]:
            # A reminder of the clock's may come in between: it has neither buttons nor these words.
            return [one for one in seen if one.id > asked and (one.buttons or nothing in one.text)]

        answer = answers(await chat.until(answers, PATIENCE_SECONDS))[0]
        for row in answer.buttons:
            await chat.press(answer, row[0].text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsksForWords(Tap):
    """A specialist presses a button of the card, and the desk bot asks for the words."""

    async def play(self, stage: Stage) -> None:
        """Press it and wait until it asks: that begins with the ticket's number."""
        await Tap.play(self, stage)
        await stage.heard(self.phone, "#")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakesFrom(Step):
    """A specialist takes the customer's question by its number, whatever else waits."""

    phone: Phone
    customer: Phone

    async def play(self, stage: Stage) -> None:
        """Write /take with the last number the customer was told."""
        told = [seen.text for seen in stage.door(self.customer).messages if not seen.mine]
        numbers = re.findall(r"#(\d+)", "\n".join(told))
        if not numbers:
            raise LookupError("the customer has not been told a number")
        stage.acting()
        await stage.door(self.phone).say(f"/take {numbers[-1]}")


def opens(phone: Phone, who: Words) -> Opens:
    """The first turn of a story."""
    caption = {
        "en": f"{who['en']} opens the chat with Acme's bot.",
        "ru": f"{who['ru']} открывает чат с ботом Acme.",
    }
    return Opens(phone=phone, caption=caption)


def acts(phone: Phone, button: Words, words: Words, caption: Words, then: Words) -> tuple[Step, Step]:
    """A button of the card asks for words, and the specialist writes them."""
    return (
        AsksForWords(phone=phone, button=button, caption=caption),
        Say(phone=phone, text=words, caption=then),
    )


def is_content(phone: Phone, thanks: Words) -> tuple[Step, ...]:
    """The customer confirms the solution and gives the best mark."""
    return (
        Tap(
            phone=phone,
            button=both("Yes, all right", "Да, всё хорошо"),
            caption=both("Is it solved? That is for the customer to say.", "Решено ли, говорит сам клиент."),
        ),
        Await(
            phone=phone,
            text=both("How did we do", "Как мы справились"),
            caption=both(
                "One question about how it went, no survey.", "Один вопрос о том, как прошло, без анкет."
            ),
        ),
        Tap(phone=phone, button=both("5", "5"), caption=both("A five.", "Пятёрка.")),
        Await(phone=phone, text=both("Thank you", "Спасибо"), caption=thanks),
    )
