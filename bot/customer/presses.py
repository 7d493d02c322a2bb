"""The buttons under line 1's messages."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions import (
    answering,
    customers,
    ending,
    intake,
    newcomers,
    overs,
    remote,
    seconds,
    topics,
    verdict,
    visits,
)
from bot.actions.scene import Scene
from bot.customer.said import sender
from bot.errors import StepOver
from bot.presses import Press
from routing.visits import VisitStep
from storage.customers import Customer

#: Buttons about something with a number.
BY_NUMBER = {**newcomers.PRESSES, **overs.PRESSES, "same": seconds.same}


def router() -> Router:
    """A router of its own for each dispatcher."""
    presses = Router(name="presses")
    presses.callback_query.register(pressed)
    return presses


async def pressed(query: CallbackQuery, scene: Scene, press: Press) -> None:
    """A button was pressed; StepOver for one we no longer know."""
    customer = await customers.known(scene, sender(query.from_user))
    await _act(scene, customer, press)


async def _act(scene: Scene, customer: Customer, press: Press) -> None:  # noqa: C901, PLR0912 a button each
    match press:
        case Press("human"):
            await answering.wants_person(scene, customer)
        case Press("none"):
            await answering.turned_down(scene, customer)
        case Press("pick", (article,)):
            await answering.picked(scene, customer, article)
        case Press("topic", (queue,)):
            await topics.chose(scene, customer, queue)
        case Press("read", (article,)):
            await answering.read(scene, customer, article)
        case Press("helped", (article,)):
            await answering.helped(scene, customer, article)
        case Press("unhelped", (article,)):
            await answering.did_not_help(scene, customer, article)
        case Press("intake", (question, choice)):
            await intake.chose(scene, customer, question, choice)
        case Press("solved"):
            await verdict.confirm(scene, customer, press.number)
        case Press("unsolved"):
            await verdict.not_solved(scene, customer, press.number)
        case Press("rate", (_, mark)) if mark in {"1", "2", "3", "4", "5"}:
            await verdict.rate(scene, customer, press.number, int(mark))
        case Press("withdraw"):
            await ending.withdraw(scene, customer, press.number)
        case Press("another", (_, *_, said)) if said.isdigit():
            await seconds.another(scene, customer, press.number, int(said))
        case Press(act) if act in BY_NUMBER:
            await BY_NUMBER[act](scene, customer, press.number)
        case Press("language", (language,)):
            await customers.choose_language(scene, customer, language)
        case _:
            await _of_visits(scene, customer, press)


async def _of_visits(scene: Scene, customer: Customer, press: Press) -> None:
    match press:
        case Press("slot", (_, place)) if place.isdecimal():
            await visits.choose(scene, customer, press.number, int(place))
        case Press("noslot"):
            await visits.wish(scene, customer, press.number, VisitStep.NONE_FITS)
        case Press("visit_move"):
            await visits.wish(scene, customer, press.number, VisitStep.MOVE)
        case Press("visit_off"):
            await visits.wish(scene, customer, press.number, VisitStep.CANCEL)
        case Press("remote_yes" | "remote_no"):
            await remote.pressed(scene, customer, press.number, yes=press.act == "remote_yes")
        case _:
            raise StepOver
