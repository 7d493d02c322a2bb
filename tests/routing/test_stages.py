"""The guided message: rows in any order, in either language, and what a failed test undoes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.stages import LABELS, Part, Record, Stage, read, read_stage
from tests.routing.desks import FIVE_LINES

CAUSE, DONE, CHECKED = "firmware 2.4 leaks", "2.5 is on it", "24 h without a restart"


@pytest.mark.parametrize(
    "text",
    [
        f"cause: {CAUSE}; done: {DONE}; checked: {CHECKED}",
        f"cause: {CAUSE}\ndone: {DONE}\nchecked: {CHECKED}",
        f"Checked: {CHECKED};\n- CAUSE: {CAUSE}; Done : {DONE}",
        f"причина: {CAUSE}; сделано: {DONE}; проверено: {CHECKED}",
        f"ПРИЧИНА: {CAUSE}. Сделано: {DONE}, проверено: {CHECKED}",
        f"Решение: {DONE}\nТест: {CHECKED}\nroot cause: {CAUSE}",
    ],
)
def test_rows_in_any_order_and_either_language(text: str) -> None:
    told = read(text)
    got = {part: words.rstrip(".,") for part, words in told.parts.items()}
    assert got == {Part.CAUSE: CAUSE, Part.DONE: DONE, Part.CHECKED: CHECKED}
    assert (told.rest, told.passed, told.stage) == ("", True, Stage.TESTING)


def test_a_word_inside_a_sentence_begins_no_row() -> None:
    told = read("cause: the plan: to save memory; see ticket 5; done: nothing yet")
    assert told.parts == {Part.CAUSE: "the plan: to save memory; see ticket 5", Part.DONE: "nothing yet"}
    assert read("The cause is unknown, we test: nothing").parts == {}


def test_words_before_the_first_row_are_kept_apart() -> None:
    told = read("It works again.\nпричина: память")
    assert (told.rest, told.parts) == ("It works again.", {Part.CAUSE: "память"})


@pytest.mark.parametrize(
    ("checked", "passed"),
    [
        ("не прошло: снова перезапуск", False),
        ("Не прошла проверка", False),
        ("провалился под нагрузкой", False),
        ("failed under load", False),
        ("did not pass", False),
        ("нагрузка на стенде, тест не прошёл", False),
        ("the load test failed.", False),
        ("прошло", True),
        ("сутки без перезапусков, не прошло и секунды простоя", True),
        ("no failed calls for 24 h", True),
        ("it never failed", True),
        ("100 calls, ok", True),
    ],
)
def test_how_a_test_ended_is_read_from_its_words(checked: str, passed: bool) -> None:
    told = read(f"test: {checked}")
    assert told.passed is passed
    assert told.stage is (Stage.TESTING if passed else Stage.SOLUTION)


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("analysis the power supply", Part.CAUSE, "the power supply"),
        ("анализ блок питания", Part.CAUSE, "блок питания"),
        ("Testing: not passed", Part.CHECKED, "not passed"),
        ("feedback look at the log first", Part.FEEDBACK, "look at the log first"),
    ],
)
def test_one_stage_by_its_name(text: str, part: Part, words: str) -> None:
    told = read_stage(text)
    assert told
    assert told.parts == {part: words}


@pytest.mark.parametrize("text", ["", "analysis", "the router", "planning it"])
def test_what_names_no_stage_is_none(text: str) -> None:
    assert read_stage(text) is None


def test_a_failed_test_undoes_the_solution_and_is_counted() -> None:
    record = Record().after({Part.CAUSE: CAUSE, Part.DONE: DONE}, None)
    required = [Stage.RECEIVED, Stage.ANALYSIS, Stage.SOLUTION, Stage.TESTING]
    assert record.missing(required) == [Stage.TESTING]
    failed = record.after({Part.CHECKED: "failed"}, passed=False)
    assert (failed.failures, failed.parts) == (1, {Part.CAUSE: CAUSE})
    assert failed.missing(required) == [Stage.SOLUTION, Stage.TESTING]
    again = failed.after({Part.DONE: "2.6", Part.CHECKED: CHECKED}, passed=True)
    assert (again.failures, again.missing(required)) == (1, [])


def test_a_plan_is_no_solution() -> None:
    assert Record().after({Part.PLAN: "replace it"}, None).missing([Stage.SOLUTION]) == [Stage.SOLUTION]


PLAIN = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@given(
    st.dictionaries(st.sampled_from(sorted(LABELS)), PLAIN, min_size=1), st.sampled_from([";", "\n", ";\n"])
)
def test_every_row_is_found_whatever_the_labels(rows: dict[str, str], end: str) -> None:
    told = read(end.join(f"{label.upper()}: {words}" for label, words in rows.items()))
    assert set(told.parts) == {LABELS[label] for label in rows}
    for label, words in rows.items():
        assert words in told.parts[LABELS[label]]
    assert told.rest == ""


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_none_is_lost(text: str) -> None:
    told = read(text)
    if not told.parts:
        assert told.rest in text
    assert (told.passed is None) == (Part.CHECKED not in told.parts)


@pytest.mark.parametrize(
    ("own", "lines", "wanted"),
    [
        (None, (), ()),
        (None, (Stage.TESTING,), (Stage.TESTING,)),
        ((Stage.ANALYSIS,), (Stage.TESTING,), (Stage.ANALYSIS,)),
        ((), (Stage.TESTING,), ()),
    ],
)
def test_a_queues_own_stages_go_before_its_lines(
    own: tuple[Stage, ...] | None, lines: tuple[Stage, ...], wanted: tuple[Stage, ...]
) -> None:
    desk = replace(
        FIVE_LINES,
        lines=tuple(replace(line, stages=lines if line.id == "L2" else ()) for line in FIVE_LINES.lines),
        queues=tuple(replace(one, stages=own) if one.id == "network" else one for one in FIVE_LINES.queues),
    )
    assert desk.stages_of("network") == wanted
    assert desk.is_staged("network") is bool(wanted)
    assert desk.stages_of("billing") == lines


def test_experts_work_in_stages_even_where_none_is_asked_for() -> None:
    assert FIVE_LINES.is_staged("core")
    assert not FIVE_LINES.is_staged("network")
