"""Who did something and why, when it was no person: in the reader's language."""

from bot.texts.catalogue import Words
from bot.texts.clocks import clock_name
from bot.texts.feelings import signal_name
from routing.clocks import Clock


def who(words: Words, by: str) -> str:
    """The customer and line 1 by what they are called; people by their names."""
    return {"customer": words.say("Customer"), "line1": words.say("Line 1")}.get(by, by)


def why(words: Words, reason: str) -> str:
    """Line 1's own reasons in the reader's language; people's words as they are."""
    head, _, detail = reason.partition(": ")
    known = {
        "asked for a person": words.say("asked for a person"),
        "asks to have their data deleted": words.say("asks to have their data deleted"),
        "asked again": words.say("asked again"),
        "did not help": words.say("did not help"),
        "no sure answer": words.say("no sure answer"),
        "answered, but people must see it": words.say("answered, but people must see it"),
        "a second miss": words.say("a second miss"),
        "neither the suggestions nor other words helped": words.say("the suggestions did not fit"),
        "sent without words": words.say("sent without words"),
        "distressed": words.say("distressed"),
        "a threat": words.say("speaks of a court or of leaving"),
        "danger to life": words.say("danger to life"),
        "abuse": words.say("insults"),
        "the mood gets worse": words.say("the mood gets worse"),
        "not solved": words.say("not solved"),
        "another department": words.say("another department's matter"),
        "not forwarded": words.say("could not be forwarded"),
        "given": words.say("given by line 1"),
        "silent": words.say("the owner was silent"),
        "owner gone": words.say("the owner left the desk"),
        "queue gone": words.say("the queue is gone"),
        "confirmed": words.say("the customer confirmed it"),
        "withdrawn": words.say("taken back by the customer"),
        "says it is over": words.say("says it is over"),
        "leaves it open": words.say("wants it left open"),
        "over": words.say("the customer said it is over"),
        "silence": words.say("nobody objected"),
        "duplicate": words.say("duplicate"),
        "still broken": words.say("still broken"),
        "wish": words.say("a wish"),
        "split": words.say("split off"),
        "audit": words.say("an audit"),
        "finding": words.say("found by an audit"),
        "came back": words.say("came back after a long time"),
        "clock": words.say("by the clock"),
    }
    if head == "mood":  # personal: not named to everybody who reads the history
        return words.say("the mood")
    if head == "signal":
        return signal_name(words, detail)
    if head not in known or (head == "clock" and detail not in set(Clock)):
        return reason
    if head == "clock":
        detail = clock_name(words, detail)
    return f"{known[head]}: {detail}" if detail else known[head]
