"""What people do together on a ticket, as staff read it: helpers, packets, questions, drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.presses import data, short
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.desk import Named, Specialist
from routing.packets import Packet, Reason
from routing.ticket import Ticket
from routing.visits import Visit, VisitState
from storage.consultations import Consultation, Solved
from storage.held import Draft
from storage.letters import Button, Rows, Text

#: Characters of one part of a packet on a card; the whole is one tap away.
PART = 400


@dataclass(frozen=True, slots=True)
class Together:
    """What a ticket's card tells of work together: names of helpers, and what waits for whom.

    `drafts` are (author, whose tap); `asked` are (queue, who answers) of open questions; `remote` is what
    work from afar waits for: `asked` or `agreed`.
    """

    helpers: tuple[str, ...] = ()
    packet: Packet | None = None
    drafts: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[str, str | None], ...] = ()
    visit: Visit | None = None
    remote: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What the reader of a card is to the work together."""

    helps: bool = False
    may_join: bool = False
    may_take_back: bool = False


def on_card(words: Words, work: Together, now: datetime) -> list[Markup]:
    """The rows of a card."""
    rows = []
    if work.helpers:
        rows.append(words.say("Helping: {names}", names=", ".join(work.helpers)))
    if work.packet:
        rows += packet_rows(words, work.packet, PART)
    for queue, answering in work.asked:
        if answering:
            rows.append(words.say("❓ {who} answers a question to {queue}.", who=answering, queue=queue))
        else:
            rows.append(words.say("❓ A question waits with {queue}.", queue=queue))
    rows += [
        words.say("⏳ {author}'s words wait for {mentor}'s tap.", author=author, mentor=mentor)
        for author, mentor in work.drafts
    ]
    if work.visit:
        rows.append(visit_row(words, work.visit, now))
    if work.remote == "asked":
        rows.append(words.say("🖥 The customer is asked about work from afar."))
    elif work.remote == "agreed":
        rows.append(words.say("🖥 The customer agreed to work from afar."))
    return rows


def visit_row(words: Words, visit: Visit, now: datetime) -> Markup:
    """How the visit stands."""
    if visit.state is VisitState.CONFIRMED and visit.slot:
        place = visit.place or words.say("address not known yet")
        when = words.window(visit.slot.begins, visit.slot.ends, now)
        return words.say("🚗 Visit {when}, {place}", when=when, place=clipped(place, 120))
    if visit.state is VisitState.OFFERED:
        return words.say("🚗 The customer chooses a time for the visit.")
    return words.say("🚗 The customer needs other times for the visit.")


def packet_rows(words: Words, packet: Packet, length: int) -> list[Markup]:
    """A packet part by part."""
    why = ", ".join(filter(None, (packet.why, *(reason_name(words, one) for one in packet.reasons))))
    parts = (
        (packet.done, words.say("Done")),
        (packet.tried, words.say("Tried")),
        (why, words.say("Why it is here")),
    )
    return [Markup("<b>{}</b>: {}").format(name, clipped(said, length)) for said, name in parts if said]


def reason_name(words: Words, reason: Reason) -> str:
    """Why a line could not solve it, in a word."""
    return {
        Reason.KNOWLEDGE: words.say("knowledge"),
        Reason.ACCESS: words.say("access"),
        Reason.EQUIPMENT: words.say("equipment"),
        Reason.TIME: words.say("time"),
    }[reason]


def whole_packet(words: Words, ticket: Ticket, packet: Packet | None) -> Text:
    """All that came along when the ticket was handed up."""
    head = words.say("<b>#{number} {subject}</b>", number=ticket.id, subject=ticket.subject)
    rows = packet_rows(words, packet, 3000) if packet else [words.say("Nothing came along.")]
    return Text(html=Markup("\n").join([head, *rows]))


def acts(ticket: Ticket, work: Together, part: Part, *, owns: bool, steers: bool, speaks: bool) -> list[str]:
    """What the reader may do, by name, besides everyday acts."""
    if not ticket.is_open:
        return []
    found = ["consult"] if owns else []
    found += ["visit", "remote"] if speaks else []
    found += ["invite"] if steers and ticket.owner else []
    found += ["join"] if part.may_join else []
    found += ["leave"] if part.helps else []
    found += ["take_back"] if part.may_take_back else []
    return found + (["packet"] if work.packet else [])


def labels(words: Words) -> dict[str, Markup]:
    """What stands on the buttons of these acts."""
    return {
        "consult": words.say("Ask an expert"),
        "visit": words.say("Visit"),
        "remote": words.say("Work from afar"),
        "invite": words.say("Invite a colleague"),
        "join": words.say("Join"),
        "leave": words.say("Leave"),
        "take_back": words.say("Take back"),
        "packet": words.say("Packet"),
    }


def _stop(words: Words) -> Button:
    return Button(text=words.say("Never mind"), data=data("drop"))


def choose_colleague(
    words: Words, ticket_id: int, others: Sequence[Specialist], helping: Sequence[Specialist]
) -> Text:
    """Whom to invite, or to let go; a name may be typed too."""
    come = [Button(text=one.name, data=data("invite_who", ticket_id, one.id)) for one in others[:12]]
    go = [
        Button(text=words.say("Without {name}", name=one.name), data=data("remove_who", ticket_id, one.id))
        for one in helping
    ]
    pairs = tuple(tuple(come[place : place + 2]) for place in range(0, len(come), 2))
    return Text(
        html=words.say(
            "#{number}: who shall help? Tap or write the name. They see the ticket and leave notes; "
            "the owner stays.",
            number=ticket_id,
        ),
        buttons=(*pairs, *((one,) for one in go), (_stop(words),)),
    )


def invited(words: Words, ticket: Ticket, by: str) -> Text:
    """To a new helper."""
    return Text(
        html=words.say(
            "{name} asks you to help with #{number} “{subject}”. You get the customer's words; "
            "/note {number} for your findings, /leave {number} when you are done.",
            name=by,
            number=ticket.id,
            subject=ticket.subject,
        )
    )


def joined(words: Words, ticket_id: int, name: str) -> Text:
    """To the owner: somebody helps now."""
    return Text(html=words.say("{name} helps with #{number} now.", name=name, number=ticket_id))


def left(words: Words, ticket_id: int, name: str) -> Text:
    """To those on the ticket: somebody does not help any more."""
    return Text(html=words.say("{name} is off #{number}.", name=name, number=ticket_id))


def noted(words: Words, ticket_id: int, name: str, text: str) -> Text:
    """A colleague's note, to those on the ticket."""
    return Text(
        html=words.say(
            "#{number}, note from {name}: {text}", number=ticket_id, name=name, text=clipped(text, 3000)
        )
    )


def taken_back(words: Words, ticket: Ticket, by: str) -> Text:
    """To the expert whose ticket it was."""
    return Text(
        html=words.say(
            "{name} took #{number} “{subject}” back. Nothing is left for you to do on it.",
            name=by,
            number=ticket.id,
            subject=ticket.subject,
        )
    )


def came_back(words: Words, ticket: Ticket, reason: str) -> Text:
    """To who handed it up: it is in their queue again."""
    return Text(
        html=words.say(
            "#{number} “{subject}”, which you escalated, is back: {reason}",
            number=ticket.id,
            subject=ticket.subject,
            reason=clipped(reason, 1500),
        ),
        buttons=((Button(text=words.say("Take"), data=data("take", ticket.id)),),),
    )


def escalating(words: Words, ticket_id: int, evidence: Sequence[Named]) -> Text:
    """What to write when a ticket goes up, and that one may ask first."""
    html = words.say(
        "#{number}: one message for the next line. Done: ...; tried: ...; "
        "why: knowledge, access, equipment or time.",
        number=ticket_id,
    )
    if evidence:
        wanted = ", ".join(one.called(words.language) for one in evidence)
        html = words.say("{html}\nThey need: {wanted}.", html=html, wanted=wanted)
    ask = Button(text=words.say("Ask first, keep the ticket"), data=data("consult", ticket_id))
    return Text(html=html, buttons=((ask,), (_stop(words),)))


def passed_up(words: Words, ticket_id: int, packet: Packet | None) -> Text:
    """Passed up; when it was not said, why is one tap."""
    html = words.say("#{number}: passed up. You keep sight of it.", number=ticket_id)
    if packet is None or packet.reasons or packet.why:
        return Text(html=html)
    buttons = [Button(text=reason_name(words, one), data=data("why", ticket_id, one)) for one in Reason]
    return Text(
        html=words.say("{html} Why did it have to go? One tap:", html=html),
        buttons=(tuple(buttons[:2]), tuple(buttons[2:])),
    )


def why_kept(words: Words, ticket_id: int) -> Text:
    """The reason is in the packet."""
    return Text(html=words.say("#{number}: it is in the packet.", number=ticket_id))


def ask_cause(words: Words, ticket_id: int, causes: Sequence[Named], html: str) -> Text:
    """After a solution: what it was about, a tap each."""
    rows: Rows = tuple(
        (Button(text=one.called(words.language), data=data("cause_is", ticket_id, short(one.title))),)
        for one in causes
    )
    return Text(html=words.say("{html} What was the cause?", html=Markup(html)), buttons=rows)  # noqa: S704


def cause_kept(words: Words, ticket_id: int, cause: str) -> Text:
    """The cause is written down."""
    return Text(html=words.say("#{number}: cause “{cause}”.", number=ticket_id, cause=cause))


def consulting(words: Words, ticket_id: int, queue: str | None) -> Text:
    """What to write for experts."""
    if queue:
        html = words.say(
            "#{number}: write your question to {queue}. The ticket stays yours.",
            number=ticket_id,
            queue=queue,
        )
    else:
        html = words.say(
            "#{number}: write the queue and your question. The ticket stays yours.", number=ticket_id
        )
    return Text(html=html, buttons=((_stop(words),),))


def question(words: Words, ticket: Ticket, asked: Consultation, by: str, *, again: bool = False) -> Text:
    """A colleague's question, to the experts."""
    html = words.say(
        "❓ {name} asks about #{number} “{subject}”:\n{question}\n\nThe ticket stays with them. "
        "/ticket {number} shows it, /advise {number} answers.",
        name=by,
        number=ticket.id,
        subject=ticket.subject,
        question=clipped(asked.question, 2500),
    )
    if again:
        html = words.say("Nobody has answered yet. {html}", html=html)
    return Text(html=html, buttons=((Button(text=words.say("Answer"), data=data("advise", ticket.id)),),))


def asked_out(words: Words, ticket_id: int, queue: str) -> Text:
    """To who asked: it is on its way."""
    return Text(
        html=words.say(
            "#{number}: asked {queue}. The ticket stays yours, the answer comes here.",
            number=ticket_id,
            queue=queue,
        )
    )


def answering(words: Words, ticket_id: int, question: str) -> Text:
    """The question is the reader's to answer now."""
    return Text(
        html=words.say(
            "#{number}, the question: {question}\nIt is yours, write the answer.",
            number=ticket_id,
            question=clipped(question, 1500),
        ),
        buttons=((_stop(words),),),
    )


def answered(words: Words, ticket_id: int, by: str, asked: Consultation) -> Text:
    """The answer, to who asked."""
    return Text(
        html=words.say(
            "#{number}, answer from {name}:\n{answer}\n\nYou asked: {question}",
            number=ticket_id,
            name=by,
            answer=clipped(asked.answer or "", 3000),
            question=clipped(asked.question, 400),
        )
    )


def unanswered(words: Words, ticket: Ticket, asked: Consultation, queue: str, now: datetime) -> Text:
    """A lead, or who asked, hears that nobody answers."""
    return Text(
        html=words.say(
            "⏳ A question on #{number} “{subject}” waits with {queue} since {since}:\n{question}",
            number=ticket.id,
            subject=ticket.subject,
            queue=queue,
            since=words.clock(asked.at, now),
            question=clipped(asked.question, 1500),
        )
    )


def found(words: Words, answers: Sequence[Consultation], solutions: Sequence[Solved]) -> Text:
    """What was found out before."""
    rows = [
        words.say(
            "❓ #{number} {question}\n→ {answer}",
            number=one.ticket_id,
            question=clipped(one.question, 160),
            answer=clipped(one.answer or "", 300),
        )
        for one in answers
    ]
    rows += [
        words.say(
            "✅ #{number} {subject}\n→ {solution}",
            number=one.ticket_id,
            subject=clipped(one.subject, 100),
            solution=clipped(one.solution, 300),
        )
        for one in solutions
    ]
    if not rows:
        return Text(html=words.say("Nothing found in answers of experts and solutions you may see."))
    return Text(html=Markup("\n\n").join(rows))


def waits_for_mentor(words: Words, ticket_id: int, mentors: Sequence[str]) -> Text:
    """To a newcomer: their words wait."""
    return Text(
        html=words.say(
            "#{number}: waits for a tap from {names}. The customer sees it after that.",
            number=ticket_id,
            names=words.either(mentors),
        )
    )


def draft(words: Words, ticket: Ticket, one: Draft, author: str, *, again: bool = False) -> Text:
    """A newcomer's words, to the mentor, with what may become of them."""
    head = {
        "ask": words.say("#{number}: {author} wants to ask the customer:", number=ticket.id, author=author),
        "resolve": words.say("#{number}: {author} wants to solve it with:", number=ticket.id, author=author),
    }.get(one.act, words.say("#{number}: {author} wants to write:", number=ticket.id, author=author))
    if again:
        head = words.say("⏳ Still waiting. {head}", head=head)
    buttons = (
        (Button(text=words.say("Send"), data=data("draft_send", one.id)),),
        (
            Button(text=words.say("Send edited"), data=data("draft_edit", one.id)),
            Button(text=words.say("Back with a comment"), data=data("draft_back", one.id)),
        ),
    )
    text = escape(one.text) if one.text else words.say("(a file without words)")
    return Text(html=Markup("{}\n\n{}").format(head, text), buttons=buttons)


def draft_prompt(words: Words, one: Draft, act: str) -> Text:
    """What the mentor's next message will be."""
    html = (
        words.say("#{number}: write it as the customer shall read it.", number=one.ticket_id)
        if act == "approve"
        else words.say(
            "#{number}: what should be different? Only your colleague reads it.", number=one.ticket_id
        )
    )
    return Text(html=html, buttons=((_stop(words),),))


def draft_sent(words: Words, ticket_id: int, by: str, text: str | None) -> Text:
    """To the newcomer: it went out, perhaps in other words."""
    if text is None:
        return Text(html=words.say("#{number}: {name} let it go out.", number=ticket_id, name=by))
    return Text(
        html=words.say(
            "#{number}: {name} sent it in other words:\n{text}",
            number=ticket_id,
            name=by,
            text=clipped(text, 3000),
        )
    )


def draft_returned(words: Words, one: Draft, by: str, comment: str) -> Text:
    """To the newcomer: it did not go out, and why."""
    return Text(
        html=words.say(
            "#{number}: {name} returned it, the customer has not seen it.\n{comment}\n\nYou wrote: {text}",
            number=one.ticket_id,
            name=by,
            comment=clipped(comment, 1500),
            text=clipped(one.text, 1500),
        )
    )


def draft_settled(words: Words, ticket_id: int, state: str) -> Text:
    """To the mentor: what became of it."""
    told = {
        "returned": words.say("#{number}: back with your comment.", number=ticket_id),
        "dropped": words.say(
            "#{number}: not sent, the ticket is not with its author any more.", number=ticket_id
        ),
    }
    return Text(html=told.get(state, words.say("#{number}: the customer has it.", number=ticket_id)))
