"""Line 1 thinks: triage, match and likeness to queues, in one thread beside the event loop."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import structlog

from bot.line1.conversation import Understanding
from bot.line1.language import language_of
from bot.line1.phrases import announced, small_talk
from bot.line1.several import Candidate, Part
from bot.line1.triage import Feeling, Triage
from bot.line1.verdicts import unmoved
from kb.article import Library
from kb.bridge import Bridged
from kb.building import built
from kb.calibration import SHIPPED, Calibration
from kb.encoder import Encoder
from kb.errors import IndexFailed
from kb.examples import Examples
from kb.index import Index
from kb.match import Match, explained
from kb.matchers import MeaningMatcher
from kb.normalise import sentences
from kb.past import PORTION, Past
from kb.reading import Reading, questions
from routing.desk import Desk, Queue
from routing.likeness import packed

log = structlog.get_logger(__name__)


class Thinker:
    """Understands turns. Building it encodes the knowledge base, which takes seconds for a large one."""

    def __init__(
        self,
        library: Library,
        desk: Desk,
        languages: Sequence[str],
        encoder: Encoder,
        triage: Triage,
        today: date,
        index: Index | None = None,
        calibration: Calibration = SHIPPED,
        other: Encoder | None = None,
    ) -> None:
        """`other` is the encoder of the second stage, if there is to be one."""
        self._library = library
        self._languages = tuple(languages)
        self._triage = triage
        self._encoder = encoder
        self._bridged = Bridged(encoder)
        self._today = today
        self._calibration = calibration
        self._other = other
        self._matcher = self._matching(index)
        self._queues = Examples(encoder, {queue.id: _told_by(queue) for queue in desk.front_queues()})
        self._past = Past(encoder)
        # One thread: two gain nothing on the same cores, and the event loop stays free.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="line1")

    async def learn(self, folder: Path | None) -> None:
        """Learn from the phrasings in a child process, keep it in the folder, and use it from then on.

        Until then, and when the child fails, nearness alone answers.
        """
        texts = self._matcher.texts()
        if self._matcher.has_learnt():
            return
        try:
            index = await built(texts, folder)
        except IndexFailed as failed:
            log.warning("index_failed", reason=str(failed))
            return
        loop = asyncio.get_running_loop()
        self._matcher = await loop.run_in_executor(
            self._thread,
            self._matching,
            index,
        )

    def match(self, text: str, today: date) -> list[Match]:
        """The articles the text asks for, the surest first."""
        return self._matcher.match(text, today)

    def _matching(self, index: Index | None) -> MeaningMatcher:
        return MeaningMatcher(
            self._library,
            self._encoder,
            self._today,
            index=index,
            calibration=self._calibration,
            other=self._other,
        )

    async def understand(self, text: str, files: tuple[str, ...], before: str, today: date) -> Understanding:
        """`think`, without holding up the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self.think, text, files, before, today)

    def think(self, text: str, files: tuple[str, ...], before: str, today: date) -> Understanding:
        """What the turn says; `before` is the language spoken so far, `files` the kinds that came along."""
        asked = announced(text)
        reading = self._matcher.read(asked)
        feeling = unmoved(self._triage.feel(reading.text), reading.text)
        topic = _topic(reading.text, feeling)
        matches = self._matcher.match(asked, today)
        parts = self._parts(reading, today)
        return Understanding(
            text=text,
            language=language_of(reading.text, self._languages, before),
            feeling=feeling,
            small_talk=small_talk(reading.text),
            candidates=tuple(map(self._candidate, matches)),
            queue_scores=self._queues.scores(topic),
            learned=self._past.scores(topic),
            files=files,
            asked=tuple(part.candidates[0] for part in parts if part.candidates),
            parts=parts,
            why=tuple(explained(reading, matches)),
            meaning=self._means(topic),
            put_right=reading.text if reading.text != text else "",
        )

    async def remember(self, tickets: Sequence[tuple[str, str]]) -> None:
        """Tickets of the past as (words, queue), oldest first; turns are thought of in between."""
        loop = asyncio.get_running_loop()
        for start in range(0, len(tickets), PORTION):
            await loop.run_in_executor(self._thread, self._past.add, tickets[start : start + PORTION])

    async def meaning(self, text: str) -> bytes:
        """What the text means, without holding up the event loop; empty when it has no words."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._read_meaning, text)

    def _read_meaning(self, text: str) -> bytes:
        reading = self._matcher.read(text)
        return self._means(_topic(reading.text, self._triage.feel(reading.text)))

    def _means(self, topic: str) -> bytes:
        """A message is encoded once: the queues' examples have asked for these very sentences."""
        pieces = sentences(topic)
        return packed(self._bridged.encode(pieces).mean(axis=0)) if pieces else b""

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _parts(self, reading: Reading, today: date) -> tuple[Part, ...]:
        # Each is answered only if it is sure by itself; together they would take the second stage too long.
        return tuple(
            Part(one, tuple(map(self._candidate, self._matcher.match(one, today, twice=False))))
            for one in questions(reading.text)
        )

    def _candidate(self, match: Match) -> Candidate:
        return Candidate(match.article_id, match.confidence, self._queue_of(match.article_id))

    def _queue_of(self, article_id: str) -> str | None:
        article = self._library.get(article_id)
        return article.queue if article else None


def _told_by(queue: Queue) -> tuple[str, ...]:
    """What names a queue: its examples, and its titles, since line 1 asks "is it about tills or mail?"."""
    return (*queue.examples, *dict.fromkeys((queue.title, *queue.titles.values())))


def _topic(text: str, feeling: Feeling) -> str:
    """The text without the wish for a person: that says nothing of what it is about."""
    wishes = [signal.words for signal in feeling.signals if signal.name == "asks_human"]
    return text.replace(wishes[0], " ") if wishes else text
