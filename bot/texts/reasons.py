"""Why line 1 did what it did, in the reader's language; the rows are those of bot/line1/reasons.py."""

from bot.texts.catalogue import Words
from bot.texts.feelings import mood_name, signal_name
from bot.texts.why import why


def told(words: Words, row: str) -> str:
    """The row with the words of the desk in that language; customers' words and figures as they are."""
    head, _, rest = row.partition(": ")
    kind, _, detail = head.partition(" ")
    decisions = {
        "answer": words.say("answer"),
        "suggest": words.say("suggestions"),
        "rephrase": words.say("ask to rephrase"),
        "small_talk": words.say("small talk"),
        "hand_off": words.say("to people"),
        "crisis": words.say("danger to life"),
    }
    if not detail and kind in decisions:
        return f"{decisions[kind]}: {why(words, _settled(words, rest))}"
    if kind == "mood":
        mood, _, strength = detail.partition(" ")
        name = f"{words.say('mood')}: {mood_name(words, mood)} {strength}"
    elif kind == "signal":
        name = f"{words.say('signal')}: {signal_name(words, detail)}"
    else:
        names = {
            "nearest": words.say("nearest articles"),
            "queue": words.say("queue"),
            "priority": words.say("priority"),
        }
        if kind not in names:
            return row
        name = f"{names[kind]} {detail}".strip()
    return f"{name}: {rest}" if rest else name


def _settled(words: Words, reason: str) -> str:
    """What settled the knowledge base's part, in that language."""
    phrases = {
        "sure enough": words.say("sure enough"),
        "likely, not sure": words.say("likely, not sure"),
        "a set phrase": words.say("a set phrase"),
        "nothing in the knowledge base is near enough": words.say("nothing in the knowledge base is near"),
        "none of the suggestions fits": words.say("the suggestions did not fit"),
        "people are told of": words.say("people are told of"),
    }
    for phrase, said in phrases.items():
        reason = reason.replace(phrase, said)
    return reason
