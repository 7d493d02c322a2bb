"""A specialist speaks: to the customer through line 1, or to colleagues by a note."""

from dataclasses import dataclass, replace

from bot.actions import access, cards, holding, joining, promises, relaying, unnamed
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NoContact
from routing.desk import Specialist
from routing.ticket import Move, State, Ticket
from storage.history import staff
from storage.letters import File
from storage.messages import Author, Said
from storage.staff import Asked


@dataclass(frozen=True, slots=True)
class Speech:
    """What a member of staff wrote or sent; `kind` as in storage.messages.Said.

    `about` is the text of the message at the desk that it replies to.
    """

    text: str
    kind: str = "text"
    file: File | None = None
    about: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing a customer could read or open."""
        return not self.text.strip() and self.file is None

    def again(self, act: str, number: int, scene: Scene) -> Asked:
        """The act with all of this, kept until a tap."""
        return Asked(act, number, scene.now, kept=self.text, kind=self.kind, file=self.file, about=self.about)


async def reply(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    """The owner's words or file reach the customer from line 1, without a name."""
    return await _speak(scene, by, ticket_id, speech, Move.REPLY)


async def ask(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    """A question to the customer; the ticket waits for their answer."""
    return await _speak(scene, by, ticket_id, speech, Move.ASK)


async def note(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """Words for colleagues only; everybody who sees the ticket may leave one."""
    ticket = await access.seen(scene, by, ticket_id)
    if not text.strip():
        raise NeedsWords("note", ticket_id)
    await scene.record(ticket_id, staff(by.id), Move.NOTE, text)
    await joining.tell_note(scene, by, ticket, text)
    await cards.refresh(scene, ticket)
    return ticket


async def _speak(scene: Scene, by: Specialist, ticket_id: int, speech: Speech, move: Move) -> Ticket:
    ticket = await _where_it_speaks(scene, by, ticket_id, speech)
    await unnamed.to_customer(scene, ticket, speech.again(move, ticket_id, scene))
    if by.mentor is None:
        return await speak_now(scene, by, ticket_id, speech, move)
    return await holding.hold(scene, by, ticket, move, speech.text, speech.kind, speech.file)


async def _where_it_speaks(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    """The owner's ticket, if its line speaks with customers; else NoContact with the words, kept.

    NoCustomer where there is nobody to speak to.
    """
    ticket = access.of_a_customer(await access.owned(scene, by, ticket_id))
    if silent := access.silent_queue(scene, ticket):
        raise NoContact(ticket_id, silent, speech.text, speech.kind, speech.file)
    return ticket


async def speak_now(scene: Scene, by: Specialist, ticket_id: int, speech: Speech, move: Move) -> Ticket:
    """The same without anybody's tap: the owner has no mentor, or the mentor let it go out."""
    ticket = await _where_it_speaks(scene, by, ticket_id, speech)
    spoken = ticket.spoken(move, scene.now)
    if speech.is_empty:
        raise NeedsWords(move, ticket_id)
    assert ticket.customer_id is not None, ticket_id
    said = Said(
        ticket.customer_id,
        Author.SPECIALIST,
        speech.text,
        scene.now,
        kind=speech.kind,
        ticket_id=ticket_id,
        staff_id=by.id,
        file=speech.file,
    )
    await relaying.to_customer(scene, ticket, said)
    if spoken.state is not State.VENDOR:
        spoken = replace(spoken, promised=None)
    elif spoken.promised is None:  # a word on the maker's answer is owed all the same
        spoken = promises.promising(spoken, scene)
    ticket = await scene.write(spoken, staff(by.id), move, speech.text, kind=speech.kind)
    await promises.keep(scene, ticket)
    await cards.refresh(scene, ticket)
    return ticket
