"""What line 1 says to customers about their questions. Read aloud before changing a word."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup, escape

from bot.presses import data, short
from bot.texts.catalogue import Words
from bot.texts.markup import clipped, from_markdown
from kb.article import Version
from routing.ticket import State, Ticket
from storage.letters import Button, Rows, Text

#: A button's title longer than this is cut by most phones.
TITLE = 48


def key(article: str) -> str:
    """The article's id as it stands in a button's data."""
    return short(article)


def _person(words: Words) -> Button:
    return Button(text=words.say("A person, please"), data=data("human"))


def greeting(words: Words, desk: str) -> Text:
    """The first words: says that it is a bot, what to do, and that people are near."""
    return Text(
        html=words.say(
            "Hello. This is the support bot of {desk}. "
            "Write what happened in your own words: text, a photo or voice, as you like. "
            "What I can't answer, I pass to a person together with our chat.",
            desk=desk,
        ),
        buttons=((_person(words),),),
    )


def hello_again(words: Words) -> Text:
    """Answer to a greeting or something without words."""
    return Text(html=words.say("Hello. What happened?"), buttons=((_person(words),),))


def who_i_am(words: Words, desk: str) -> Text:
    """Answer to "are you a bot?": the truth, and how to get a person."""
    told = words.say(
        "I am the support bot of {desk}. What I know I answer at once; for the rest I call a person, "
        "who reads our chat. What happened?",
        desk=desk,
    )
    return Text(html=told, buttons=((_person(words),),))


def welcome(words: Words) -> Text:
    """Answer to thanks."""
    return Text(html=words.say("Glad to help. Write if anything comes up."))


def farewell(words: Words) -> Text:
    """Answer to a goodbye."""
    return Text(html=words.say("All the best. We are here if you need us."))


def answer(words: Words, article: str, version: Version, before: Markup | None = None) -> Text:
    """The article's answer with its buttons, after a first word to the mood if one is needed.

    Says so when the answer is not in the customer's language.
    """
    said = _body(version)
    if before:
        said = Markup("{}\n\n{}").format(before, said)
    if version.language != words.language:
        note = words.say("We have this answer only in another language so far.")
        said = Markup("{}\n\n<i>{}</i>").format(said, note)
    helped = Button(text=words.say("This helped"), data=data("helped", key(article)))
    no = Button(text=words.say("Did not help"), data=data("unhelped", key(article)))
    return Text(html=said, buttons=(*_further(version), (helped, no), (_person(words),)))


def _body(version: Version) -> Markup:
    """The answer; a guided article without one is told step by step."""
    if version.body.strip():
        return from_markdown(version.body)
    return from_markdown("\n\n".join(f"{place}. {step.text}" for place, step in enumerate(version.steps, 1)))


def _further(version: Version) -> Rows:
    """The article's own buttons, a row each: pages to open, other articles to read."""
    return tuple(
        (Button(text=clipped(one.title, TITLE), url=one.url, data=_read(one.article)),)
        for one in version.buttons
    )


def _read(article: str | None) -> str | None:
    return data("read", key(article)) if article else None


def first_words(
    words: Words, emotion: str, *, said: int = 0, insulted: bool = False, own: Sequence[str] = ()
) -> Markup | None:
    """One sentence to a strong mood or to insults, before anything else; None where none is needed.

    `said` counts such sentences so far, so none comes twice in a row; `own` are the desk's own wordings.
    """
    wordings = [escape(one) for one in own] or _wordings(words, "abuse" if insulted else emotion)
    return wordings[said % len(wordings)] if wordings else None


def _wordings(words: Words, name: str) -> list[Markup]:
    """They answer the mood without naming it, promise nothing, and never shout."""
    return {
        "confused": [
            words.say("Let's make it simple."),
            words.say("Once more, in plain words."),
        ],
        "anxious": [
            words.say("Let's take it step by step."),
            words.say("First what matters now, then the rest."),
        ],
        "frustrated": [
            words.say("It has taken too long already. Let's get it done."),
            words.say("You have done your part. Now it is our turn."),
            words.say("The same thing again will not do. Let's find the cause."),
        ],
        "angry": [
            words.say("This should not have happened."),
            words.say("Nobody should have to put up with this."),
            words.say("This has to be put right."),
        ],
        "distressed": [
            words.say("I am sorry it has come to this."),
            words.say("Thank you for telling me. You are not alone with it."),
            words.say("That is a lot at once. Let's go slowly."),
        ],
        "abuse": [words.say("Let's do without insults: we will get there sooner.")],
    }.get(name, [])


def suggest(words: Words, titles: Sequence[tuple[str, str]], further: str = "") -> Text:
    """Likely articles as (id, title), to tap or to answer with a digit; `further` is their question."""
    rows = Markup("\n").join(f"{place}. {title}" for place, (_, title) in enumerate(titles, 1))
    html = words.say("Does one of these look right? Tap it or reply with its number.\n\n{rows}", rows=rows)
    if further:
        html = words.say("Now to “{question}”. {menu}", question=clipped(further, TITLE), menu=html)
    picks = tuple(
        (Button(text=clipped(f"{place}. {title}", TITLE), data=data("pick", key(article))),)
        for place, (article, title) in enumerate(titles, 1)
    )
    last = (Button(text=words.say("None of these"), data=data("none")), _person(words))
    return Text(html=html, buttons=(*picks, last))


def rephrase(words: Words, topics: Sequence[tuple[str, str]]) -> Text:
    """The one request to say it in other words; of topics as (id, name), to name, to tap or by number."""
    if len(topics) < 2:
        html = words.say("I want to get this right. Could you say it in other words? One word is enough.")
        return Text(html=html, buttons=((_person(words),),))
    html = words.say(
        "I want to get this right: what is it about ({topics})? One word is enough.",
        topics=words.either([name for _, name in topics]),
    )
    picks = [
        Button(text=clipped(f"{place}. {name}", TITLE), data=data("topic", key(queue)))
        for place, (queue, name) in enumerate(topics, 1)
    ]
    rows = [tuple(picks[place : place + 2]) for place in range(0, len(picks), 2)]
    return Text(html=html, buttons=(*rows, (_person(words),)))


def which(words: Words, topic: str) -> Text:
    """The same when only the topic was named: what is the matter with it."""
    html = words.say("“{topic}”, I see. What is happening there? A few words are enough.", topic=topic)
    return Text(html=html, buttons=((_person(words),),))


def handed_off(
    words: Words,
    ticket_id: int,
    subject: str,
    queue: str | None,
    due: datetime,
    now: datetime,
    *,
    emotion: str,
    is_open: bool,
    told: bool = True,
    before: Markup | None = None,
) -> Text:
    """People have it now, and when to expect their first word; `before` is a first word to the mood.

    `queue` is None when it is unclear whose matter it is; not `told` when the customer said nothing of it.
    """
    by = words.by(due, now)
    what = _question(words, ticket_id, subject if told else "")
    parts = [before, _to_people(words, what, queue, by, emotion, is_open=is_open)]
    if not told and emotion != "distressed":  # who is, has just been asked to write
        parts.append(words.say("Meanwhile, write here what happened: all of it will be read."))
    return Text(html=Markup(" ").join(part for part in parts if part))


def _question(words: Words, number: int, subject: str) -> Markup:
    """A number with what it is about."""
    if not subject:
        return Markup("#{}").format(number)
    return words.say("#{number} “{subject}”", number=number, subject=clipped(subject, 40))


def _to_people(
    words: Words, what: Markup, queue: str | None, by: str, emotion: str, *, is_open: bool
) -> Markup:
    facts = {"what": what, "by": by}
    if not is_open and emotion == "distressed":
        return words.say(
            "It is outside our hours: a person answers here {by}, perhaps sooner. Write as it comes, it will "
            "be read.",
            by=by,
        )
    if not is_open and queue is None:
        return words.say("Everyone is off now. Your question {what} is saved, we answer {by}.", **facts)
    if not is_open:
        return words.say(
            "Everyone is off now. Your question {what} ({queue}) is saved, we answer {by}.",
            queue=queue,
            **facts,
        )
    if emotion == "distressed":
        return words.say(
            "I am calling a person, they answer here {by}. Write as it comes, voice is fine too.", by=by
        )
    if emotion == "angry":
        return words.say("I am calling a person, they can see our chat. Answer {by}.", by=by)
    if queue is None:
        return words.say(
            "I am calling a person, they can see our chat. Your question is {what}. Answer {by}.", **facts
        )
    return words.say(
        "I am passing it to the people for “{queue}”, nothing to repeat. Your question is {what}. "
        "Answer {by}.",
        queue=queue,
        **facts,
    )


def erasure(words: Words, ticket_id: int, due: datetime | None, now: datetime) -> Text:
    """Their wish to have their data deleted is heard; `due` when a word is promised, None where none is."""
    html = words.say(
        "You want your data deleted: a person does that, and writes here when it is done. It is #{number}.",
        number=ticket_id,
    )
    if due:
        html = words.say("{told} Next word {by}.", told=html, by=words.by(due, now))
    return Text(html=html)


def delete_my_data(words: Words) -> str:
    """What such a question is called."""
    return words.say("Delete my data")


def urgent(words: Words, phone: str) -> Markup:
    """The phone for what cannot wait until morning."""
    return words.say("Urgent: {phone}.", phone=phone)


def still_waiting(words: Words, ticket: Ticket, now: datetime) -> Text:
    """The question is with people already: where it stands and when to expect a word."""
    told: dict[str, object] = {"number": ticket.id, "subject": ticket.subject}
    if ticket.promised is None:
        return Text(
            html=words.say(
                "#{number} “{subject}”: a person has it. What you write here reaches them.", **told
            )
        )
    by = words.by(ticket.promised, now)
    if ticket.state is State.QUEUED:
        return Text(
            html=words.say(
                "#{number} “{subject}” waits for a specialist, who reads all you write here. Answer {by}.",
                by=by,
                **told,
            )
        )
    return Text(
        html=words.say(
            "#{number} “{subject}”: a person has it. What you write here reaches them. Next word {by}.",
            by=by,
            **told,
        )
    )


def added(words: Words, ticket_id: int, subject: str, due: datetime, now: datetime) -> Text:
    """More words came while the ticket waits: they are with it."""
    return Text(
        html=words.say(
            "Added to #{number} “{subject}”. Answer {by}.",
            number=ticket_id,
            subject=subject,
            by=words.by(due, now),
        )
    )


def taken(words: Words, due: datetime, now: datetime) -> Text:
    """A specialist started on it."""
    return Text(html=words.say("A specialist is on it. I'll be back with news {by}.", by=words.by(due, now)))


def moved(words: Words, queue: str, due: datetime, now: datetime) -> Text:
    """Other people take over."""
    return Text(
        html=words.say(
            "The people for “{queue}” take it from here, they can see everything. Answer {by}.",
            queue=queue,
            by=words.by(due, now),
        )
    )


def back_in_queue(words: Words, due: datetime, now: datetime) -> Text:
    """The owner let go; who takes it up, perhaps the same person, nobody knows yet."""
    return Text(
        html=words.say(
            "It waits for a specialist again, nothing to repeat. Answer {by}.", by=words.by(due, now)
        )
    )


def later_than_promised(words: Words, ticket_id: int, subject: str, due: datetime, now: datetime) -> Text:
    """The promise cannot be kept: said before it passes, with a new time."""
    return Text(
        html=words.say(
            "About #{number} “{subject}”: it takes longer than I said. I have reminded our people. "
            "Next word {by}.",
            number=ticket_id,
            subject=subject,
            by=words.by(due, now),
        )
    )


def helped(words: Words) -> Text:
    """The article did its work."""
    return Text(html=words.say("Good to hear. Write if anything comes up."))
