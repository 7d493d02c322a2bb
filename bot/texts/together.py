"""Work together on a ticket, as its card shows it; what goes along when it is handed up, and its cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.presses import data, short
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.desk import Named
from routing.packets import Packet, Reason
from routing.ticket import Ticket
from routing.visits import Visit, VisitState
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
    why = ", ".join(
        filter(None, (packet.why.rstrip("."), *(reason_name(words, one) for one in packet.reasons)))
    )
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
        "#{number}: one message for the next line: what was done or tried. Why it goes up may follow, "
        "“why: no access”, or is asked then.",
        number=ticket_id,
    )
    if evidence:
        wanted = ", ".join(one.called(words.language) for one in evidence)
        html = words.say("{html}\nThey need: {wanted}.", html=html, wanted=wanted)
    ask = Button(text=words.say("Ask first, keep the ticket"), data=data("consult", ticket_id))
    return Text(html=html, buttons=((ask,), (never_mind(words),)))


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
