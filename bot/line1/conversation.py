"""What line 1 does with a turn: a pure decision over what it understood and where the talk stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.line1.phrases import (
    Kind,
    asks_for_help,
    chosen_number,
    says_no,
    says_none_of_these,
    says_yes,
)
from bot.line1.policy import THREATS, Knowledge, Policy, Tell
from bot.line1.several import Candidate, Left, Part, asking, left, sure_of_each, worth_suggesting
from bot.line1.triage import Feeling

#: The desk's policy when it says nothing of its own.
USUAL_POLICY = Policy()
#: What a turn without words may hold and still be no question.
SMALL = frozenset({"sticker", "animation", "dice"})


@dataclass(frozen=True, slots=True)
class Understanding:
    """A turn as line 1 understands it; `files` names the kinds of what came without words.

    `text` is as it was written, `words` as it was meant: in the right keyboard layout and letters.
    """

    text: str
    language: str
    feeling: Feeling
    small_talk: Kind | None
    candidates: tuple[Candidate, ...]
    queue_scores: Mapping[str, float]
    files: tuple[str, ...] = ()
    #: Of a turn with several questions, the best article of each.
    asked: tuple[Candidate, ...] = ()
    #: The questions of a turn that has several.
    parts: tuple[Part, ...] = ()
    #: The share 0..1 of like past tickets that ended in each queue.
    learned: Mapping[str, float] = field(default_factory=dict)
    #: How the turn was read and how the parts of the matcher voted, in rows.
    why: tuple[str, ...] = ()
    #: What it means, as routing/likeness.py keeps it; empty when there are no words.
    meaning: bytes = b""
    #: The text in the right layout and letters; empty where nothing was wrong.
    put_right: str = ""

    @property
    def words(self) -> str:
        """What was meant."""
        return self.put_right or self.text

    def topics(self, likely: float) -> tuple[str, ...]:
        """Queues of the articles at least so likely, best first."""
        return tuple(one.queue for one in self.candidates if one.queue and one.confidence >= likely)


@dataclass(frozen=True, slots=True)
class Talk:
    """What line 1 remembers: misses so far, what it offered or answered last, what it gave, all of both.

    `warned`: abuse was answered once; `worsens`: the mood has risen again (see bot/line1/mood.py); `helped`:
    the article that they have just said has helped; `topics`: queues named in the request just put, `topic`
    the one of them whose name is the answer; `second`: people have another question of theirs.
    """

    misses: int = 0
    offered: tuple[str, ...] = ()
    answered: str | None = None
    given: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    warned: bool = False
    worsens: bool = False
    helped: str | None = None
    topics: tuple[str, ...] = ()
    topic: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidence from which line 1 answers, and from which it suggests."""

    answer: float
    suggest: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Give the article, and those that answer further questions of the same turn; `left` come after that.

    `told` names the signal or mood that people must hear of all the same; empty for most answers.
    """

    article: str
    reason: str
    also: tuple[str, ...] = ()
    told: str = ""
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggest:
    """Offer the articles as buttons, best first; `left` are questions of the same turn that come next."""

    articles: tuple[str, ...]
    reason: str
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Rephrase:
    """Ask once to say it in other words; `topic` is what it is about, when only that was said."""

    reason: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Of the topics that were named, the queue they chose: ask what is the matter with it."""

    queue: str
    reason: str


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Answer a set phrase."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class HandOff:
    """Give the matter to people; the reason is "head: detail", its head known to bot/texts/desk.py."""

    reason: str


@dataclass(frozen=True, slots=True)
class Crisis:
    """A life may be in danger: help lines first, a person at once, no automation after."""

    reason: str


Decision = Answer | Suggest | Rephrase | About | SmallTalk | HandOff | Crisis

#: How `ask` and the history name each decision.
NAMES: dict[type[Decision], str] = {
    Answer: "answer",
    Suggest: "suggest",
    Rephrase: "rephrase",
    About: "rephrase",
    SmallTalk: "small_talk",
    HandOff: "hand_off",
    Crisis: "crisis",
}


def decide(
    heard: Understanding, talk: Talk, thresholds: Thresholds, policy: Policy = USUAL_POLICY
) -> Decision:
    """What line 1 does now: safety first, then a wish for a person, then the knowledge base."""
    if heard.feeling.has("danger_to_life"):
        return Crisis("danger to life")
    if chosen := _typed_choice(heard.words, talk):
        return chosen
    if judged := _typed_verdict(heard.words, talk):
        return judged
    if why := _needs_a_person(heard, talk, policy):
        return HandOff(why)
    if not heard.text.strip():
        return SmallTalk(Kind.GREETING, "nothing to read in it")
    if heard.small_talk:
        return SmallTalk(heard.small_talk, f"a set phrase: {heard.small_talk}")
    decision = _by_knowledge(heard, talk, thresholds, policy)
    if talk.second and (isinstance(decision, Suggest | Rephrase) or _leaves(decision)):
        return HandOff("no sure answer")  # people have the talk: no menus in the midst of it
    if isinstance(decision, Answer) and (told := _must_be_told(heard.feeling, policy)):
        return replace(decision, reason=f"{decision.reason}; people are told of: {told}", told=told)
    return decision


def _leaves(decision: Decision) -> bool:
    return isinstance(decision, Answer) and bool(decision.left)


def _must_be_told(feeling: Feeling, policy: Policy) -> str:
    """The gravest signal or mood of which somebody hears even when an article answers it; "" for none."""
    names = (*feeling.names, feeling.emotion)
    return next((name for name in names if policy.course(name, ()).tell is not Tell.NOBODY), "")


def _typed_choice(text: str, talk: Talk) -> Decision | None:
    """Buttons can be answered by typing their number, or that none fits; a number too high is asked again."""
    picked = chosen_number(text)
    if picked and picked <= len(talk.topics):
        return About(talk.topics[picked - 1], f"chosen by typing {picked}")
    if not talk.offered:
        return None
    if picked and picked <= len(talk.offered):
        return Answer(talk.offered[picked - 1], f"chosen by typing {picked}")
    if says_none_of_these(text) or picked == len(talk.offered) + 1:
        return after_none_of_these(talk)
    return Suggest(talk.offered, f"there is no {picked} among them") if picked else None


def _typed_verdict(text: str, talk: Talk) -> Decision | None:
    """So can the buttons under an answer: it helped, or it did not, though they had just said that it did."""
    if talk.answered and (says_no(text) or says_none_of_these(text)):
        return HandOff(f"did not help: {talk.answered}")
    if talk.answered and says_yes(text):
        return SmallTalk(Kind.THANKS, f"it helped: {talk.answered}")
    return HandOff(f"did not help: {talk.helped}") if talk.helped and says_no(text) else None


def after_none_of_these(talk: Talk) -> Decision:
    """The suggestions were turned down: ask once to rephrase, then a person."""
    if talk.misses:
        return HandOff("neither the suggestions nor other words helped")
    return Rephrase("none of the suggestions fits")


def _needs_a_person(heard: Understanding, talk: Talk, policy: Policy) -> str | None:
    if heard.feeling.has("asks_human"):
        return "asked for a person"
    if why := _policy_wants_a_person(heard.feeling, policy):
        return why
    if heard.feeling.has("abuse") and talk.warned:
        return "abuse"
    if talk.worsens:
        return "the mood gets worse"
    weighty = [kind for kind in heard.files if kind not in SMALL]
    if weighty and not heard.text.strip():
        return f"sent without words: {', '.join(dict.fromkeys(weighty))}"
    return None


def _policy_wants_a_person(feeling: Feeling, policy: Policy) -> str | None:
    """Why the policy leaves out the knowledge base, the gravest reason; None when it does not."""
    for name in (*(one.name for one in feeling.signals), feeling.emotion):
        if policy.course(name, ()).knowledge is Knowledge.NONE:
            # No promises and no admissions by a bot after a threat (PEERS, triage policy).
            return "a threat" if name in THREATS else name
    return None


def _by_knowledge(heard: Understanding, talk: Talk, thresholds: Thresholds, policy: Policy) -> Decision:
    if asks_for_help(heard.words) and not (talk.misses or talk.offered):
        return Rephrase("only that help is needed")
    best = heard.candidates[0] if heard.candidates else None
    moods = (*heard.feeling.names, heard.feeling.emotion)
    unhurried = not heard.files and all(policy.course(one, ()).knowledge is Knowledge.FULL for one in moods)
    parts = asking(heard.parts, thresholds.suggest) if unhurried else []
    if several := _several(heard, parts, talk, thresholds):
        return several
    if best and best.confidence >= thresholds.answer:
        if best.article in talk.given:
            return HandOff(f"asked again: {best.article}")
        return Answer(best.article, f"sure enough: {best.confidence:.2f} ≥ {thresholds.answer:.2f}")
    for name in moods:
        if policy.course(name, ()).knowledge is not Knowledge.FULL:
            return HandOff(f"no sure answer: {name}")
    if heard.files:
        return HandOff("no sure answer: with a file")
    # "It does not work" is like the articles that say so of their own matter; which one, nobody said.
    first, *further = left(parts, talk.tried, thresholds.suggest) or (Left("", ()),)
    likely = first.articles or (
        () if says_no(heard.words) else worth_suggesting(heard.candidates, talk.tried, thresholds.suggest)
    )
    if likely and not talk.offered:
        why = f"likely, not sure: {best.confidence if best else 0:.2f} < {thresholds.answer:.2f}"
        return Suggest(likely, why, tuple(further))
    return _at_a_loss(talk)


def _at_a_loss(talk: Talk) -> Decision:
    """Nothing is likely: ask for other words once, or what is the matter with the topic that was named."""
    if talk.topic:
        return About(talk.topic, "chosen by typing its name")
    if talk.misses or talk.offered:
        return HandOff("a second miss")
    return Rephrase("nothing in the knowledge base is near enough")


def _several(
    heard: Understanding, parts: Sequence[Part], talk: Talk, thresholds: Thresholds
) -> Answer | None:
    """What is sure of a turn with several questions; the rest is left for after that."""
    sure = sure_of_each(heard.asked, talk.given, thresholds.answer)
    why = f"sure of each question: {', '.join(sure)}"
    if not sure:
        found = (part.candidates[0] for part in parts)
        sure = tuple(one.article for one in found if one.confidence >= thresholds.answer)[:1]
        why = f"sure of one question: {', '.join(sure)}"
    if not sure or sure[0] in talk.given:
        return None
    return Answer(sure[0], why, sure[1:], left=left(parts, (*talk.tried, *sure), thresholds.suggest))
