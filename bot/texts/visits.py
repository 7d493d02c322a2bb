"""Visits and work from afar, in words: to the customer in line 1's voice, to staff with what to do next."""

from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.ticket import Ticket
from routing.visits import Slot, Visit, VisitStep
from storage.letters import Button, Rows, Text


def when(words: Words, slot: Slot, now: datetime) -> Markup:
    """From when to when somebody comes."""
    return words.window(slot.begins, slot.ends, now)


def offer(words: Words, visit: Visit, now: datetime) -> Text:
    """The times, to tap or to answer with a digit."""
    rows = Markup("\n").join(
        Markup("{}. {}").format(place, when(words, slot, now)) for place, slot in enumerate(visit.offered, 1)
    )
    html = words.say(
        "A specialist can come to you. Which time suits? Tap it or reply with its number.\n\n{rows}",
        rows=rows,
    )
    picks: Rows = tuple(
        (Button(text=f"{place}. {when(words, slot, now)}", data=data("slot", visit.id, place)),)
        for place, slot in enumerate(visit.offered, 1)
    )
    none = Button(text=words.say("None fits"), data=data("noslot", visit.id))
    return Text(html=html, buttons=(*picks, (none,)))


def agreed(words: Words, visit: Visit, now: datetime) -> Text:
    """The time stands; where to, if it is not known."""
    assert visit.slot is not None
    slot = when(words, visit.slot, now)
    if visit.place:
        html = words.say("Agreed: a specialist comes {when}, {place}.", when=slot, place=visit.place)
    else:
        html = words.say("Agreed: a specialist comes {when}. Where to? Write the address, please.", when=slot)
    return Text(html=html, buttons=(_changes(words, visit),))


def _changes(words: Words, visit: Visit) -> tuple[Button, ...]:
    return (
        Button(text=words.say("Another time"), data=data("visit_move", visit.id)),
        Button(text=words.say("Cancel the visit"), data=data("visit_off", visit.id)),
    )


def place_kept(words: Words, place: str) -> Text:
    """Where the specialist comes."""
    return Text(html=words.say("Thank you, the address is noted: {place}.", place=place))


def other_times(words: Words, by: Markup) -> Text:
    """No time fits, or another one is wished."""
    return Text(html=words.say("All right. Write when it suits you, and we offer other times {by}.", by=by))


def off(words: Words, visit: Visit, by: Markup | None, now: datetime) -> Text:
    """The visit will not be; one that was not agreed yet is not called off by its time."""
    html = words.say("For now there is no visit.")
    if visit.slot:
        html = words.say("The visit {when} is off.", when=when(words, visit.slot, now))
    if by:
        html = words.say("{html} What comes next we write {by}.", html=html, by=by)
    return Text(html=html)


def reminder(words: Words, visit: Visit, now: datetime) -> Text:
    """Soon somebody comes."""
    assert visit.slot is not None
    slot, place = when(words, visit.slot, now), visit.place or ""
    html = words.say("A reminder: a specialist comes {when}.", when=slot)
    if place:
        html = words.say("A reminder: a specialist comes {when}, {place}.", when=slot, place=place)
    return Text(html=html, buttons=(_changes(words, visit),))


def coming(words: Words, visit: Visit, now: datetime) -> Text:
    """To the customer who asks where things stand: when somebody comes, and that it may be changed."""
    assert visit.slot is not None
    slot = when(words, visit.slot, now)
    html = words.say("#{number}: a specialist comes {when}.", number=visit.ticket_id, when=slot)
    return Text(html=html, buttons=(_changes(words, visit),))


def nobody_there(words: Words, by: Markup) -> Text:
    """The customer was not there."""
    return Text(
        html=words.say(
            "The specialist came and found nobody. Write when it suits you, we come again. "
            "Word from us {by}.",
            by=by,
        )
    )


def come_again(words: Words, by: Markup) -> Text:
    """One visit was not enough."""
    return Text(html=words.say("One visit was not enough, we come once more. Times follow {by}.", by=by))


def planning(words: Words, ticket_id: int) -> Text:
    """How to write times."""
    stop = never_mind(words)
    return Text(
        html=words.say(
            "#{number}: when can somebody come? For instance: 25.11 14:00-16:00, tomorrow 10:00. "
            "The address may follow: address: 5 Lenin Street.",
            number=ticket_id,
        ),
        buttons=((stop,),),
    )


def offered(words: Words, ticket_id: int, visit: Visit, now: datetime) -> Text:
    """To the owner: the customer has the times."""
    slots = "; ".join(when(words, slot, now) for slot in visit.offered)
    return Text(
        html=words.say(
            "#{number}: the customer chooses from: {slots}. The answer comes here.",
            number=ticket_id,
            slots=slots,
        )
    )


def chosen(words: Words, ticket: Ticket, visit: Visit, now: datetime) -> Text:
    """To the owner: which time."""
    assert visit.slot is not None
    place = visit.place or words.say("address not known yet")
    return Text(
        html=words.say(
            "#{number} “{subject}”: the visit is agreed, {when}, {place}.",
            number=ticket.id,
            subject=ticket.subject,
            when=when(words, visit.slot, now),
            place=place,
        )
    )


def place_told(words: Words, ticket_id: int, place: str) -> Text:
    """To the owner: where to."""
    return Text(html=words.say("#{number}: address for the visit: {place}.", number=ticket_id, place=place))


def change_wished(words: Words, ticket: Ticket, step: VisitStep) -> Text:
    """To the owner: other times are needed, or none at all."""
    if step is VisitStep.CANCEL:
        html = words.say(
            "#{number} “{subject}”: the customer cancelled the visit. They expect a word from you.",
            number=ticket.id,
            subject=ticket.subject,
        )
    else:
        html = words.say(
            "#{number} “{subject}”: no time fits. "
            "Offer others: /visit {number} 25.11 14:00-16:00, 26.11 10:00",
            number=ticket.id,
            subject=ticket.subject,
        )
    return Text(html=html)


def remind_staff(words: Words, ticket: Ticket, visit: Visit, now: datetime) -> Text:
    """To the owner: soon."""
    assert visit.slot is not None
    return Text(
        html=words.say(
            "A reminder: visit for #{number} “{subject}” {when}, {place}. "
            "/visit {number} cancel calls it off.",
            number=ticket.id,
            subject=ticket.subject,
            when=when(words, visit.slot, now),
            place=visit.place or words.say("address not known yet"),
        )
    )


def how_was_it(words: Words, ticket: Ticket, visit: Visit, now: datetime) -> Text:
    """To the owner after the end."""
    assert visit.slot is not None
    buttons = (
        Button(text=words.say("Done, visit over"), data=data("visit_is", ticket.id, "done")),
        Button(text=words.say("Nobody was there"), data=data("visit_is", ticket.id, "absent")),
        Button(text=words.say("Once more"), data=data("visit_is", ticket.id, "again")),
    )
    return Text(
        html=words.say(
            "#{number} “{subject}”: how did the visit {when} go?",
            number=ticket.id,
            subject=ticket.subject,
            when=when(words, visit.slot, now),
        ),
        buttons=tuple((one,) for one in buttons),
    )


def settled(words: Words, ticket_id: int, step: VisitStep) -> Text:
    """To the owner: what is kept, and what comes next."""
    told = {
        VisitStep.DONE: words.say(
            "#{number}: visit done. /resolve {number} when it is solved.", number=ticket_id
        ),
        VisitStep.ABSENT: words.say(
            "#{number}: nobody was there; the customer was told. New times: /visit {number}", number=ticket_id
        ),
        VisitStep.AGAIN: words.say(
            "#{number}: once more; the customer was told. New times: /visit {number}", number=ticket_id
        ),
        VisitStep.CANCEL: words.say("#{number}: the visit is off, the customer was told.", number=ticket_id),
    }
    return Text(html=told[step])


def may_we(words: Words, remote_id: int, target: str) -> Text:
    """To the customer: may somebody work on their machine from afar?"""
    buttons = (
        Button(text=words.say("Yes, go ahead"), data=data("remote_yes", remote_id)),
        Button(text=words.say("No, please don't"), data=data("remote_no", remote_id)),
    )
    return Text(
        html=words.say(
            "A specialist asks to connect from afar to: {target}. You see what happens and may stop it "
            "at any time. Is that all right?",
            target=target,
        ),
        buttons=(buttons,),
    )


def remote_answer(words: Words, *, yes: bool) -> Text:
    """To the customer: their word counts."""
    if yes:
        return Text(html=words.say("Thank you. A specialist will connect and write here."))
    return Text(html=words.say("All right, nobody connects. We look for another way."))


def remote_prompt(words: Words, ticket_id: int, state: str | None) -> Text:
    """To the owner: on what, or what was done."""
    stop = never_mind(words)
    html = words.say("#{number}: on what will you work? The customer is asked first.", number=ticket_id)
    if state == "agreed":
        html = words.say("#{number}: the customer agreed. Write what was done.", number=ticket_id)
    return Text(html=html, buttons=((stop,),))


def remote_asked(words: Words, ticket_id: int) -> Text:
    """To the owner: the customer is asked."""
    return Text(html=words.say("#{number}: the customer is asked. The answer comes here.", number=ticket_id))


def remote_told(words: Words, ticket: Ticket, target: str, *, yes: bool) -> Text:
    """To the owner: the customer's word."""
    if yes:
        html = words.say(
            "#{number} “{subject}”: the customer agrees, {target}. "
            "Afterwards: /remote {number} what was done",
            number=ticket.id,
            subject=ticket.subject,
            target=target,
        )
    else:
        html = words.say(
            "#{number} “{subject}”: the customer does not want work from afar, {target}.",
            number=ticket.id,
            subject=ticket.subject,
            target=target,
        )
    return Text(html=html)


def remote_kept(words: Words, ticket_id: int) -> Text:
    """To the owner: the work is noted."""
    return Text(html=words.say("#{number}: the work from afar is noted.", number=ticket_id))


def remote_note(words: Words, target: str, agreed: str, done: str) -> str:
    """The note kept on the ticket: on what, when the customer said yes, what was done."""
    return words.say(
        "Work from afar, {target}; the customer's yes at {agreed}. {done}",
        target=clipped(target, 200),
        agreed=agreed,
        done=done,
    ).unescape()
