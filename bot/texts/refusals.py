"""Refusals in words: what is, and what one can do instead."""

from datetime import datetime

from markupsafe import Markup

from bot import errors
from bot.presses import data
from bot.texts import (
    audits,
    customer,
    experts,
    links,
    problem_cards,
    projects,
    security,
    together_refusals,
    vendor,
)
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.clocks import priority_refused
from routing.cases import DayUnclear
from routing.errors import MoveNotAllowed, NoHigherLine, QueueUnknown
from routing.links import LinkRefused
from routing.problems import ProblemRefused
from storage.errors import TicketUnknown
from storage.letters import Button, Text
from storage.staff import Asked


def to_staff(words: Words, error: Exception, now: datetime) -> Text:
    """What a member of staff reads when an act was refused."""
    if isinstance(error, errors.NoContact):
        has_words = bool(error.words.strip() or error.file)
        return experts.no_contact(words, error.ticket_id, error.queue, has_words=has_words)
    if isinstance(error, errors.NamesColleague):
        return _names_colleague(words, error)
    if isinstance(error, errors.AuditRefused | errors.NoCustomer):
        return audits.refused(words, error)
    html = _to_staff(words, error, now)
    if isinstance(error, errors.PacketLacks):
        return Text(html=html, buttons=((never_mind(words),),))
    if isinstance(error, errors.TooLateToReopen):
        anew = Button(text=words.say("A new ticket from it"), data=data("anew", error.ticket_id))
        return Text(html=html, buttons=((anew,),))
    return Text(html=html)


def _to_staff(words: Words, error: Exception, now: datetime) -> Markup:
    match error:
        case TicketUnknown(ticket_id=number):
            return words.say("There is no ticket #{number}. /queue shows yours.", number=number)
        case errors.AlreadyTaken(mine=True):
            return words.say("#{number} is yours already.", number=error.ticket_id)
        case errors.AlreadyTaken():
            return _with_owner(words, error.ticket_id, error.owner, error.since, now)
        case errors.NotOwner(owner=None):
            return words.say("#{number} waits in its queue: /take {number} first.", number=error.ticket_id)
        case errors.NotOwner():
            return _with_owner(words, error.ticket_id, error.owner or "?", error.since, now)
        case errors.NotYours():
            return words.say("#{number} is not yours to see.", number=error.ticket_id)
        case errors.NotYourQueue():
            return words.say("#{number} is in a queue you do not serve.", number=error.ticket_id)
        case errors.WordsOnly():
            return words.say(
                "#{number}: /{act} takes words only, and nothing was done. A file goes to the customer by "
                "/reply {number}.",
                number=error.ticket_id,
                act=error.act,
            )
        case _:
            return _of_wishes(words, error)


def _names_colleague(words: Words, error: errors.NamesColleague) -> Text:
    html = words.say(
        "{what}: not sent yet. Customers never read who answers them, and “{name}” is a colleague's name. "
        "Write it again without the name. If somebody else is meant, send it as it is.",
        what=_about(error.again),
        name=error.name,
    )
    send = Button(text=words.say("Send it as it is"), data=data("send_named", error.again.ticket_id))
    return Text(html=html, buttons=((send,),))


def _about(again: Asked) -> str:
    """The ticket, or the problem, or the command that opens one."""
    if not again.ticket_id:
        return f"/{again.act}"
    return str(again.ticket_id) if again.act.startswith("problem") else f"#{again.ticket_id}"


def _needs_words(words: Words, error: errors.NeedsWords) -> Markup:
    """What is missing behind the command, with an example."""
    number = error.ticket_id
    match error.act:
        case "priority":
            return words.say(
                "#{number}: a priority needs its reason. /priority {number} 2 the shop cannot sell",
                number=number,
            )
        case "merge":
            return words.say("#{number}: into which ticket? /merge {number} into 12", number=number)
        case "link":
            return words.say(
                "#{number}: with which ticket, and how? /link {number} 12 duplicate", number=number
            )
        case act:
            return words.say(
                "#{number}: nothing was sent, there are no words. /{act} {number} and your words after it.",
                number=number,
                act=act,
            )


def _of_wishes(words: Words, error: Exception) -> Markup:
    match error:
        case errors.NeedsTicket():
            return words.say("Which ticket? /{act} 17, or reply to its card.", act=error.act)
        case errors.NeedsWords():
            return _needs_words(words, error)
        case errors.NothingWaits():
            return words.say("Nothing waits in your queues.")
        case errors.AtCapacity():
            return words.count(
                "You hold {n} ticket, that is your capacity. /take 17 takes one all the same.",
                "You hold {n} tickets, that is your capacity. /take 17 takes one all the same.",
                error.capacity,
            )
        case errors.OnlyLeads(act="close" | "priority"):
            return words.say("Take it first; without that only a lead may do it.")
        case errors.TooLateToReopen():
            return words.say(
                "#{number} ended more than {days} days ago. /anew {number} makes a new ticket from it, "
                "linked to the old one; so does the customer's next word on it.",
                number=error.ticket_id,
                days=f"{error.days:g}",
            )
        case errors.FileTooBig():
            return words.say(
                "The file is over 20 MB, Telegram does not let it through. Send a smaller one or a link."
            )
        case _:
            return _of_experts(words, error)


def _of_experts(words: Words, error: Exception) -> Markup:
    match error:
        case errors.StageUnclear():
            return experts.stage_unclear(words, error.ticket_id)
        case errors.StagesMissing():
            return experts.stages_missing(words, error.ticket_id, error.stages)
        case errors.RowsOnly():
            return words.say(
                "#{number}: first the words for the customer, then the rows: /resolve {number} It works "
                "again. Please check.\ncause: ...\nchecked: ...",
                number=error.ticket_id,
            )
        case errors.NeedsVendor():
            return vendor.needs_vendor(words, error.ticket_id, error.known)
        case errors.NoOpenCase():
            return vendor.no_case(words, error.ticket_id)
        case errors.WhichCase():
            return vendor.which_case(words, error.ticket_id, error.known)
        case DayUnclear():
            return vendor.day_unclear(words, error.written)
        case errors.NobodyBelow():
            return words.say(
                "#{number} was not handed up by anybody who is here. /note {number} keeps the words on it.",
                number=error.ticket_id,
            )
        case _:
            return _of_projects(words, error)


def _of_projects(words: Words, error: Exception) -> Markup:
    match error:
        case errors.PriorityUnclear() | errors.SamePriority():
            return priority_refused(words, error)
        case errors.NeedsProject():
            return projects.needs_project(words, error.ticket_id)
        case errors.NeedsSolution():
            return words.say(
                "#{number}: an article needs a solution: /stage {number} done: what was done, then /article "
                "{number}.",
                number=error.ticket_id,
            )
        case errors.NoArticleDraft():
            return words.say(
                "#{number}: no article was drafted from it yet. /article {number} does, once there is a "
                "solution.",
                number=error.ticket_id,
            )
        case errors.BreachElsewhere():
            return security.elsewhere(words, error.ticket_id, error.queues)
        case errors.BreachUnclear():
            return security.unclear(words, error.ticket_id, error.running)
        case _:
            return _of_routing(words, error)


def _of_routing(words: Words, error: Exception) -> Markup:  # noqa: PLR0911 a kind of refusal each
    match error:
        case ProblemRefused():
            return problem_cards.refused(words, error)
        case LinkRefused():
            return links.refused(words, error)
        case errors.NothingSetAside():
            return words.say("{number} is not set aside. /dead lists what is.", number=error.number)
        case errors.OnlyLeads(act="stats"):
            return words.say("That is for leads: they see how many tickets came to the wrong queue.")
        case errors.OnlyLeads():
            return words.say("That is for leads: they look at what could not be worked through.")
        case errors.NotOffered():
            return words.say(
                "#{number} is not offered to you now. /queue shows what waits.", number=error.ticket_id
            )
        case errors.NobodyServes():
            return words.say(
                "Nobody works on the queue “{queue}”. The ticket stays where it is.", queue=error.queue
            )
        case QueueUnknown():
            return words.say(
                "“{queue}” is no other queue. There are: {known}.",
                queue=error.queue,
                known=", ".join(error.known),
            )
        case NoHigherLine():
            return words.say(
                "#{number}: there is no line above this queue. /consult {number} asks a colleague, "
                "/move {number} sends it to another queue.",
                number=error.ticket_id,
            )
        case MoveNotAllowed(state="resolved" | "closed"):
            return words.say(
                "#{number} is {state}: that is not possible now. /reopen {number} takes it up again.",
                number=error.ticket_id,
                state=_state(words, error.state),
            )
        case MoveNotAllowed():
            return words.say(
                "#{number} is {state}: that is not possible now. /ticket {number} shows the card.",
                number=error.ticket_id,
                state=_state(words, error.state),
            )
        case _:
            return together_refusals.refused(words, error) or words.say("That is not possible now.")


def _with_owner(words: Words, number: int, owner: str, since: datetime | None, now: datetime) -> Markup:
    if since is None:
        return words.say("#{number} is with {owner}.", number=number, owner=owner)
    return words.say(
        "#{number} is with {owner} since {since}.", number=number, owner=owner, since=words.clock(since, now)
    )


def _state(words: Words, state: str) -> Markup:
    return {
        "queued": words.say("waiting in its queue"),
        "taken": words.say("taken"),
        "asked": words.say("waiting for the customer"),
        "vendor": words.say("waiting for the maker"),
        "resolved": words.say("solved"),
        "closed": words.say("closed"),
    }[state]


def to_customer(words: Words, error: Exception) -> Text:
    """What a customer reads when a step is over; never a word about our insides."""
    if isinstance(error, errors.TooLateToReopen):
        html = words.say("That question is from long ago. Write what happened now, and we start afresh.")
        return Text(html=html)
    return customer.old_button(words)
