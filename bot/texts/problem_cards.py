"""Problems, incidents, works and wishes as staff read them: cards, lists, offers, refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.desk import Queue
from routing.problems import Kind, Problem, ProblemRefused, Standing
from routing.ticket import Ticket
from storage.letters import Button, Rows, Text

#: What a reply to a problem's card means: everyone linked hears it.
SAY = "problem_say"
#: Ticket numbers shown on a card.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class View:
    """What stands around a problem; `blocked` of its customers have blocked the bot.

    `telling`: how many have heard the newest word, and how many will have in all; None when all have.
    `unsolved` of its tickets are not solved yet, though it is closed.
    """

    queue: Queue
    owner: str
    tickets: tuple[int, ...]
    customers: int
    blocked: int
    steers: bool
    telling: tuple[int, int] | None = None
    unsolved: int = 0


def card(words: Words, problem: Problem, view: View, now: datetime) -> Text:
    """The whole of it, with what its reader may do; a reply is told to everyone linked."""
    rows = [
        _head(words, problem, view.queue),
        _stands(words, problem, view, now),
        *_facts(words, problem),
        _reach(words, view),
    ]
    buttons = _buttons(words, problem) if view.steers and problem.is_open else ()
    return Text(html=Markup("\n").join(rows), buttons=buttons)


def _head(words: Words, problem: Problem, queue: Queue) -> Markup:
    title = problem.title or words.say("trouble with “{queue}”", queue=queue.called(words.language))
    severity = words.say(", severity {number}", number=problem.severity) if problem.severity else ""
    return Markup("<b>{} {}{}</b>\n{}").format(kind_name(words, problem.kind), problem.id, severity, title)


def kind_name(words: Words, kind: Kind) -> Markup:
    """What it is called."""
    return {
        Kind.PROBLEM: words.say("Problem"),
        Kind.INCIDENT: words.say("Incident"),
        Kind.WORKS: words.say("Works"),
        Kind.WISH: words.say("Wish"),
    }[kind]


def _stands(words: Words, problem: Problem, view: View, now: datetime) -> Markup:
    if problem.closed_at:
        return words.say(
            "Closed {when}: {solution}",
            when=words.clock(problem.closed_at, now),
            solution=problem.solution or "–",
        )
    if problem.starts_at and problem.ends_at:
        return words.say(
            "From {start} until {end}, {owner} answers for it.",
            start=words.clock(problem.starts_at, now),
            end=words.clock(problem.ends_at, now),
            owner=view.owner,
        )
    since = words.clock(problem.opened_at, now)
    return words.say("Since {since}, {owner} answers for it.", since=since, owner=view.owner)


def _facts(words: Words, problem: Problem) -> list[Markup]:
    facts = {
        words.say("Area"): problem.area,
        words.say("Device"): problem.device,
        words.say("Newest word"): problem.said,
        words.say("Cause"): problem.cause,
        words.say("Way around"): problem.workaround,
    }
    return [Markup("{}: {}").format(label, fact) for label, fact in facts.items() if fact]


def _reach(words: Words, view: View) -> Markup:
    numbers = ", ".join(f"#{one}" for one in view.tickets[-SHOWN:])
    more = "…, " if len(view.tickets) > SHOWN else ""
    row = words.say("Tickets: {count}", count=len(view.tickets))
    if numbers:
        row = words.say("{row} ({numbers})", row=row, numbers=f"{more}{numbers}")
    row = words.say("{row}. Customers who hear of it: {count}", row=row, count=view.customers - view.blocked)
    if view.blocked:
        row = words.say("{row}, {count} more have blocked the bot", row=row, count=view.blocked)
    if view.telling:
        told, count = view.telling
        row = words.say("{row}\n⏳ Being told: {told} of {count} so far.", row=row, told=told, count=count)
    if view.unsolved:
        row = words.say("{row}\n⏳ Tickets still to be solved: {count}", row=row, count=view.unsolved)
    return row


def _buttons(words: Words, problem: Problem) -> Rows:
    labels = {
        SAY: words.say("Tell everyone"),
        "problem_name": words.say("Rename"),
        "problem_link": words.say("Link tickets"),
        "problem_cause": words.say("Cause"),
        "problem_way": words.say("Way around"),
        "problem_end": words.say("Close"),
        "problem_take": words.say("Take over"),
    }
    rows: list[list[str]] = [
        [SAY, "problem_end"],
        ["problem_link", "problem_name", "problem_take"],
        ["problem_cause", "problem_way"],
    ]
    if problem.kind is Kind.WISH:
        rows = [["problem_link", "problem_name"], ["problem_end"]]
        labels["problem_end"] = words.say("It is done")
    return tuple(tuple(Button(text=labels[act], data=data(act, problem.id)) for act in row) for row in rows)


def all_told(words: Words, problem_id: int, count: int) -> Text:
    """To its owner, once a word has gone to many."""
    return Text(html=words.say("{number}: told, customers reached: {count}.", number=problem_id, count=count))


def prompt(words: Words, act: str, problem_id: int) -> Text:
    """What the next message will be, after a button that needs words."""
    texts = {
        SAY: words.say("{number}: what shall everyone linked hear?", number=problem_id),
        "problem_name": words.say(
            "{number}: what should customers read as its name? For instance: No internet in the north",
            number=problem_id,
        ),
        "problem_link": words.say(
            "{number}: which tickets? Their numbers, with spaces between.", number=problem_id
        ),
        "problem_cause": words.say("{number}: what is the cause? Colleagues read it.", number=problem_id),
        "problem_way": words.say(
            "{number}: how can customers get by until it is fixed? Everyone linked and each newcomer "
            "hears it.",
            number=problem_id,
        ),
        "problem_end": words.say(
            "{number}: what is the solution? Everyone linked hears it once and is asked whether it works.",
            number=problem_id,
        ),
    }
    stop = never_mind(words)
    return Text(html=texts[act], buttons=((stop,),))


def offer(words: Words, problem: Problem, queue: Queue, tickets: Sequence[Ticket], minutes: int) -> Text:
    """Like tickets came at once: is it an incident?"""
    rows = [f"#{one.id} {clipped(one.subject, 60)}" for one in tickets]
    html = words.count(
        "<b>{queue}: {n} like ticket within {minutes} minutes. An incident?</b>\n{rows}",
        "<b>{queue}: {n} like tickets within {minutes} minutes. An incident?</b>\n{rows}",
        len(tickets),
        queue=queue.called(words.language),
        minutes=minutes,
        rows=Markup("\n").join(rows),
    )
    yes = Button(text=words.say("Yes, tell customers"), data=data("incident_yes", problem.id))
    no = Button(text=words.say("No"), data=data("incident_no", problem.id))
    return Text(html=html, buttons=((yes, no),))


def declined(words: Words) -> Text:
    """No incident."""
    return Text(html=words.say("All right, no incident. The tickets stay as they are."))


def answered_by(words: Words, problem_id: int, who: str, *, yes: bool) -> Text:
    """Another lead answered the offer."""
    if yes:
        return Text(html=words.say("{who} answers for incident {number} now.", who=who, number=problem_id))
    return Text(html=words.say("{who} says it is no incident.", who=who))


def taken_over(words: Words, problem_id: int, who: str) -> Text:
    """Somebody else answers for it."""
    return Text(html=words.say("{who} answers for {number} now.", who=who, number=problem_id))


def listed(
    words: Words, problems: Sequence[Problem], sizes: Mapping[int, int], queues: Mapping[str, Queue]
) -> Text:
    """Open ones, each with how many tickets it has; a button opens its card."""
    if not problems:
        return Text(
            html=words.say("Nothing is open. /problem new and its name, or /incident open and its name.")
        )
    rows = [
        Markup("{} {} · {} · {}").format(
            kind_name(words, one.kind),
            one.id,
            sizes.get(one.id, 0),
            one.title or queues[one.queue].called(words.language),
        )
        for one in problems
    ]
    buttons = tuple(Button(text=str(one.id), data=data("problem_card", one.id)) for one in problems[:8])
    return Text(html=Markup("\n").join(rows), buttons=(buttons,))


def on_card(words: Words, problem: Problem, queue: Queue) -> Markup:
    """A problem as a row on a ticket's card."""
    title = problem.title or queue.called(words.language)
    over = words.say(" (over)") if problem.standing is Standing.CLOSED else ""
    return Markup("{} {}: {}{}").format(kind_name(words, problem.kind), problem.id, clipped(title, 60), over)


def passed_on(words: Words, problem: Problem, queue: str) -> Text:
    """A wish went on to those who can make it true."""
    return Text(html=words.say("Wish {number} went to “{queue}”.", number=problem.id, queue=queue))


def vendor_answered(words: Words, problem: Problem, vendor: str, text: str) -> Text:
    """To who answers for a wish: what its maker says; a tap or a reply tells those who wished."""
    html = words.say(
        "Wish {number} “{title}”: {vendor} answered: {text}\n\nThose who wished have not heard it yet.",
        number=problem.id,
        title=problem.title,
        vendor=vendor,
        text=clipped(text, 3000),
    )
    tell = Button(text=words.say("Tell everyone"), data=data(SAY, problem.id))
    over = Button(text=words.say("It is done"), data=data("problem_end", problem.id))
    return Text(html=html, buttons=((tell, over),))


def refused(words: Words, error: ProblemRefused) -> Markup:
    """Why an act on a problem is not possible, and what to do instead."""
    facts = {"number": error.problem_id, "detail": error.detail}
    match error.why:
        case "unknown":
            return words.say("There is no {number} of that kind. /problem lists what is open.", **facts)
        case "no_title":
            return words.say(
                "It needs a name customers can read. For instance: /problem new Old terminals lose the "
                "network, or /incident open No internet; area: North"
            )
        case "no_words":
            return words.say("Nothing was told, there are no words. Write them after the command.")
        case "no_tickets":
            return words.say("Which tickets? For instance: /problem {number} link 17 18", **facts)
        case "not_yours":
            return words.say("It is of the queue “{detail}”, which you do not serve.", **facts)
        case "owner":
            return words.say("{detail} answers for {number}. A lead can take it over.", **facts)
        case _:
            return _late_or_not_for_them(words, error)


def _late_or_not_for_them(words: Words, error: ProblemRefused) -> Markup:
    match error.why:
        case "leads":
            return words.say("That is for the queue's lead.")
        case "over":
            return words.say(
                "{number} is over. /problem new or /incident open begins another.", number=error.problem_id
            )
        case "answered":
            return words.say("Another lead has answered that already. /incident lists what is open.")
        case _:
            return _window_refused(words, error)


def _window_refused(words: Words, error: ProblemRefused) -> Markup:
    match error.why:
        case "backwards":
            return words.say(
                "The works would end before they begin. Write both days if they go past midnight: "
                "/works 26.11 23:00 27.11 02:00 New switches; area: North"
            )
        case "past":
            return words.say(
                "That time is over. Write a time to come: /works 26.11 23:00 27.11 02:00 New switches. "
                "If it is going on now: /incident open and its name."
            )
        case "no_window":
            return words.say(
                "When, and what? For instance: /works 26.11 23:00 27.11 02:00 New switches; area: North"
            )
        case "severity":
            return words.say("Severity is 1, 2 or 3; 1 is the worst.")
        case "not_a_wish":
            return words.say("{number} is no wish. /wishes lists them.", number=error.problem_id)
        case _:
            return words.say(
                "Write for instance: /problem new and its name, /problem 3 link 17 18, /problem 3 cause "
                "words, /problem 3 workaround words, /incident 3 update words, /incident 3 close solution."
            )
