"""Words and files between customer and owner: always through line 1, never with a staff name."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup, escape

from bot.actions.scene import Scene
from bot.errors import FileTooBig
from bot.texts import customer as texts
from bot.texts import desk
from bot.texts.cards import kind_name
from bot.texts.catalogue import Words
from bot.texts.markup import length
from routing.desk import Specialist
from routing.ticket import Ticket
from storage.customers import Customer
from storage.letters import Album, Contact, File, Letter, Media, Place, Text
from storage.messages import Author, Said

#: Telegram lets a bot download files up to this size, bytes (Bot API, getFile).
DOWNLOAD_LIMIT = 20 * 1024 * 1024
#: Telegram's limit for a caption, UTF-16 units after entities; a longer text goes before the file.
CAPTION = 1024


async def to_owner(scene: Scene, customer: Customer, ticket: Ticket, messages: Sequence[Said]) -> None:
    """Owner and helpers get the customer's messages, headed by their ticket; albums stay whole."""
    for person in _on_it(scene, ticket):
        await _pass_on(scene, customer, ticket, messages, person)


def _on_it(scene: Scene, ticket: Ticket) -> list[Specialist]:
    if ticket.owner is None:
        return []
    found = [person for one in (ticket.owner, *ticket.helpers) if (person := scene.rules.desk.person(one))]
    return [one for one in found if ticket.queue not in one.barred]


async def _pass_on(
    scene: Scene, customer: Customer, ticket: Ticket, messages: Sequence[Said], owner: Specialist
) -> None:
    words = await scene.words_of(owner)
    head = desk.from_customer(words, ticket.id, customer.name)
    for group in _albums(messages):
        if any(said.file and too_big(said.file) for said in group):
            await scene.tell(owner.id, desk.file_too_big(words, ticket.id), ticket_id=ticket.id)
        first = group[0]
        alone = len(group) == 1
        for letter in letters(first, _told(words, head, first)) if alone else _album(group, head):
            await scene.tell(owner.id, letter, ticket_id=ticket.id)


def _told(words: Words, head: Markup, said: Said) -> Markup:
    """The head; under it the kind of a message that bots can neither read nor pass on, such as a story."""
    return head if said.text or said.file else Markup("{}\n[{}]").format(head, kind_name(words, said.kind))


def _albums(messages: Sequence[Said]) -> list[list[Said]]:
    """The messages in order, those of one album together."""
    grouped = groupby(messages, key=lambda said: said.album or f"alone:{said.id or id(said)}")
    return [list(group) for _, group in grouped]


def _album(group: Sequence[Said], head: Markup) -> list[Letter]:
    """An album as one letter, its words under the first file; files too large are left out."""
    files = tuple(said.file for said in group if said.file and not too_big(said.file))
    caption = Markup("\n").join([head, *(escape(said.text) for said in group if said.text)])
    if len(files) < 2 or length(caption) > CAPTION:
        return [letter for said in group for letter in letters(said, head)]
    return [Album(files=files, html=caption)]


async def files_to_owner(scene: Scene, ticket: Ticket) -> None:
    """What the customer sent besides words before anybody had the ticket: the card can't show it."""
    customer = await scene.work.customers.get(ticket.customer_id) if ticket.customer_id else None
    if customer is None:
        return
    said = await scene.work.messages.of_ticket(ticket.id)
    files = [one for one in said if one.author is Author.CUSTOMER and one.kind != "text"]
    await to_owner(scene, customer, ticket, files)


async def warn_of_size(scene: Scene, customer: Customer, said: Said) -> None:
    """A file we shall never be able to fetch: the customer hears at once, in words they can act on."""
    if said.file and too_big(said.file):
        await scene.say(customer.id, texts.too_big(scene.rules.words(customer.language)))


async def to_customer(scene: Scene, ticket: Ticket, said: Said) -> None:
    """The customer gets the specialist's message in line 1's voice; FileTooBig if it cannot cross."""
    assert said.author is Author.SPECIALIST
    if said.file and too_big(said.file):
        raise FileTooBig
    await scene.work.messages.add(said)
    for letter in letters(said, Markup("")):
        await scene.work.outbox.to_customer(said.customer_id, letter, scene.now, ticket_id=ticket.id)


def too_big(file: File) -> bool:
    """Whether Telegram gives bots no such file."""
    return file.size is not None and file.size > DOWNLOAD_LIMIT


def letters(said: Said, head: Markup) -> list[Letter]:
    """The message as letters: one, or two when words do not fit beside the thing."""
    html = Markup("\n").join(part for part in (head, escape(said.text)) if part)
    if said.kind in {"location", "contact"}:
        thing, called = _place_or_contact(said)
        above = Markup("\n").join(part for part in (head, escape(called)) if part)
        return [Text(html=above), thing] if above else [thing]
    if said.file is None or too_big(said.file):
        return [Text(html=html)]
    if length(html) > CAPTION or said.file.kind in {"sticker", "video_note"}:
        rest: list[Letter] = [Text(html=html)] if html else []
        return [*rest, Media(file=said.file)]
    return [Media(file=said.file, html=html)]


def _place_or_contact(said: Said) -> tuple[Letter, str]:
    """The thing, and what a place is called."""
    first, _, rest = said.text.partition(" ")
    if said.kind == "contact":
        return Contact(phone=first, name=rest or first), ""
    latitude, longitude = (float(part) for part in first.split(","))
    return Place(latitude=latitude, longitude=longitude), rest
