"""What the desk says about the experts' work: stages, tests, words between lines, feedback."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.breach import Breach
from routing.cases import Case
from routing.desk import Queue
from routing.stages import Part, Record, Stage, Told
from storage.letters import Button, Text

#: Characters of one part shown on a card.
PART = 300


@dataclass(frozen=True, slots=True)
class Backstage:
    """What a card tells of work that customers do not see.

    `upper`: the ticket stands above the first line of people; `staged`: its work is told in stages;
    `vendors`: there is a maker to put it to; `project`: link, plan and members; `solved`: the solution with
    which it ended before it was opened again.
    """

    upper: bool = False
    staged: bool = False
    stage: Stage | None = None
    restricted: bool = False
    vendors: bool = False
    cases: tuple[Case, ...] = ()
    breach: Breach | None = None
    project: tuple[str, str, tuple[str, ...]] | None = None
    record: Record = field(default_factory=Record)
    solved: str = ""


def on_card(words: Words, back: Backstage) -> list[Markup]:
    """How far it is, and what was found, planned, done and checked."""
    rows = []
    if back.stage:
        name = stage_name(words, back.stage)
        failed = (
            words.count(" · {n} failed test", " · {n} failed tests", back.record.failures)
            if back.record.failures
            else ""
        )
        rows.append(words.say("Stage: {stage}{failed}", stage=name, failed=failed))
    if back.solved:
        rows.append(words.say("Solved before: {solution}", solution=clipped(back.solved, PART)))
    rows += [
        words.say("{part}: {text}", part=part_name(words, part), text=clipped(text, PART))
        for part in Part
        if (text := back.record.parts.get(part))
    ]
    return rows


def stage_name(words: Words, stage: Stage) -> Markup:
    """A stage in the reader's language."""
    return {
        Stage.RECEIVED: words.say("received"),
        Stage.ANALYSIS: words.say("analysis"),
        Stage.SOLUTION: words.say("solution"),
        Stage.TESTING: words.say("testing"),
        Stage.DOCUMENTING: words.say("documenting"),
        Stage.FEEDBACK: words.say("feedback"),
    }[stage]


def part_name(words: Words, part: Part) -> Markup:
    """What a row of the card begins with."""
    return {
        Part.RECEIVED: words.say("Received"),
        Part.CAUSE: words.say("Cause"),
        Part.PLAN: words.say("Plan"),
        Part.DONE: words.say("Done"),
        Part.CHECKED: words.say("Checked"),
        Part.STAND: words.say("Test stand"),
        Part.DOCUMENTED: words.say("Documented"),
        Part.FEEDBACK: words.say("Feedback"),
    }[part]


def wanted(words: Words, stages: Sequence[Stage]) -> str:
    """Stages with the word that tells each: "testing (checked: ...)"."""
    rows = {
        Stage.RECEIVED: words.say("received"),
        Stage.ANALYSIS: words.say("analysis (cause: ...)"),
        Stage.SOLUTION: words.say("solution (done: ...)"),
        Stage.TESTING: words.say("testing (checked: ...)"),
        Stage.DOCUMENTING: words.say("documenting (/article)"),
        Stage.FEEDBACK: words.say("feedback (feedback: ...)"),
    }
    return ", ".join(rows[stage] for stage in stages)


def form(words: Words) -> Markup:
    """The guided message, to be copied and filled."""
    return words.say(
        "<code>cause: why it happened\nplan: what shall be done\ndone: what was done\nchecked: what was "
        "checked, and how it ended\nstand: the test stand, if there was one\nfeedback: for the lines "
        "below</code>"
    )


def guide(words: Words, ticket_id: int, missing: Sequence[Stage]) -> Text:
    """How to tell several stages at once; the next message is read as that."""
    html = words.say(
        "#{number}: write what there is to tell, rows in any order, one is enough:\n{form}",
        number=ticket_id,
        form=form(words),
    )
    if missing:
        html = words.say(
            "{html}\nNeeded before the solution: {wanted}.", html=html, wanted=wanted(words, missing)
        )
    stop = never_mind(words)
    return Text(html=html, buttons=((stop,),))


def kept(words: Words, ticket_id: int, told: Told, failures: int, missing: Sequence[Stage]) -> Text:
    """What was understood, what the test came to, and what is still wanted."""
    parts = ", ".join(part_name(words, part).lower() for part in Part if part in told.parts)
    html = words.say("#{number}: kept.", number=ticket_id)
    if parts:
        html = words.say("#{number}: kept: {parts}.", number=ticket_id, parts=parts)
    if told.passed is True:
        html = words.say("{html} The test passed.", html=html)
    if told.passed is False:
        html = words.say(
            "{html} The test failed, {count} so far: back to the solution.", html=html, count=failures
        )
    if missing:
        html = words.say(
            "{html} Needed before the solution: {wanted}.", html=html, wanted=wanted(words, missing)
        )
    return Text(html=html, buttons=_verdict(words, ticket_id, told.passed))


def _verdict(words: Words, ticket_id: int, passed: bool | None) -> tuple[tuple[Button, ...], ...]:
    """The other result, in case the words were read wrong."""
    if passed is None:
        return ()
    label = words.say("No, it failed") if passed else words.say("No, it passed")
    return ((Button(text=label, data=data("judge", ticket_id, "failed" if passed else "passed")),),)


def prompt(words: Words, act: str, ticket_id: int) -> Markup | None:
    """What the next message will be, for the acts of this file; None for others."""
    return {
        "tell": words.say("#{number}: write to your colleagues on this ticket.", number=ticket_id),
        "passed": words.say("#{number}: what was checked? On a test stand? It passed.", number=ticket_id),
        "failed": words.say("#{number}: what was checked, and how did it fail?", number=ticket_id),
        "feedback": words.say(
            "#{number}: what shall the lines below know, so that it does not come again?", number=ticket_id
        ),
    }.get(act)


def from_colleague(words: Words, ticket_id: int, name: str, subject: str) -> Markup:
    """The head over a colleague's words; a reply to it goes back to them."""
    return words.say("<b>#{number}, {name}</b> ({subject}):", number=ticket_id, name=name, subject=subject)


def told(words: Words, ticket_id: int, names: Sequence[str]) -> Text:
    """Who has the words now."""
    return Text(
        html=words.say(
            "#{number}: sent to {names}. The customer does not see it.",
            number=ticket_id,
            names=", ".join(names),
        )
    )


def no_contact(words: Words, ticket_id: int, queue: Queue, *, has_words: bool) -> Text:
    """An upper line's words do not go to the customer; a tap sends them to the line below."""
    html = words.say(
        "“{queue}” does not write to customers. /tell {number} sends it to the line below, /note {number} is "
        "for colleagues, /return {number} gives the ticket back, /resolve {number}: line 1 passes the "
        "solution on.",
        queue=queue.called(words.language),
        number=ticket_id,
    )
    send = Button(text=words.say("Send it to the line below"), data=data("send_below", ticket_id))
    return Text(html=html, buttons=((send,),) if has_words else ())


def handed_up_solved(words: Words, ticket_id: int, subject: str, solution: str, cause: str) -> Text:
    """To who handed a ticket up: how it was solved."""
    html = words.say(
        "#{number} “{subject}”, handed up by you, is solved: {solution}",
        number=ticket_id,
        subject=subject,
        solution=clipped(solution, PART),
    )
    if cause:
        html = words.say("{html}\nCause: {cause}", html=html, cause=clipped(cause, PART))
    return Text(html=html)


def feedback(words: Words, ticket_id: int, subject: str, name: str, text: str) -> Text:
    """To the lines below: what to know next time."""
    head = words.say("<b>#{number} {subject}</b>", number=ticket_id, subject=subject)
    return Text(
        html=words.say("{head}\nFeedback, {name}: {text}", head=head, name=name, text=clipped(text, 3000))
    )


def fed_back(words: Words, ticket_id: int, hearers: int) -> Text:
    """How many have the feedback."""
    if not hearers:
        return Text(html=words.say("#{number}: the feedback is kept.", number=ticket_id))
    return Text(
        html=words.count(
            "#{number}: the feedback is kept, {n} colleague has it.",
            "#{number}: the feedback is kept, {n} colleagues have it.",
            hearers,
            number=ticket_id,
        )
    )


def stage_unclear(words: Words, ticket_id: int) -> Markup:
    """The words name no stage."""
    return words.say(
        "#{number}: nothing was kept, no row begins with a word I know. For instance:\n{form}\nor: "
        "/stage {number} analysis what was found",
        number=ticket_id,
        form=form(words),
    )


def stages_missing(words: Words, ticket_id: int, stages: Sequence[Stage]) -> Markup:
    """Not solved yet: what is missing, and one message that says it."""
    return words.say(
        "#{number}: not yet, missing: {wanted}. In one message: /stage {number} and the rows, for "
        "instance:\n{form}",
        number=ticket_id,
        wanted=wanted(words, stages),
        form=form(words),
    )


def drafted(words: Words, ticket_id: int, article: str) -> Markup:
    """Under a draft's file."""
    return words.say(
        "#{number}: the draft “{article}” is kept, not published. Personal data is masked; look through it.",
        number=ticket_id,
        article=article,
    )
