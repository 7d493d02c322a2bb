"""Why line 1 did what it did, in the reader's language; the rows are those of bot/line1/reasons.py."""

import re

from bot.texts.catalogue import Words
from bot.texts.feelings import mood_name, signal_name
from bot.texts.routed import why_priority, why_queue
from bot.texts.why import why

_READ = re.compile(r"“(.*)” read as “(.*)”", re.DOTALL)
_VOTE = re.compile(r"(\w+) (-?\d+\.\d+)")


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
    elif kind in {"nearest", "queue", "priority"} and (kind == "nearest") != bool(detail):
        return _routed(words, kind, detail, rest)
    else:
        return _repaired(words, kind, rest) or _voted(words, head, rest) or row
    return f"{name}: {rest}" if rest else name


def _routed(words: Words, kind: str, detail: str, rest: str) -> str:
    """Where it goes, how urgent it is, and which articles are near."""
    if kind == "nearest":
        return f"{words.say('nearest articles')}: {rest}"
    if kind == "priority":
        return f"{words.say('priority')} {detail}: {why_priority(words, rest)}"
    reason, _, sure = rest.rpartition(" ")
    return f"{words.say('queue')} {detail}: {why_queue(words, reason)} {sure}"


def _repaired(words: Words, kind: str, rest: str) -> str | None:
    """A slip and how it was read; None for rows of other kinds."""
    fixes = {
        "layout": words.say("wrong keyboard layout"),
        "translit": words.say("other letters"),
        "typo": words.say("a slip"),
    }
    found = _READ.fullmatch(rest)
    if kind not in fixes or found is None:
        return None
    return words.say(
        "{kind}: “{before}” read as “{after}”", kind=fixes[kind], before=found[1], after=found[2]
    )


def _voted(words: Words, article: str, rest: str) -> str | None:
    """How the parts of the matcher voted on an article; None for rows of other kinds."""
    votes = [_VOTE.fullmatch(one) for one in rest.split(", ")]
    names = {
        "meaning": words.say("meaning"),
        "centre": words.say("middle of the article"),
        "words": words.say("words"),
        "answer": words.say("its answer"),
        "score": words.say("both together"),
        "learnt": words.say("learnt"),
        "votes": words.say("votes"),
        "ranked": words.say("rank"),
        "margin": words.say("lead"),
        "scope": words.say("on topic"),
    }
    if not all(votes):
        return None
    told = ", ".join(f"{names.get(one[1], one[1])} {one[2]}" for one in votes if one)
    return f"{article}: {told}"


def _settled(words: Words, reason: str) -> str:
    """What settled the knowledge base's part, in that language."""
    phrases = {
        "sure enough": words.say("sure enough"),
        "likely, not sure": words.say("likely, not sure"),
        "a set phrase": words.say("a set phrase"),
        "nothing in the knowledge base is near enough": words.say("nothing in the knowledge base is near"),
        "none of the suggestions fits": words.say("the suggestions did not fit"),
        "people are told of": words.say("people are told of"),
        "chosen by typing": words.say("chosen by typing"),
        "it helped": words.say("it helped"),
        "sure of each question": words.say("sure of each question"),
        "nothing to read in it": words.say("nothing to read in it"),
    }
    for phrase, said in phrases.items():
        reason = reason.replace(phrase, said)
    return reason
