"""A ticket's card as staff read it, with the buttons that person may press now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts import audits, experts, links, problem_cards, projects, routed, security, vendor
from bot.texts import together as teamwork
from bot.texts.catalogue import Words
from bot.texts.clocks import standing
from bot.texts.experts import Backstage
from bot.texts.feelings import mood_name
from bot.texts.markup import clipped
from bot.texts.undelivered import why_not_delivered
from bot.texts.why import who as called
from bot.texts.why import why
from kb.article import Article
from routing.clocks import Reading
from routing.desk import Contact, Line, Queue
from routing.intake import Question
from routing.problems import Problem
from routing.ticket import State, Ticket
from storage.history import CUSTOMER
from storage.letters import Button, Card, Rows, Text
from storage.messages import Author, Said
from storage.outbox import Sending

#: Characters of one message shown on a card; the whole is one tap away.
EXCERPT = 240


@dataclass(frozen=True, slots=True)
class Story:
    """Everything around a ticket that its card tells; `notes` are (who, words), newest last.

    `mood` is its course, the present one last, and `strain` how far from calm it is by now, 0..1 (see
    bot/line1/mood.py); both are shown to the owner and the lead only.
    """

    queue: Queue
    line: Line
    owner: str | None
    customer: str | None  # None for one of our own
    blocked: bool
    mood: tuple[str, ...]
    strain: float
    tried: tuple[Article, ...]
    said: tuple[Said, ...]
    notes: tuple[tuple[str, str], ...]
    earlier: tuple[Ticket, ...]
    escalates_to: str | None
    linked: tuple[links.Linked, ...] = ()
    together: teamwork.Together = field(default_factory=teamwork.Together)
    problems: tuple[tuple[Problem, Queue], ...] = ()
    clocks: tuple[Reading, ...] = ()
    sending: Sending | None = None  # the newest letter to the customer
    back: Backstage = field(default_factory=Backstage)
    waiting: routed.Waiting | None = None
    intake: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        """Whether the ticket's line may speak with customers."""
        return self.line.contact is Contact.RELAYED


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader of the card may do with the ticket."""

    may_take: bool
    owns: bool
    steers: bool
    serves: bool
    speaks: bool
    feels: bool = False
    together: teamwork.Part = field(default_factory=teamwork.Part)
    offered: bool = False


def card(words: Words, ticket: Ticket, story: Story, rights: Rights, now: datetime) -> Card:
    """The card: head, what is owed, the story so far, and buttons."""
    parts = [
        _head(words, ticket, story),
        _standing(words, ticket, story, now),
        *([told] if (told := standing(words, story.clocks, now)) else []),
        *routed.rows(words, story.waiting, now),
        *_mood(words, story, rights),
        *routed.intake(words, story.intake, story.questions),
        *_facts(words, ticket, story, now),
        *_talk(words, story),
    ]
    return Card(html=Markup("\n").join(parts), buttons=_buttons(words, ticket, story, rights))


def gone(words: Words, ticket_id: int, *, restricted: bool = False) -> Card:
    """What is left of a card where the ticket may not be seen any more."""
    if restricted:
        return Card(html=words.say("#{number} is not yours to see.", number=ticket_id))
    return Card(html=words.say("#{number} is in a queue you do not serve.", number=ticket_id))


def _head(words: Words, ticket: Ticket, story: Story) -> Markup:
    return words.say(
        "<b>#{number} · {queue} · P{priority}</b>\n{customer}: {subject}",
        number=ticket.id,
        queue=story.queue.called(words.language),
        priority=ticket.priority,
        customer=audits.called(words, story.linked, story.problems)
        if story.customer is None
        else story.customer,
        subject=ticket.subject,
    )


def _standing(words: Words, ticket: Ticket, story: Story, now: datetime) -> Markup:
    match ticket.state:
        case State.QUEUED:
            stands = words.say("Waits since {since}.", since=words.clock(ticket.opened_at, now))
        case State.TAKEN | State.ASKED | State.VENDOR:
            since = words.clock(ticket.taken_at or ticket.opened_at, now)
            stands = words.say("With {owner} since {since}.", owner=story.owner or "?", since=since)
            if ticket.state is State.ASKED:
                stands = words.say("{stands} Waits for the customer.", stands=stands)
            if ticket.state is State.VENDOR:
                stands = words.say("{stands} Waits for the maker.", stands=stands)
        case State.RESOLVED:
            stands = words.say("Solved: {solution}", solution=clipped(ticket.solution or "", EXCERPT))
        case State.CLOSED:
            stands = words.say("Closed {when}.", when=words.clock(ticket.closed_at or now, now))
    if ticket.promised:
        stands = words.say(
            "{stands} Customer expects a word {by}.", stands=stands, by=words.by(ticket.promised, now)
        )
    return stands


def _mood(words: Words, story: Story, rights: Rights) -> list[Markup]:
    if not rights.feels or not story.mood or story.mood == ("calm",):
        return []
    course = " → ".join(mood_name(words, one) for one in story.mood)
    return [words.say("Mood: {mood}, strain {percent} %", mood=course, percent=round(story.strain * 100))]


def _facts(words: Words, ticket: Ticket, story: Story, now: datetime) -> list[Markup]:
    facts = []
    if story.blocked:
        facts.append(words.say("⚠️ The customer has blocked the bot: nothing reaches them."))
    elif story.sending and (trouble := _trouble(words, story.sending, now)):
        facts.append(trouble)
    if story.tried:
        titles = "; ".join(article.version(words.language).title for article in story.tried)
        facts.append(words.say("Line 1 tried: {articles}", articles=titles))
    if story.earlier:
        beside = {one.number for one in story.linked}
        facts += _others(words, ticket, [one for one in story.earlier if one.id not in beside])
    facts.extend(problem_cards.on_card(words, one, queue) for one, queue in story.problems)
    facts.extend(links.rows(words, story.linked))
    facts += _behind(words, story.back, now)
    facts += teamwork.on_card(words, story.together, now)
    if ticket.csat:
        facts.append(
            words.say("Rating: {mark} of 5 {comment}", mark=ticket.csat, comment=ticket.csat_comment or "")
        )
    facts.extend(
        words.say(
            "Note, {who}: {text}", who=called(words, who), text=clipped(_own_words(words, who, text), EXCERPT)
        )
        for who, text in story.notes
    )
    return facts


def _others(words: Words, ticket: Ticket, others: Sequence[Ticket]) -> list[Markup]:
    """The customer's other tickets, those before this one and those since."""
    named = [(one.id, f"#{one.id} {clipped(one.subject, 40)}") for one in others]
    before = ", ".join(name for number, name in named if number < ticket.id)
    since = ", ".join(name for number, name in named if number > ticket.id)
    return [
        *([words.say("Earlier: {tickets}", tickets=before)] if before else []),
        *([words.say("Later: {tickets}", tickets=since)] if since else []),
    ]


def _own_words(words: Words, who: str, text: str) -> str:
    """What the bot noted for the customer, in the reader's language; what people wrote, as they wrote it."""
    return why(words, text) if who == CUSTOMER else text


def _behind(words: Words, back: Backstage, now: datetime) -> list[Markup]:
    """The experts' work, the maker's turn, a breach and a project."""
    rows = [*experts.on_card(words, back), *vendor.on_card(words, back.cases, now)]
    if back.breach:
        rows += security.on_card(words, back.breach, now)
    if back.project:
        rows += projects.on_card(words, *back.project)
    return rows


def _trouble(words: Words, sending: Sending, now: datetime) -> Markup | None:
    """What keeps the newest letter from the customer."""
    if sending.state == "failed":
        return words.say("⚠️ Not delivered: {reason}.", reason=why_not_delivered(words, sending.error or ""))
    if sending.state == "waiting" and sending.tries:
        since = words.clock(sending.created_at, now)
        return words.say("⏳ Not through yet, on its way since {since}.", since=since)
    return None


def _talk(words: Words, story: Story) -> list[Markup]:
    if not story.said:
        return []
    return [Markup(""), *(spoken(words, said, EXCERPT) for said in story.said)]


def spoken(words: Words, said: Said, length: int) -> Markup:
    """One message of the conversation as a row: who, what kind, and their words."""
    who = {
        Author.CUSTOMER: words.say("Customer"),
        Author.LINE1: words.say("Line 1"),
        Author.SPECIALIST: words.say("We"),
    }[said.author]
    kind = "" if said.kind == "text" else f"[{kind_name(words, said.kind)}] "
    edited = words.say(" (edited)") if said.edits else ""
    return Markup("<b>{}</b>: {}{}{}").format(who, kind, clipped(said.text, length), edited)


def kind_name(words: Words, kind: str) -> str:
    """What a message without words is called."""
    names = {
        "photo": words.say("photo"),
        "document": words.say("file"),
        "voice": words.say("voice message"),
        "audio": words.say("audio"),
        "video": words.say("video"),
        "video_note": words.say("video message"),
        "animation": words.say("animation"),
        "sticker": words.say("sticker"),
        "location": words.say("location"),
        "contact": words.say("contact"),
    }
    return names.get(kind, words.say("message"))


def _buttons(words: Words, ticket: Ticket, story: Story, rights: Rights) -> Rows:
    rows = _acts(ticket, story, rights)
    if rarer(ticket, story, rights):
        rows.append(["more"])
    return _keyboard(words, ticket, rows)


def _keyboard(words: Words, ticket: Ticket, rows: Sequence[Sequence[str]]) -> Rows:
    labels = {
        "take": words.say("Take"),
        "accept_offer": words.say("Accept"),
        "decline": words.say("Decline"),
        "reply": words.say("Reply"),
        "ask": words.say("Ask"),
        "note": words.say("Note"),
        "resolve": words.say("Solve"),
        "release": words.say("Release"),
        "move": words.say("Move"),
        "escalate": words.say("Escalate"),
        "return": words.say("Return"),
        "close": words.say("Close"),
        "reopen": words.say("Reopen"),
        "history": words.say("History"),
        "mood": words.say("Mood"),
        "link": words.say("Link"),
        "finding": words.say("Finding"),
        "merge": words.say("Merge"),
        "split": words.say("Split"),
        "wish": words.say("Wish"),
        "priority": words.say("Priority"),
        "more": words.say("More"),
        "accept": words.say("Accept"),
        "tell": words.say("To the line below"),
        "stage": words.say("Stages"),
        "passed": words.say("Test passed"),
        "failed": words.say("Test failed"),
        "feedback": words.say("Feedback"),
        "vendor": words.say("To the maker"),
        "answer": words.say("The maker answered"),
        "article": words.say("Article"),
        "project": words.say("Project"),
        "breach": words.say("Breach"),
        **teamwork.labels(words),
    }
    return tuple(
        tuple(Button(text=labels[act], data=data(act, ticket.id)) for act in row) for row in rows if row
    )


def more(words: Words, ticket: Ticket, story: Story, rights: Rights) -> Text:
    """What that person may do with the ticket beyond the card's own buttons."""
    acts = rarer(ticket, story, rights)
    rows = [acts[place : place + 2] for place in range(0, len(acts), 2)]
    return Text(
        html=words.say("#{number}: what else?", number=ticket.id), buttons=_keyboard(words, ticket, rows)
    )


def rarer(ticket: Ticket, story: Story, rights: Rights) -> list[str]:
    """Acts that are not needed every day: one tap deeper than the card's."""
    acts = teamwork.acts(
        ticket,
        story.together,
        rights.together,
        owns=rights.owns,
        steers=rights.steers,
        speaks=rights.speaks,
    )
    acts += ["priority"] if rights.steers and ticket.is_open else []
    acts += ["link"] if rights.serves else []
    if rights.steers and ticket.is_open:
        acts += ["merge"] if ticket.is_ours else ["merge", "split", "wish"]
    if rights.owns and ticket.is_open:
        acts += ["passed", "failed"] if story.back.staged else []
        acts += ["vendor"] if story.back.vendors else []
        acts.append("project")
    if ticket.open_cases and rights.steers and not rights.owns:
        acts.append("answer")
    if story.back.upper and (rights.owns or (rights.serves and not ticket.is_open)):
        acts += ["article", "feedback"]
    if story.back.restricted and rights.serves:
        acts.append("breach")
    return acts


def _takes(ticket: Ticket, story: Story) -> list[str]:
    """What was handed up is accepted, or goes back with a reason."""
    if not story.back.upper:
        return ["take"]
    return ["accept", "return"] if ticket.came_from else ["accept"]


def _acts(ticket: Ticket, story: Story, rights: Rights) -> list[list[str]]:
    if ticket.is_open:
        if rights.owns:
            speak = ["reply", "ask"] if rights.speaks else []
            upward = ["escalate"] if story.escalates_to else []
            back = ["return"] if ticket.came_from else []
            mood = ["mood"] if story.mood else []
            ours = ["finding"] if ticket.is_ours else []
            own = ["tell"] if ticket.came_from and not speak else []
            stages = ["stage"] if story.back.staged else []
            return [
                [*speak, *own, "note", *ours, *stages, *mood],
                ["answer"] if ticket.open_cases else [],
                ["resolve", *upward, *back],
                ["move", "release", "close", "history"],
            ]
        take = _takes(ticket, story) if rights.may_take else []
        take = ["accept_offer", "decline"] if rights.offered else take
        steer = ["move", "close"] if rights.steers else []
        release = ["release"] if rights.steers and ticket.owner else []
        mood = ["mood"] if rights.feels and story.mood else []
        return [
            take,
            [*steer, *release],
            ["note", *mood, "history"] if rights.serves or rights.together.helps else ["history"],
        ]
    return [["reopen", "history"] if rights.serves else ["history"]]
