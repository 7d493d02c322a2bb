"""Letters leave the outbox: per chat in order, retried until they are through or hopeless."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.actions import delivery as undelivered
from bot.actions.scene import Scene
from bot.delivery import splitting
from bot.delivery.calls import Call, call_for, plain
from bot.delivery.courier import Courier, Payload
from bot.delivery.outcomes import (
    BadMarkup,
    Blocked,
    FileRefused,
    MessageGone,
    NotDelivered,
    Receipt,
    Rejected,
    Unknown,
    Wait,
)
from bot.logs import told
from bot.rules import Rules
from storage.database import Database
from storage.letters import DISK, Card, File, Letter, Text
from storage.outbox import Outgoing

#: Letters of different chats on their way at once.
AT_ONCE = 20
#: A letter of unknown outcome is given up after so long.
PATIENCE = timedelta(days=1)
#: The longest pause between two tries of a letter, seconds.
LONGEST_PAUSE = 300.0
#: How often the outbox is looked at when nobody pokes, seconds.
IDLE = 1.0

log = structlog.get_logger()


class Sender:
    """Sends one bot's letters."""

    def __init__(
        self,
        bot: str,
        couriers: Mapping[str, Courier],
        database: Database,
        rules: Callable[[], Rules],
        now: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._couriers = couriers
        self._database = database
        self._rules = rules
        self._now = now
        self._busy: dict[int, asyncio.Task[None]] = {}
        #: Receipts of letters on their way, by outbox id: a part that is through is not sent again.
        self._through: dict[int, list[Receipt]] = {}
        self._poked = asyncio.Event()

    def poke(self) -> None:
        """There may be something to send."""
        self._poked.set()

    async def run(self) -> None:
        """Send until cancelled; what is on its way then is finished first."""
        try:
            while True:
                self._poked.clear()
                await self._look()
                await self._pause()
        finally:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _look(self) -> None:
        try:
            await self._start_due()
        except Exception as error:  # noqa: BLE001 the outermost loop of sending: the next look is a second away
            log.error("sending stalled", bot=self._bot, **told(error))

    async def _start_due(self) -> None:
        free = AT_ONCE - len(self._busy)
        if free <= 0:
            return
        async with self._database.look() as work:
            due = await work.outbox.due(self._bot, self._now(), busy=tuple(self._busy), limit=free)
        for outgoing in due:
            self._busy[outgoing.chat_id] = asyncio.create_task(self._send(outgoing))

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(IDLE):
                await self._poked.wait()
        except TimeoutError:
            pass

    async def _send(self, outgoing: Outgoing) -> None:
        try:
            outcome = await self._try(outgoing)
            await self._settle(outgoing, outcome)
            if not isinstance(outcome, Wait | Unknown):
                self._through.pop(outgoing.id, None)
        except Exception as error:  # noqa: BLE001 the outermost loop of sending: the letter stays in the outbox
            log.error("letter not settled", bot=self._bot, outbox=outgoing.id, **told(error))
            await asyncio.sleep(IDLE)
        finally:
            self._busy.pop(outgoing.chat_id, None)
            self.poke()

    async def _try(self, outgoing: Outgoing) -> Receipt | NotDelivered:
        try:
            return await self._deliver(outgoing)
        except NotDelivered as failure:
            return failure

    async def _deliver(self, outgoing: Outgoing) -> Receipt:
        """Send every part of the letter that is not through yet; the first part's message stands for all."""
        receipts = self._through.setdefault(outgoing.id, [])
        for part in parts(outgoing.letter)[len(receipts) :]:
            receipts.append(await self._one(outgoing, part))
        return receipts[0]

    async def _one(self, outgoing: Outgoing, letter: Letter) -> Receipt:
        card = await self._card_message(outgoing)
        call = call_for(letter, outgoing.chat_id, card)
        try:
            return await self._call(call)
        except MessageGone:
            if not isinstance(letter, Card):
                return Receipt(None)  # nothing left to take the buttons off
            return await self._call(call_for(letter, outgoing.chat_id, None))

    async def _call(self, call: Call) -> Receipt:
        payloads = {file: await self._payload(file) for file in call.files}
        courier = self._couriers[self._bot]
        try:
            receipt = await courier.deliver(call, payloads)
        except BadMarkup:
            receipt = await courier.deliver(plain(call), payloads)
        await self._learn(call, payloads, receipt)
        return receipt

    async def _payload(self, file: File) -> Payload:
        if file.bot == DISK:
            return await asyncio.to_thread(_from_disk, file)
        async with self._database.look() as work:
            known = await work.files.known_to(self._bot, file)
        return known or await self._couriers[file.bot].fetch(file)

    async def _learn(self, call: Call, payloads: Mapping[File, Payload], receipt: Receipt) -> None:
        uploaded = [
            (file, file_id)
            for file, file_id in zip(call.files, receipt.file_ids, strict=False)
            if file.bot != DISK and isinstance(payloads[file], bytes) and file_id
        ]
        if uploaded:
            async with self._database.begin() as work:
                for file, file_id in uploaded:
                    await work.files.learn(self._bot, file, file_id)

    async def _card_message(self, outgoing: Outgoing) -> int | None:
        if not isinstance(outgoing.letter, Card) or outgoing.ticket_id is None:
            return None
        async with self._database.look() as work:
            return await work.cards.message(outgoing.ticket_id, outgoing.chat_id)

    async def _settle(self, outgoing: Outgoing, outcome: Receipt | NotDelivered) -> None:
        async with self._database.begin() as work:
            scene = Scene(work, self._rules(), self._now())
            match outcome:
                case Receipt():
                    await work.outbox.sent(outgoing, outcome.message_id, scene.now)
                    if isinstance(outgoing.letter, Card) and outgoing.ticket_id and outcome.message_id:
                        await work.cards.shown(outgoing.ticket_id, outgoing.chat_id, outcome.message_id)
                case Wait():
                    until = scene.now + timedelta(seconds=outcome.seconds)
                    await work.outbox.postpone(outgoing, until, str(outcome))
                case Unknown() if scene.now - outgoing.created_at < PATIENCE:
                    pause = min(LONGEST_PAUSE, 2.0**outgoing.tries)
                    await work.outbox.postpone(outgoing, scene.now + timedelta(seconds=pause), str(outcome))
                case _:
                    await work.outbox.given_up(outgoing, str(outcome))
                    await undelivered.given_up(
                        scene, outgoing, _why(outcome), blocked=isinstance(outcome, Blocked)
                    )
        if not isinstance(outcome, Receipt):
            log.info(
                "letter not delivered", bot=self._bot, outbox=outgoing.id, outcome=type(outcome).__name__
            )


def _from_disk(file: File) -> bytes:
    try:
        return Path(file.id).read_bytes()
    except OSError as error:
        raise FileRefused(type(error).__name__) from None


def _why(outcome: NotDelivered) -> str:
    match outcome:
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
