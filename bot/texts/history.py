"""A ticket's history as staff read it: what happened and what was said, in order."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.texts.cards import spoken
from bot.texts.catalogue import Words
from bot.texts.why import who as called
from bot.texts.why import why
from routing.ticket import Ticket
from storage.history import CUSTOMER, LINE1, Event
from storage.letters import Text
from storage.messages import Said

#: Characters of one message shown.
EXCERPT = 600


def history(
    words: Words, ticket: Ticket, events: Sequence[tuple[str, Event]], said: Sequence[Said], now: datetime
) -> Text:
    """Everything that happened to a ticket and was said on it, in order; `events` come with who did it."""
    rows = [(event.at, 0, _event(words, who, event, now)) for who, event in events]
    rows += [
        (one.at, 1, Markup("{} {}").format(words.clock(one.at, now), spoken(words, one, EXCERPT)))
        for one in said
    ]
    rows.sort(key=lambda row: row[:2])
    head = words.say("<b>#{number} {subject}</b>", number=ticket.id, subject=ticket.subject)
    return Text(html=Markup("\n").join([head, *(row for _, _, row in rows)]))


def _done(words: Words, what: str) -> str:
    """What an event is called; one that has no name yet, by its own word."""
    names = {
        "open": words.say("opened"),
        "take": words.say("took it"),
        "release": words.say("released it"),
        "offer": words.say("offered it"),
        "decline": words.say("declined it"),
        "offer_over": words.say("the offer was not answered"),
        "unplaced": words.say("found nobody for it"),
        "redirect": words.say("passed it to another department"),
        "forwarded": words.say("forwarded it"),
        "not_forwarded": words.say("could not forward it"),
        "misrouted": words.say("it had come to the wrong queue"),
        "reply": words.say("replied"),
        "ask": words.say("asked"),
        "hear": words.say("answered"),
        "note": words.say("noted"),
        "move": words.say("moved it"),
        "escalate": words.say("escalated it"),
        "return": words.say("returned it"),
        "resolve": words.say("solved it"),
        "close": words.say("closed it"),
        "reopen": words.say("reopened it"),
        "link": words.say("linked"),
        "problem": words.say("part of something bigger"),
        "unlinked": words.say("not part of it"),
        "merge": words.say("took in"),
        "confirm": words.say("confirmed"),
        "rate": words.say("rated"),
        "comment": words.say("commented"),
        "edit": words.say("edited a message"),
        "late": words.say("promise moved"),
        "danger": words.say("heard danger to life"),
        "mood": words.say("corrected the mood"),
        "way": words.say("shortened the way back"),
        "heard": words.say("heard grave words"),
        "priority": words.say("set the priority"),
        "warning": words.say("warned that time runs out"),
        "overdue": words.say("told that time is up"),
        "blocked": words.say("blocked the bot"),
        "unblocked": words.say("unblocked the bot"),
        "take_back": words.say("took it back"),
        "why": words.say("said why it went up"),
        "join": words.say("joined as a helper"),
        "invite": words.say("invited a helper"),
        "leave": words.say("left as a helper"),
        "remove": words.say("let a helper go"),
        "consult": words.say("asked experts"),
        "advise": words.say("answered the question"),
        "consult_late": words.say("nobody answered yet"),
        "cause": words.say("named the cause"),
        "visit_offer": words.say("offered times for a visit"),
        "visit_agreed": words.say("chose a time for the visit"),
        "visit_none_fits": words.say("found no time that fits"),
        "visit_move": words.say("asked for another time"),
        "visit_cancel": words.say("called the visit off"),
        "visit_place": words.say("told the address"),
        "visit_done": words.say("visit done"),
        "visit_absent": words.say("nobody was there"),
        "visit_again": words.say("one more visit is needed"),
        "visit_kept": words.say("word kept"),
        "remote_ask": words.say("asked about work from afar"),
        "remote_yes": words.say("agreed to work from afar"),
        "remote_no": words.say("refused work from afar"),
        "remote": words.say("worked from afar"),
        "held": words.say("wrote a draft for the mentor"),
        "draft_sent": words.say("let a draft go out"),
        "draft_back": words.say("returned a draft"),
        "draft_dropped": words.say("dropped a draft"),
        "draft_late": words.say("nobody tapped yet"),
        "undelivered": words.say("not delivered"),
        "stage": words.say("told a stage"),
        "judged": words.say("judged the test"),
        "tell": words.say("wrote to colleagues"),
        "vendor": words.say("put it to the maker"),
        "vendor_answer": words.say("kept the maker's answer"),
        "chase": words.say("reminder: the maker is late"),
        "case": words.say("closed the maker's case"),
        "draft": words.say("made a draft of an article"),
        "project": words.say("made a project of it"),
        "breach": words.say("started the clocks of a breach"),
        "breach_told": words.say("told of the breach"),
        "breach_off": words.say("called the breach off"),
    }
    return names.get(what, what)


def _event(words: Words, who: str, event: Event, now: datetime) -> Markup:
    place = f" → {event.data['to']}" if "to" in event.data else ""
    text = event.text if event.what not in {"reply", "ask", "edit", "resolve"} else ""
    if not text or (event.who in {CUSTOMER, LINE1} and event.what != "comment"):  # people's words stay theirs
        text = why(words, text or str(event.data.get("reason", "")))
    return Markup("<i>{} {}: {}{}{}</i>").format(
        words.clock(event.at, now),
        called(words, who),
        _done(words, event.what),
        place,
        f". {text}" if text else "",
    )
