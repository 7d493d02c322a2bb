"""Line 1's decisions hold for whatever was understood, wherever the talk stands."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.line1.conversation import (
    Answer,
    Crisis,
    Decision,
    HandOff,
    Rephrase,
    SmallTalk,
    Suggest,
    Talk,
    Thresholds,
    Understanding,
    after_none_of_these,
    decide,
)
from bot.line1.phrases import Kind
from bot.line1.several import SUGGESTIONS, Candidate, Left, Part
from bot.line1.triage import EMOTIONS, Feeling, Signal

ARTICLES = ("router", "wifi", "printer", "mail", "tape")
SIGNALS = ("danger_to_life", "asks_human", "legal_threat", "churn_threat")
TEXTS = (
    "",
    "  ",
    "the till is odd",
    "касса чудит",
    "1",
    "2",
    "9",
    "none of these",
    "нет",
    "не помогло",
    "да",
)

articles = st.lists(st.sampled_from(ARTICLES), unique=True).map(tuple)
shares = st.sampled_from((0.0, 0.1, 0.3, 0.5, 0.8, 1.0))  # few values meet each other's edges often
thresholds = st.tuples(shares, shares).map(lambda two: Thresholds(answer=max(two), suggest=min(two)))
feelings = st.builds(
    lambda emotion, names: Feeling({}, emotion, 0.5, tuple(Signal(name, name) for name in names)),
    st.sampled_from(EMOTIONS),
    st.sets(st.sampled_from(SIGNALS)),
)
talks = st.builds(
    lambda misses, offered, answered, given, more: Talk(
        misses, offered, answered, given, tuple(dict.fromkeys((*offered, *given, *more)))
    ),
    st.integers(0, 3),
    st.just(()) | articles,
    st.none() | st.sampled_from(ARTICLES),
    articles,
    articles,
)


@st.composite
def understandings(draw: st.DrawFn) -> Understanding:
    """Anything a turn may hold, its candidates best first."""
    return Understanding(
        text=draw(st.sampled_from(TEXTS) | st.text(max_size=40)),
        language="en",
        feeling=draw(feelings),
        small_talk=draw(st.none() | st.sampled_from(Kind)),
        candidates=draw(candidates()),
        queue_scores={},
        files=draw(st.lists(st.sampled_from(("photo", "voice", "sticker")), max_size=2).map(tuple)),
    )


@st.composite
def questions(draw: st.DrawFn) -> Understanding:
    """Words about a matter and nothing else: what the knowledge base is asked."""
    feeling = Feeling({}, draw(st.sampled_from(EMOTIONS)), 0.5, ())
    return Understanding("the till is odd", "en", feeling, None, draw(candidates()), {})


@st.composite
def candidates(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """Some of the articles, best first."""
    confidences = sorted(
        draw(st.lists(shares, min_size=1, max_size=len(ARTICLES)) | st.just([])), reverse=True
    )
    return tuple(map(Candidate, draw(st.permutations(ARTICLES)), confidences))


turns = questions() | understandings()


def heard(
    text: str, *candidates: Candidate, emotion: str = "calm", files: tuple[str, ...] = ()
) -> Understanding:
    return Understanding(text, "en", Feeling({}, emotion, 0.8, ()), None, candidates, {}, files)


SURE, LIKELY, UNLIKELY = Candidate("router", 0.95), Candidate("wifi", 0.5), Candidate("mail", 0.1)
AT = Thresholds(answer=0.9, suggest=0.2)


@given(turns, talks, thresholds)
def test_every_turn_gets_a_decision_about_known_articles_only(
    turn: Understanding, talk: Talk, at: Thresholds
) -> None:
    """Nothing is given but what matched or was offered, nothing suggested but what matched."""
    matched = {one.article for one in turn.candidates}
    match decide(turn, talk, at):
        case Answer(article):
            assert article in matched | set(talk.offered)
        case Suggest(some):
            assert 0 < len(some) <= SUGGESTIONS
            assert set(some) <= matched - set(talk.tried)
        case HandOff(reason) | Crisis(reason) | Rephrase(reason) | SmallTalk(_, reason):
            assert reason


@given(turns, talks, thresholds)
def test_danger_to_life_is_a_crisis_whatever_else_was_said(
    turn: Understanding, talk: Talk, at: Thresholds
) -> None:
    danger = replace(turn.feeling, signals=(*turn.feeling.signals, Signal("danger_to_life", "…")))
    assert isinstance(decide(replace(turn, feeling=danger), talk, at), Crisis)


@given(turns, talks, thresholds)
def test_who_asks_for_a_person_gets_one(turn: Understanding, talk: Talk, at: Thresholds) -> None:
    """Unless the words are an answer to line 1's own buttons: then those are followed."""
    wish = replace(turn.feeling, signals=(Signal("asks_human", "a person"),))
    asks = replace(turn, text="a person, please", feeling=wish)
    assert isinstance(decide(asks, talk, at), HandOff)


@given(turns, talks, thresholds, st.sampled_from(["legal_threat", "churn_threat"]))
def test_a_bot_answers_no_threat(turn: Understanding, talk: Talk, at: Thresholds, threat: str) -> None:
    """It could only promise or admit what it must not."""
    threatened = replace(turn.feeling, signals=(Signal(threat, "court"),))
    said = replace(turn, text="see you in court", feeling=threatened)
    assert isinstance(decide(said, talk, at), HandOff)


@given(turns, talks, thresholds)
def test_line_1_asks_to_rephrase_once(turn: Understanding, talk: Talk, at: Thresholds) -> None:
    missed = replace(talk, misses=talk.misses + 1)
    assert not isinstance(decide(turn, missed, at), Rephrase)
    assert isinstance(after_none_of_these(missed), HandOff)


@given(questions(), talks, thresholds)
def test_an_angry_or_distressed_customer_gets_no_menu(
    turn: Understanding, talk: Talk, at: Thresholds
) -> None:
    for emotion in ("angry", "distressed"):
        upset = replace(turn, feeling=replace(turn.feeling, emotion=emotion))
        assert not isinstance(decide(upset, talk, at), Suggest)


@given(questions(), talks, thresholds)
def test_an_article_given_before_is_not_given_again_unasked(
    turn: Understanding, talk: Talk, at: Thresholds
) -> None:
    """Only by choosing it from the suggestions does the customer see an article twice."""
    assume(not talk.offered)
    decision = decide(turn, talk, at)
    assert not (isinstance(decision, Answer) and decision.article in talk.given)


@given(st.sampled_from(("voice", "photo", "location", "contact", "poll")), talks)
def test_what_comes_without_words_goes_to_a_person(kind: str, talk: Talk) -> None:
    assert isinstance(decide(heard("", files=(kind,)), talk, AT), HandOff)


@given(st.sampled_from(("sticker", "animation", "dice")), talks)
def test_a_sticker_alone_is_small_talk(kind: str, talk: Talk) -> None:
    assert isinstance(decide(heard("", files=(kind,)), talk, AT), SmallTalk)


def by(turn: Understanding, talk: Talk | None = None) -> Decision:
    return decide(turn, talk or Talk(), AT)


def test_a_sure_match_answers_a_likely_one_is_offered_an_unlikely_one_asked_about() -> None:
    assert isinstance(by(heard("router?", SURE)), Answer)
    assert by(heard("wifi?", LIKELY, UNLIKELY)) == Suggest(("wifi", "mail"), "likely, not sure: 0.50 < 0.90")
    assert isinstance(by(heard("mail?", UNLIKELY)), Rephrase)
    assert isinstance(by(heard("мне нужна помощь", LIKELY)), Rephrase), "nobody said with what"


def test_a_runner_up_far_behind_is_not_offered() -> None:
    assert by(heard("wifi?", LIKELY, Candidate("mail", 0.01))) == Suggest(
        ("wifi",), "likely, not sure: 0.50 < 0.90"
    )


def asked_for(*asked: Candidate) -> Understanding:
    return replace(heard("router? and the wifi?", LIKELY), asked=asked)


def test_each_of_several_questions_is_answered_when_each_is_sure() -> None:
    """The surest first; the same article twice is one question."""
    wifi = Candidate("wifi", 0.97)

    decision = by(asked_for(SURE, wifi, SURE))

    assert decision == Answer("wifi", "sure of each question: wifi, router", ("router",))


def test_further_questions_of_a_turn_are_left_for_later() -> None:
    """Sure ones are answered first; a story in several sentences is one question."""
    sure, likely = Part("router?", (SURE,)), Part("And the wifi?", (LIKELY, UNLIKELY))
    left = Left("And the wifi?", ("wifi", "mail"))
    asked = replace(heard("router? And the wifi?", LIKELY), parts=(likely, sure))
    assert by(asked) == Answer("router", "sure of one question: router", left=(left,))
    tape = Part("also the tape", (Candidate("tape", 0.5),))
    asked = replace(asked, parts=(tape, likely))
    assert by(asked) == Suggest(("tape",), "likely, not sure: 0.50 < 0.90", (left,))
    story = replace(asked, parts=(replace(tape, text="the tape"), replace(likely, text="the wifi")))
    assert by(story) == by(heard(story.text, LIKELY))
    assert isinstance(by(asked, Talk(second=True)), HandOff)


def test_one_sure_question_of_several_is_decided_as_a_whole() -> None:
    assert isinstance(by(asked_for(SURE, UNLIKELY)), Suggest)


def test_questions_with_an_answer_already_given_are_not_answered_again() -> None:
    assert isinstance(by(asked_for(SURE, Candidate("wifi", 0.97)), Talk(given=("wifi",))), Suggest)


def test_what_was_tried_is_not_suggested_again() -> None:
    assert isinstance(by(heard("wifi?", LIKELY), Talk(tried=("wifi",))), Rephrase)


def test_anger_gets_the_sure_answer_but_no_menu() -> None:
    assert isinstance(by(heard("router!!", SURE, emotion="angry")), Answer)
    assert by(heard("wifi!!", LIKELY, emotion="angry")) == HandOff("no sure answer: angry")


def test_a_photo_with_a_sure_question_is_answered_with_an_unsure_one_handed_over() -> None:
    assert isinstance(by(heard("router?", SURE, files=("photo",))), Answer)
    assert isinstance(by(heard("wifi?", LIKELY, files=("photo",))), HandOff)


def test_the_same_sure_answer_a_second_time_is_a_person() -> None:
    assert isinstance(by(heard("router?", SURE), Talk(given=("router",))), HandOff)


def test_suggestions_are_answered_by_their_number() -> None:
    offered = Talk(offered=("wifi", "mail"))
    assert by(heard("2"), offered) == Answer("mail", "chosen by typing 2")
    assert by(heard("1."), offered) == Answer("wifi", "chosen by typing 1")
    assert isinstance(by(heard("3"), offered), Rephrase), "the place after the last is “none of these”"
    assert isinstance(by(heard("3"), replace(offered, misses=1)), HandOff)
    assert by(heard("7"), offered) == Suggest(("wifi", "mail"), "there is no 7 among them")
    assert by(heard("the second one"), offered) == Answer("mail", "chosen by typing 2")


def test_a_number_with_words_is_no_choice() -> None:
    assert not isinstance(by(heard("2 tills are down"), Talk(offered=("wifi", "mail"))), Answer)


def test_an_answer_is_judged_by_typing() -> None:
    answered = Talk(answered="router", given=("router",))
    for no in ("не помогло", "спасибо, не помогло", "ничего из этого", "None of these"):
        assert by(heard(no), answered) == HandOff("did not help: router")
    assert by(heard("нет"), Talk(helped="router")) == HandOff("did not help: router")
    assert by(heard("помогло, спасибо"), answered) == SmallTalk(Kind.THANKS, "it helped: router")
    assert isinstance(by(heard("wifi?", LIKELY), answered), Suggest), "other words are another question"
