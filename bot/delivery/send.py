"""Letters leave the outbox: per chat in order, retried until they are through or hopeless."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.actions import cards
from bot.actions import delivery as undelivered
from bot.actions.scene import Scene
from bot.delivery import splitting
from bot.delivery.calls import Call, call_for, plain
from bot.delivery.courier import Courier, Payload
from bot.delivery.limits import Gate, Limits
from bot.delivery.outcomes import (
    BadMarkup,
    Blocked,
    Broken,
    FileRefused,
    MessageGone,
    NotDelivered,
    Receipt,
    Rejected,
    Unknown,
    Unsent,
    Wait,
)
from bot.figures import Figures
from bot.logs import told
from bot.rules import Rules
from storage.database import Database
from storage.errors import Unwritable
from storage.letters import DISK, PAPER, Card, File, Letter, Show, Text
from storage.outbox import Outgoing

#: Calls under way at once.
AT_ONCE = 20
#: Chats served at once: most of them wait for their pace, not for Telegram.
MOST_CHATS = 500
#: A letter that Telegram does not answer for is given up after so long.
PATIENCE = timedelta(days=1)
#: The longest pause between two tries of a letter, seconds.
LONGEST_PAUSE = 300.0
#: Tries of a letter that fails for a fault of our own, some seven seconds in all.
TRIES = 4
#: How often the outbox is looked at for letters that were to wait, seconds.
IDLE = 1.0

log = structlog.get_logger()


class Sender:
    """Sends one bot's letters: leased first, then sent, then settled, each chat's in order."""

    def __init__(
        self,
        bot: str,
        couriers: Mapping[str, Courier],
        database: Database,
        rules: Callable[[], Rules],
        now: Callable[[], datetime],
        limits: Limits | None = None,
        figures: Figures | None = None,
    ) -> None:
        self._bot = bot
        self._couriers = couriers
        self._database = database
        self._rules = rules
        self._now = now
        self._gate = Gate(limits)
        self._figures = figures or Figures()
        self._flood = Flood()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._busy: dict[int, asyncio.Task[None]] = {}
        #: Busy chats that were written to meanwhile.
        self._again: set[int] = set()
        #: Receipts of letters on their way, by outbox id: a part that is through is not sent again.
        self._through: dict[int, list[Receipt]] = {}
        self._room = asyncio.Event()
        self._stopping = False

    def poke(self, chat_id: int) -> None:
        """There may be something to send to this chat."""
        if self._stopping:
            return
        if chat_id in self._busy:
            self._again.add(chat_id)
        elif len(self._busy) < MOST_CHATS and not self._flood.holds(self._now()):
            self._busy[chat_id] = asyncio.create_task(self._serve(chat_id))

    async def run(self) -> None:
        """Send until cancelled; what is on its way then is finished first."""
        try:
            while True:
                self._room.clear()
                await self._look()
                await self._pause()
        finally:
            self._stopping = True
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _look(self) -> None:
        """For letters whose time has come, and for those that found no room."""
        try:
            async with self._database.look() as work:
                due = await work.outbox.due(self._bot, self._now(), busy=tuple(self._busy), limit=MOST_CHATS)
        except Exception as error:  # noqa: BLE001 the outermost loop of sending: the next look is a second away
            log.error("sending stalled", bot=self._bot, **told(error))
            return
        for chat_id in due:
            self.poke(chat_id)

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(IDLE):
                await self._room.wait()

    async def _serve(self, chat_id: int) -> None:
        """Send the chat's letters until none is left, or the next one has to wait."""
        try:
            more = True
            while more:
                self._again.discard(chat_id)
                await self._send_all(chat_id)
                more = chat_id in self._again and not self._stopping
        except Exception as error:  # noqa: BLE001 the outermost loop of sending: the letter stays in the outbox
            log.error("letter not settled", bot=self._bot, **told(error))
            await asyncio.sleep(IDLE)
        finally:
            if len(self._busy) == MOST_CHATS:
                self._room.set()
            self._busy.pop(chat_id, None)
            self._again.discard(chat_id)

    async def _send_all(self, chat_id: int) -> None:
        async with self._database.begin() as work:
            following = await work.outbox.lease(self._bot, chat_id, self._now())
        while following:
            outcome = await self._try(following)
            following = await self._settle(following, outcome)

    async def _try(self, outgoing: Outgoing) -> Receipt | NotDelivered:
        try:
            return await self._deliver(outgoing)
        except NotDelivered as failure:
            return failure
        except Unwritable:
            raise  # the database is in trouble, the letter is not to blame
        except Exception as error:  # noqa: BLE001 a fault of ours must not hold up the chat for ever
            log.error("letter broke", bot=self._bot, outbox=outgoing.id, **told(error))
            return Broken(type(error).__name__)

    async def _deliver(self, outgoing: Outgoing) -> Receipt:
        """Send every part of the letter that is not through yet; the first part's message stands for all."""
        letter, card = await self._as_it_stands(outgoing)
        if letter is None:
            return Receipt(None)  # nobody is left there to see it
        receipts = self._through.setdefault(outgoing.id, [])
        for part in parts(letter)[len(receipts) :]:
            receipts.append(await self._one(outgoing.chat_id, part, card))
        return receipts[0]

    async def _as_it_stands(self, outgoing: Outgoing) -> tuple[Letter | None, int | None]:
        """The letter to send, a card drawn as its ticket stands now; and the message it edits, if any."""
        if not isinstance(outgoing.letter, Show) or outgoing.ticket_id is None:
            return outgoing.letter, None
        async with self._database.look() as work:
            scene = Scene(work, self._rules(), self._now())
            drawn = await cards.drawn(scene, outgoing.ticket_id, outgoing.chat_id)
            return drawn, await work.cards.message(outgoing.ticket_id, outgoing.chat_id)

    async def _one(self, chat_id: int, letter: Letter, card: int | None) -> Receipt:
        try:
            receipt = await self._call(chat_id, call_for(letter, chat_id, card))
            return replace(receipt, edited=card is not None)
        except MessageGone:
            if not isinstance(letter, Card):
                return Receipt(None)  # nothing left to take the buttons off
            return await self._call(chat_id, call_for(letter, chat_id, None))

    async def _call(self, chat_id: int, call: Call) -> Receipt:
        payloads = {file: await self._payload(file) for file in call.files}
        try:
            receipt = await self._deliver_call(chat_id, call, payloads)
        except BadMarkup:
            receipt = await self._deliver_call(chat_id, plain(call), payloads)
        await self._learn(call, payloads, receipt)
        return receipt

    async def _deliver_call(self, chat_id: int, call: Call, payloads: Mapping[File, Payload]) -> Receipt:
        await self._gate.passed(chat_id, max(1, len(call.files)))
        async with self._at_once:
            return await self._couriers[self._bot].deliver(call, payloads)

    async def _payload(self, file: File) -> Payload:
        if file.bot == DISK:
            return await asyncio.to_thread(_from_disk, file)
        async with self._database.look() as work:
            known = await work.files.known_to(self._bot, file)
            if file.bot == PAPER and not known:
                return await work.papers.read(file)
        try:
            return known or await self._couriers[file.bot].fetch(file)
        except Unknown as failure:
            raise Unsent(str(failure)) from None  # whatever came of the download, nothing was sent yet

    async def _learn(self, call: Call, payloads: Mapping[File, Payload], receipt: Receipt) -> None:
        uploaded = [
            (file, file_id)
            for file, file_id in zip(call.files, receipt.file_ids, strict=False)
            if file.bot != DISK and isinstance(payloads[file], bytes) and file_id
        ]
        if uploaded:
            async with self._database.begin() as work:
                for file, file_id in uploaded:
                    await work.files.learn(self._bot, file, file_id, self._now())

    async def _settle(self, outgoing: Outgoing, outcome: Receipt | NotDelivered) -> Outgoing | None:
        """Write down what came of it; the chat's next letter, leased by the same transaction."""
        if not isinstance(outcome, Receipt):
            log.info(
                "letter not delivered", bot=self._bot, outbox=outgoing.id, outcome=type(outcome).__name__
            )
        self._figures.settled(self._bot, outcome)
        async with self._database.begin() as work:
            scene = Scene(work, self._rules(), self._now())
            settled = await self._write(scene, outgoing, outcome)
            following = None
            if settled and not (self._stopping or self._flood.holds(scene.now)):
                following = await work.outbox.lease(self._bot, outgoing.chat_id, scene.now)
        if settled:
            self._through.pop(outgoing.id, None)
        return following

    async def _write(self, scene: Scene, outgoing: Outgoing, outcome: Receipt | NotDelivered) -> bool:
        """Whether the letter is done with, delivered or not."""
        match outcome:
            case Receipt():
                await self._sent(scene, outgoing, outcome)
            case Wait():
                until = scene.now + timedelta(seconds=outcome.seconds)
                self._flood.told(outgoing.chat_id, until, scene.now)
                await self._later(scene, outgoing, outcome, until)
                return False
            case _ if _worth_another_try(outgoing, outcome, scene.now):
                pause = min(LONGEST_PAUSE, 2.0**outgoing.tries)
                await self._later(scene, outgoing, outcome, scene.now + timedelta(seconds=pause))
                return False
            case _:
                await scene.work.outbox.given_up(outgoing, _why(outcome))
                blocked = isinstance(outcome, Blocked)
                await undelivered.given_up(scene, outgoing, _why(outcome), blocked=blocked)
        return True

    async def _sent(self, scene: Scene, outgoing: Outgoing, receipt: Receipt) -> None:
        await scene.work.outbox.sent(outgoing, receipt.message_id, scene.now)
        # An edit moves no card; meanwhile the card may have been asked for anew, at the foot of the chat.
        drew = isinstance(outgoing.letter, Show) and not receipt.edited
        if drew and outgoing.ticket_id and receipt.message_id:
            await scene.work.cards.shown(outgoing.ticket_id, outgoing.chat_id, receipt.message_id)
        if outgoing.tries:  # a card drawn meanwhile says that it is not through
            await undelivered.tell_on_cards(scene, outgoing)

    async def _later(self, scene: Scene, outgoing: Outgoing, outcome: NotDelivered, until: datetime) -> None:
        """A 429 was certainly not executed, and without a connection nothing was; else nobody knows."""
        doubtful = isinstance(outcome, Unknown | Broken) or bool(self._through.get(outgoing.id))
        await scene.work.outbox.postpone(outgoing, until, str(outcome), may_have_got_through=doubtful)
        if outgoing.tries + 1 == undelivered.WORTH_TELLING:
            await undelivered.tell_on_cards(scene, outgoing)


class Flood:
    """Who was told to wait: one chat waits alone; when several are told at once, the bot itself is meant."""

    SEVERAL = 3

    def __init__(self) -> None:
        self._told: dict[int, datetime] = {}

    def told(self, chat_id: int, until: datetime, now: datetime) -> None:
        """Telegram asked this chat's letter to wait until then."""
        self._told = {chat: moment for chat, moment in self._told.items() if moment > now}
        self._told[chat_id] = until

    def holds(self, now: datetime) -> bool:
        """Whether the whole bot keeps still now."""
        return sum(moment > now for moment in self._told.values()) >= self.SEVERAL


def _from_disk(file: File) -> bytes:
    try:
        return Path(file.id).read_bytes()
    except OSError as error:
        raise FileRefused(type(error).__name__) from None


def _worth_another_try(outgoing: Outgoing, outcome: NotDelivered, now: datetime) -> bool:
    match outcome:
        case Unknown() | Unsent():
            return now - outgoing.created_at < PATIENCE
        case Broken():
            return outgoing.tries + 1 < TRIES
        case _:
            return False


def _why(outcome: NotDelivered) -> str:
    match outcome:
        case Broken():
            return "fault"
        case Blocked():
            return "blocked"
        case FileRefused():
            return "file"
        case Rejected():
            return "rejected"
        case _:
            return "no answer"


def parts(letter: Letter) -> list[Letter]:
    """A letter over Telegram's limit as several; buttons stand under the last. A card is cut instead."""
    match letter:
        case Text():
            pieces = splitting.split(letter.html)
            last = letter.model_copy(update={"html": pieces[-1]})
            firsts = [Text(html=piece, reply_to=letter.reply_to) for piece in pieces[:-1]]
            return [*firsts, last]
        case Card():
            pieces = splitting.split(letter.html)
            return [letter.model_copy(update={"html": pieces[0]})] if len(pieces) > 1 else [letter]
        case _:
            return [letter]
