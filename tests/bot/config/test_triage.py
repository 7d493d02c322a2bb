"""`line1.triage`: defaults that a small config need not name, own courses, and mistakes told with advice."""

from pathlib import Path

import pytest

from bot.config.reading import read_text
from bot.line1.head import EMOTIONS
from bot.line1.policy import DANGER, DEFAULTS, Course, Knowledge, Policy, Tell
from bot.line1.signals import SIGNALS
from routing.priority import Urgency
from tests.bot.config.samples import NEXT_ROW, small, told

MISTAKES = [
    ("angri: {}", "angri: unknown key `angri`; did you mean `angry`?"),
    ("angry: {knowledge: some}", "angry.knowledge: should be 'full', 'answers' or 'none', got some"),
    (
        "angry: {priority: +5}",
        "angry.priority: should be `+1` (a step more urgent), `+2`, `0`, or `P1` to `P4` (at least that), "
        "got +5",
    ),
    (
        "claim: {queue: core}",
        "claim.queue: `core` is no queue of the first line of people; choose from network",
    ),
    ("danger_to_life: {tell: nobody}", "danger_to_life.tell: unknown key `tell`; the keys here are queue"),
    ("angry: {first: {de: Hallo}}", "angry.first.de: the desk does not speak de; choose from en, ru"),
    ("angry: {first: {en: []}}", "angry.first.en: should name at least one"),
]


def policy(triage: str = "") -> Policy:
    reading = read_text(small(more=f"line1: {{triage: {{{triage}}}}}\n"), Path("config.yaml"))
    assert reading.problems == ()
    assert reading.config
    return reading.config.line1.triage.policy()


@pytest.mark.parametrize(("written", "mistake"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_advice(written: str, mistake: str) -> None:
    assert told(small(more=f"line1: {{triage: {{{written}}}}}\n")) == [f"{NEXT_ROW} line1.triage.{mistake}"]


def test_a_config_that_says_nothing_has_the_usual_policy() -> None:
    courses = policy().courses
    assert set(courses) == {*EMOTIONS, *SIGNALS}
    assert {name: one for name, one in courses.items() if one != Course()} == dict(DEFAULTS)


def test_what_is_written_changes_that_and_nothing_else() -> None:
    angry = policy("angry: {priority: P1, tell: lead, rate: false, first: {en: One moment.}}").courses[
        "angry"
    ]
    assert angry == Course(
        Knowledge.ANSWERS, Urgency(at_least=1), Tell.LEAD, rate=False, first={"en": ("One moment.",)}
    )


def test_a_priority_of_nought_takes_the_default_away() -> None:
    assert "angry" not in policy("angry: {priority: 0}").urgency


def test_no_config_changes_the_course_of_danger() -> None:
    named = policy("danger_to_life: {queue: network}, distressed: {knowledge: full}").course(
        "distressed", ["danger_to_life"]
    )
    assert (named.knowledge, named.tell, named.rate) == (DANGER.knowledge, DANGER.tell, False)
    assert named.queue == "network"


def test_an_exclamation_mark_to_an_upset_person_is_advised_against() -> None:
    text = small(
        more="line1: {help_lines: {en: '112', ru: '112'}, triage: {angry: {first: {en: Hold on!}}}}\n"
    )
    assert [f"{one.row} {one.text}" for one in read_text(text, Path("config.yaml")).advice] == [
        f"{NEXT_ROW} line1.triage.angry.first.en: "
        "an exclamation mark reads as shouting to an upset person; take it out"
    ]
