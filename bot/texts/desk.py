"""What the desk bot says to staff: short, factual, and what one can do next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts import audits, experts, projects, security, vendor
from bot.texts.buttons import never_mind
from bot.texts.cards import EXCERPT
from bot.texts.catalogue import Words
from bot.texts.feelings import mood_name, signal_name
from bot.texts.markup import clipped
from routing.desk import Queue
from routing.ticket import State, Ticket
from storage.letters import Button, Text


def stranger(words: Words, desk: str) -> Text:
    """The one polite row for whoever is not on the staff."""
    return Text(
        html=words.say(
            "This bot is for the staff of {desk}. Customers are welcome in the support bot.", desk=desk
        )
    )


def greeting(words: Words, name: str, waiting: int, held: int) -> Text:
    """Hello to a member of staff: what waits, what they hold, where to begin."""
    html = words.say(
        "Hello, {name}. Waiting in your queues: {waiting}. Yours: {held}.\n/next takes the most urgent one, "
        "/queue shows them all, /help the rest.",
        name=name,
        waiting=waiting,
        held=held,
    )
    return Text(html=html, buttons=((next_button(words),),))


def next_button(words: Words) -> Button:
    """Take the most urgent ticket."""
    return Button(text=words.say("Take the next one"), data=data("next"))


def commands(words: Words) -> list[tuple[str, str]]:
    """The menu of commands with a few words on each."""
    return [
        ("queue", words.say("What waits, and what is yours")),
        ("next", words.say("Take the most urgent")),
        ("ticket", words.say("A ticket's card: /ticket 17")),
        ("reply", words.say("To the customer: /reply 17 words")),
        ("ask", words.say("Ask the customer: /ask 17 question")),
        ("note", words.say("For colleagues: /note 17 words")),
        ("resolve", words.say("Solved: /resolve 17 solution")),
        ("move", words.say("To another queue: /move 17")),
        ("escalate", words.say("Up, with what was done: /escalate 17 words")),
        ("history", words.say("Everything about a ticket: /history 17")),
        ("find", words.say("Earlier answers: /find router")),
        ("away", words.say("No new tickets to me")),
        ("back", words.say("New tickets to me again")),
        ("language", words.say("Language")),
        ("help", words.say("Every command")),
    ]


def queue(
    words: Words,
    waiting: Sequence[Ticket],
    held: Sequence[Ticket],
    counts: Mapping[str, int],
    queues: Sequence[Queue],
    dues: Mapping[int, datetime],
    now: datetime,
) -> Text:
    """What is the reader's and what waits in their queues, most urgent first, with buttons to take."""
    parts = [words.say("<b>Yours: {count}</b>", count=len(held))]
    parts += [_row(words, ticket, dues.get(ticket.id), now) for ticket in held]
    total = sum(counts.values())
    spread = ", ".join(
        f"{one.called(words.language)} {counts[one.id]}" for one in queues if counts.get(one.id)
    )
    parts.append(
        words.say("<b>Waiting: {count}</b> {spread}", count=total, spread=f"({spread})" if spread else "")
    )
    parts += [_row(words, ticket, dues.get(ticket.id), now) for ticket in waiting]
    if more := total - len(waiting):
        parts.append(
            words.count("… and {n} more that is less urgent", "… and {n} more that are less urgent", more)
        )
    takes = [
        Button(text=words.say("Take #{number}", number=one.id), data=data("take", one.id))
        for one in waiting[:6]
    ]
    opens = [Button(text=f"#{one.id}", data=data("card", one.id)) for one in held[:6]]
    rows = tuple(tuple(row) for row in (opens, takes[:3], takes[3:]) if row)
    return Text(html=Markup("\n").join(parts), buttons=rows)


def _row(words: Words, ticket: Ticket, due: datetime | None, now: datetime) -> Markup:
    mark = " ⏳" if ticket.state in {State.ASKED, State.VENDOR} else ""
    row = Markup("#{} P{} · {}{}").format(ticket.id, ticket.priority, clipped(ticket.subject, 48), mark)
    if ticket.promised:
        row = words.say("{row} · word {by}", row=row, by=words.by(ticket.promised, now))
    if due and due <= now and not mark:
        row = words.say("{row} · ❗ late", row=row)
    elif due and not mark:
        row = words.say("{row} · {left} left", row=row, left=words.span(due - now))
    return row


def from_customer(words: Words, ticket_id: int, name: str) -> Markup:
    """The head over a customer's message."""
    return words.say("<b>#{number} {name}</b>", number=ticket_id, name=name)


def edited(words: Words, ticket_id: int, before: str, after: str) -> Text:
    """The customer changed a message that had been passed on."""
    return Text(
        html=words.say(
            "#{number}: the customer changed a message.\nBefore: {before}\nNow: {after}",
            number=ticket_id,
            before=clipped(before, 500),
            after=clipped(after, 1500),
        )
    )


def customer_left(words: Words, ticket_id: int) -> Text:
    """The customer blocked the bot."""
    return Text(
        html=words.say(
            "#{number}: the customer has blocked the bot. Nothing reaches them until they return.",
            number=ticket_id,
        )
    )


def customer_back(words: Words, ticket_id: int) -> Text:
    """The customer came back."""
    return Text(
        html=words.say("#{number}: the customer is back, messages reach them again.", number=ticket_id)
    )


def file_too_big(words: Words, ticket_id: int) -> Text:
    """A file over 20 MB stayed with Telegram."""
    return Text(
        html=words.say(
            "#{number}: the customer sent a file over 20 MB. Telegram gives bots no such "
            "files; ask for a link.",
            number=ticket_id,
        )
    )


def file_stayed_out(words: Words, html: str) -> Text:
    """A customer's file could not be brought to the desk; `html` is what stood under it."""
    told = words.say("The file did not come through. Ask the customer to send it again.")
    return Text(html="\n".join(part for part in (html, told) if part))


def promise_passing(words: Words, ticket: Ticket, late: datetime, now: datetime) -> Text:
    """A customer waits for a word beyond what was promised."""
    html = words.say(
        "#{number} “{subject}”: the customer was promised a word {late}. Nobody has "
        "written; the customer now expects a word {by}.",
        number=ticket.id,
        subject=ticket.subject,
        late=words.by(late, now),
        by=words.by(ticket.promised or late, now),
    )
    return _reminder(words, ticket, html)


def promise_passing_in_danger(words: Words, ticket: Ticket, late: datetime, now: datetime) -> Text:
    """The same where a life may be in danger: only a person writes there."""
    html = words.say(
        "⚠️ #{number} “{subject}”: danger to life, and a word was promised {late}. Nobody has written. "
        "I told them I am calling you again: please write or call now.",
        number=ticket.id,
        subject=ticket.subject,
        late=words.by(late, now),
    )
    return _reminder(words, ticket, html)


def _reminder(words: Words, ticket: Ticket, html: str) -> Text:
    act = "take" if ticket.owner is None else "card"
    label = words.say("Take") if ticket.owner is None else words.say("Open the card")
    return Text(html=html, buttons=((Button(text=label, data=data(act, ticket.id)),),))


def _asked(words: Words, act: str, ticket_id: int) -> Markup | None:
    """The prompt of an act that has a subject of its own."""
    subjects = (experts, vendor, security, projects, audits)
    return next((asked for one in subjects if (asked := one.prompt(words, act, ticket_id))), None)


def prompt(words: Words, act: str, ticket_id: int) -> Text:
    """What the next message will be, after a button that needs words."""
    stop = never_mind(words)
    if asked := _asked(words, act, ticket_id):
        return Text(html=asked, buttons=((stop,),))
    texts = {
        "reply": words.say("#{number}: write the reply to the customer.", number=ticket_id),
        "ask": words.say("#{number}: write the question to the customer.", number=ticket_id),
        "note": words.say("#{number}: write the note for colleagues.", number=ticket_id),
        "resolve": words.say("#{number}: write the solution, the customer will read it.", number=ticket_id),
        "escalate": words.say("#{number}: what was done, what you found, why it goes up?", number=ticket_id),
        "return": words.say(
            "#{number}: why does it go back? If it should not have come here, begin with “wrong queue”.",
            number=ticket_id,
        ),
        "merge": words.say("#{number}: into which ticket of this customer? Its number.", number=ticket_id),
        "split": words.say(
            "#{number}: what is the second matter called? It takes the customer's last message along.",
            number=ticket_id,
        ),
        "link": words.say(
            "#{number}: which ticket does it belong to? Its number, and how: related, duplicate, follow_up, "
            "finding. For instance: 12 duplicate",
            number=ticket_id,
        ),
        "close": words.say("#{number}: why is it closed without a solution?", number=ticket_id),
        "priority": words.say("#{number}: why this priority?", number=ticket_id),
    }
    text = texts.get(act, words.say("#{number}: add a comment for the people who get it.", number=ticket_id))
    return Text(html=text, buttons=((stop,),))


def choose_queue(words: Words, ticket_id: int, queues: Sequence[Queue]) -> Text:
    """Where to move a ticket."""
    buttons = tuple(
        (Button(text=one.called(words.language), data=data("move_to", ticket_id, one.id)),) for one in queues
    )
    return Text(html=words.say("#{number}: to which queue?", number=ticket_id), buttons=buttons)


def choose_mood(words: Words, ticket_id: int) -> Text:
    """What the customer feels, as the person reads it; each mood a button."""
    rows = tuple(
        tuple(Button(text=mood_name(words, one), data=data("mood_is", ticket_id, one)) for one in pair)
        for pair in (("calm", "positive"), ("confused", "anxious"), ("frustrated", "angry"), ("distressed",))
    )
    html = words.say(
        "How does the customer of #{number} feel? Only you and the lead see it.", number=ticket_id
    )
    return Text(html=html, buttons=rows)


def mood_kept(words: Words, ticket_id: int, emotion: str) -> Text:
    """The correction counts."""
    mood = mood_name(words, emotion)
    return Text(html=words.say("#{number}: mood is “{mood}” now. Thank you.", number=ticket_id, mood=mood))


def alert(words: Words, ticket_id: int, signals: Mapping[str, str]) -> Text:
    """Something in the customer's words that the person must hear of at once, with the words."""
    told = Markup("\n").join(
        Markup("{}: “{}”").format(signal_name(words, name), clipped(said, EXCERPT))
        for name, said in signals.items()
    )
    head = words.say("⚠️ #{number}: please look at it now.", number=ticket_id)
    return Text(html=Markup("\n").join(part for part in (head, told) if part))


def done(words: Words, act: str, ticket_id: int) -> Text:
    """A short receipt for an act whose result is not seen in the chat otherwise."""
    texts = {
        "reply": words.say("#{number}: sent to the customer.", number=ticket_id),
        "ask": words.say("#{number}: asked. The answer comes here.", number=ticket_id),
        "note": words.say("#{number}: noted.", number=ticket_id),
        "resolve": words.say(
            "#{number}: the customer has the solution and is asked to check.", number=ticket_id
        ),
        "release": words.say("#{number}: back in its queue.", number=ticket_id),
        "decline": words.say("#{number}: passed on to the next.", number=ticket_id),
        "move": words.say("#{number}: moved.", number=ticket_id),
        "escalate": words.say("#{number}: passed up. You keep sight of it.", number=ticket_id),
        "return": words.say("#{number}: returned.", number=ticket_id),
        "vendor": words.say("#{number}: with the maker. It stays yours.", number=ticket_id),
        "answer": words.say("#{number}: the answer is kept.", number=ticket_id),
        "close": words.say("#{number}: closed.", number=ticket_id),
        "reopen": words.say("#{number}: open again.", number=ticket_id),
        "take_back": words.say("#{number}: yours again.", number=ticket_id),
        "join": words.say("#{number}: you help now. The customer's words come here too.", number=ticket_id),
        "leave": words.say("#{number}: you are off it.", number=ticket_id),
        "invite": words.say("#{number}: invited, the ticket stays with its owner.", number=ticket_id),
        "remove": words.say("#{number}: that helper is off it.", number=ticket_id),
        "advise": words.say("#{number}: answered, and kept for /find.", number=ticket_id),
        "cause": words.say("#{number}: the cause is kept.", number=ticket_id),
        "priority": words.say("#{number}: the priority is set, its clocks go by it.", number=ticket_id),
    }
    return Text(html=texts[act])


def away(words: Words, held: int) -> Text:
    """No new tickets; what is held stays."""
    return Text(
        html=words.count(
            "New tickets do not come to you now. {n} ticket is still yours: /queue. /back when you return.",
            "New tickets do not come to you now. {n} tickets are still yours: /queue. /back when you return.",
            held,
        )
    )


def back(words: Words) -> Text:
    """Tickets come again."""
    return Text(html=words.say("New tickets come to you again."))


def to_whom(words: Words, held: Sequence[Ticket]) -> Text:
    """Plain words that belong to no ticket: nothing was sent to anybody."""
    if not held:
        return Text(
            html=words.say("This went to no one: you have no ticket. /next takes the most urgent one.")
        )
    buttons = tuple(
        (Button(text=f"#{one.id} {clipped(one.subject, 40)}", data=data("reply", one.id)),)
        for one in held[:8]
    )
    return Text(
        html=words.say("This went to no one. Reply to a card or a customer's message, or choose a ticket:"),
        buttons=buttons,
    )


def edits_stay_here(words: Words) -> Text:
    """Staff edited a message: what was passed on stays as it was."""
    return Text(html=words.say("Edits are not passed on. Write it again if the customer should read it."))


def unknown_command(words: Words) -> Text:
    """A command the desk does not know."""
    return Text(html=words.say("There is no such command. /help lists them."))


def old_button(words: Words) -> Text:
    """A button whose act is gone."""
    return Text(html=words.say("That button is from an earlier time. /ticket 17 brings a fresh card."))


def language_set(words: Words) -> Text:
    """From now on in this language."""
    return Text(html=words.say("Good, we speak English."))


def dropped(words: Words) -> Text:
    """The prompt is withdrawn."""
    return Text(html=words.say("All right, nothing was sent."))


def update_set_aside(words: Words, chat_id: int) -> Text:
    """An update could not be worked through; leads look at it."""
    return Text(
        html=words.say(
            "A message in chat {chat} could not be worked through and is set aside. "
            "Nothing is lost: it is in the database.",
            chat=chat_id,
        )
    )


def our_fault(words: Words) -> Text:
    """Something broke on our side; nothing happened."""
    return Text(
        html=words.say("Something broke on our side and this was not done. It is set aside for the admin.")
    )
