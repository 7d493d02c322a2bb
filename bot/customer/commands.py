"""The customer's commands."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message, User

from bot.actions import answering, customers, requests
from bot.actions.scene import Scene
from bot.customer.said import sender


def router() -> Router:
    """A router of its own for each dispatcher: aiogram lets none be shared."""
    commands = Router(name="commands")
    commands.message.register(start, CommandStart())
    commands.message.register(human, Command("human"))
    commands.message.register(status, Command("status"))
    commands.message.register(help_page, Command("help"))
    commands.message.register(language, Command("language"))
    commands.message.register(cancel, Command("cancel"))
    commands.message.register(forget, Command("forget"))
    return commands


async def start(message: Message, event_from_user: User, scene: Scene, command: CommandObject) -> None:
    """The customer opened the bot, perhaps by a link with a source in it."""
    customer = await customers.known(scene, sender(event_from_user))
    await requests.started(scene, customer, command.args or "")


async def human(message: Message, event_from_user: User, scene: Scene, command: CommandObject) -> None:
    """A person, please; words after the command are part of the question."""
    customer = await customers.known(scene, sender(event_from_user))
    await requests.human(scene, customer, command.args or "", message.message_id)


async def status(message: Message, event_from_user: User, scene: Scene) -> None:
    """Where my questions stand."""
    await requests.status(scene, await customers.known(scene, sender(event_from_user)))


async def help_page(message: Message, event_from_user: User, scene: Scene) -> None:
    """What the bot can do."""
    await requests.help_page(scene, await customers.known(scene, sender(event_from_user)))


async def language(message: Message, event_from_user: User, scene: Scene, command: CommandObject) -> None:
    """Choose a language, by name or from buttons."""
    customer = await customers.known(scene, sender(event_from_user))
    await requests.language(scene, customer, (command.args or "").lower())


async def cancel(message: Message, event_from_user: User, scene: Scene) -> None:
    """Take a question back, or stop the step under way."""
    await requests.cancel(scene, await customers.known(scene, sender(event_from_user)))


async def forget(message: Message, event_from_user: User, scene: Scene) -> None:
    """Have my data deleted: people do that, and answer."""
    await answering.wants_erasure(scene, await customers.known(scene, sender(event_from_user)))
