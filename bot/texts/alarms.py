"""What is wrong with the desk, for those who can mend it: what, since when, what to do."""

from datetime import datetime

from markupsafe import Markup

from bot.texts.catalogue import Words
from bot.vitals import Trouble


def alarm(words: Words, trouble: Trouble, now: datetime, *, over: bool) -> Markup:
    """The trouble in words, or that it is over."""
    told = _told(words, trouble, now)
    return words.say("Over: {trouble}", trouble=told) if over else told


def _told(words: Words, trouble: Trouble, now: datetime) -> Markup:
    since = words.clock(trouble.since, now) if trouble.since else "?"
    match trouble.name:
        case "inbox_late":
            return words.count(
                "{n} message has waited since {since} and is not worked through. Is the machine busy?",
                "{n} messages have waited since {since} and are not worked through. Is the machine busy?",
                trouble.amount,
                since=since,
            )
        case "outbox_late":
            return words.count(
                "{n} letter of the {bot} bot has not left since {since}. Does Telegram answer?",
                "{n} letters of the {bot} bot have not left since {since}. Does Telegram answer?",
                trouble.amount,
                bot=trouble.about,
                since=since,
            )
        case "unheard":
            return words.say(
                "Nothing can be received for the {bot} bot since {since}. Check the network, the token and "
                "the database.",
                bot=trouble.about,
                since=since,
            )
        case "disk_low":
            return words.say(
                "The disk is nearly full: {megabytes} MB are free. Without room nothing new is taken in.",
                megabytes=trouble.amount // 1_000_000,
            )
        case _:
            return words.count(
                "{n} update could not be worked through and is set aside: /dead.",
                "{n} updates could not be worked through and are set aside: /dead.",
                trouble.amount,
            )
