"""What is said when a matter becomes a project."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from storage.letters import Text

#: Characters of a plan shown on a card.
PLAN = 300


def became_project(words: Words, ticket_id: int, subject: str) -> Text:
    """To the customer, honestly: it is bigger than support, and no day is promised."""
    return Text(
        html=words.say(
            "#{number} “{subject}” is bigger than support alone can put right, so it becomes a project of "
            "ours. There is no day for it yet. I close the question here and open it again when there is "
            "news; if you need something meanwhile, just write.",
            number=ticket_id,
            subject=subject,
        )
    )


def started(words: Words, ticket_id: int, link: str) -> Text:
    """To who did it: what happens when the project is done."""
    return Text(
        html=words.say(
            "#{number}: closed as a project, {link}. Once done, /reopen {number} and tell the customer.",
            number=ticket_id,
            link=link,
        )
    )


def on_card(words: Words, link: str, plan: str, members: Sequence[str]) -> list[Markup]:
    """Where it lives, the plan, and who is in it."""
    rows = [words.say("Project: {link} {plan}", link=link, plan=clipped(plan, PLAN))]
    if members:
        rows.append(words.say("Members: {members}", members=", ".join(members)))
    return rows


def prompt(words: Words, act: str, ticket_id: int) -> Markup | None:
    """What the next message will be, for the acts of this file; None for others."""
    if act != "project":
        return None
    return words.say(
        "#{number}: the project's link and plan, “members:” and names. The ticket is closed, the customer is "
        "told.",
        number=ticket_id,
    )


def needs_project(words: Words, ticket_id: int) -> Markup:
    """A project needs a link and a plan."""
    return words.say(
        "#{number}: a project needs its link and a plan: /project {number} https://... plan: new cables; "
        "members: Egor, Zhanna",
        number=ticket_id,
    )
