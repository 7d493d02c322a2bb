"""What a right config gives to the rest of the desk."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigWrong, load
from bot.config.rows import Written
from bot.config.sentences import models_in
from routing.desk import Contact, LineKind, Role
from routing.hours import Span
from routing.stages import Stage
from routing.targets import Breach
from tests.bot.config.samples import SMALL, small

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def loaded(folder: Path, text: str = SMALL) -> Config:
    path = folder / "config.yaml"
    path.write_text(text, "utf-8")
    return load(path)


def test_the_small_config_is_enough(folder: Path) -> None:
    config = loaded(folder)
    assert (config.desk.name, config.desk.languages, str(config.desk.timezone)) == (
        "Acme",
        ("en", "ru"),
        "Europe/Moscow",
    )
    assert (config.folder, config.articles_folder) == (folder, folder / "kb/articles")
    assert (config.line1.burst_seconds, config.line1.reopen_days, config.line1.close_after_days) == (
        1.5,
        7,
        3,
    )
    assert (config.line1.thresholds.answer, config.line1.thresholds.suggest) == (None, None)
    assert config.line1.help_lines == {}


def test_routing_gets_its_desk(folder: Path) -> None:
    desk = loaded(folder).routing_desk()
    assert [(line.id, line.kind, line.contact, line.height) for line in desk.lines] == [
        ("L1", LineKind.BOT, Contact.RELAYED, 0),
        ("L2", LineKind.PEOPLE, Contact.RELAYED, 1),
        ("L3", LineKind.PEOPLE, Contact.NONE, 2),
        ("L4", LineKind.VENDOR, Contact.NONE, 3),
    ]
    assert desk.default_queue().examples == ("internet is down",)
    assert desk.queue("network").escalates_to == "core"
    boris = desk.person(1002)
    assert boris is not None
    assert (boris.role, boris.languages, boris.capacity) == (Role.SPECIALIST, frozenset({"en", "ru"}), 5)


def test_a_queue_is_called_in_the_language_of_the_listener(folder: Path) -> None:
    text = small(("title: Network", "title: {ru: Сети, en: Networks}"))
    queue = loaded(folder, text).routing_desk().queue("network")
    assert [queue.called(language) for language in ("ru", "en", "kk")] == ["Сети", "Networks", "Networks"]


def test_without_hours_the_desk_never_sleeps(folder: Path) -> None:
    assert loaded(folder).working_hours().is_open(datetime(2026, 11, 22, 1, tzinfo=UTC))


def test_hours_are_read_without_quotes_and_with(folder: Path) -> None:
    """YAML 1.1 would read 9:30 as 570 and 2027-01-01 as a date."""
    config = loaded(
        folder,
        small(
            more=(
                "hours:\n  mon-thu: 9:30-18:00\n  fri: ['14:00-18:00', '09:00-13:00']\n"
                "  sat: 00:00-24:00\n  sun: closed\n  holidays: [2027-01-01]\n  urgent: +7 495 000-00-00\n"
            )
        ),
    )
    hours = config.working_hours()
    assert hours.week[0] == hours.week[3] == (Span(time(9, 30), time(18)),)
    assert hours.week[4] == (Span(time(9), time(13)), Span(time(14), time(18)))
    assert hours.week[5:] == ((Span(time(0), time(0)),), ())
    assert (hours.days_off, str(hours.zone)) == (frozenset({date(2027, 1, 1)}), "Europe/Moscow")
    assert config.hours is not None
    assert config.hours.urgent == "+7 495 000-00-00"


def test_a_country_has_its_holidays_and_its_moved_working_days(folder: Path) -> None:
    """In 2027 Russia works on Saturday the 20th of February and rests on Monday the 22nd."""
    more = (
        "hours: {mon-fri: 09:00-18:00, calendar: RU, holidays: [2027-03-05], "
        "working: {2027-01-04: 12:00-14:00}}\n"
    )
    hours = loaded(folder, small(more=more)).working_hours()
    noon = {
        day: hours.is_open(datetime.fromisoformat(f"2027-{day}T10:00+00:00"))
        for day in ("02-20", "02-22", "02-24", "03-05", "03-08", "01-04", "01-05")
    }
    assert noon == {
        "02-20": True,
        "02-22": False,
        "02-24": True,
        "03-05": False,
        "03-08": False,
        "01-04": True,
        "01-05": False,
    }
    assert not hours.is_open(datetime.fromisoformat("2027-01-04T11:00+00:00"))


def test_a_region_has_holidays_that_its_country_has_not(folder: Path) -> None:
    """The 6th of January is free in Bavaria only."""
    epiphany = datetime(2027, 1, 6, 10, tzinfo=UTC)
    at_work = [
        loaded(folder, small(more=f"hours: {{mon-fri: 09:00-18:00, calendar: {one}}}\n"))
        .working_hours()
        .is_open(epiphany)
        for one in ("DE", "DE-BY")
    ]
    assert at_work == [True, False]


def test_a_queue_has_the_hours_it_names_else_its_lines_else_the_desks(folder: Path) -> None:
    """What is left out is as around it; hours that nobody names are not told twice."""
    config = loaded(
        folder,
        small(
            (
                "kind: people, contact: none",
                "kind: people, contact: none, hours: {timezone: Asia/Vladivostok}",
            ),
            ("escalates_to: core,", "escalates_to: core, hours: {sat: 10:00-14:00, holidays: []},"),
            more="hours: {mon-fri: 09:00-18:00, holidays: [2026-12-01]}\n",
        ),
    )
    own = config.own_hours()
    assert set(own) == {"network", "core"}
    assert own["core"].week == config.working_hours().week
    assert (str(own["core"].zone), own["core"].days_off) == (
        "Asia/Vladivostok",
        frozenset({date(2026, 12, 1)}),
    )
    assert own["network"].week == ((),) * 5 + ((Span(time(10), time(14)),), ())
    assert (str(own["network"].zone), own["network"].days_off) == ("Europe/Moscow", frozenset())


def test_a_shift_is_ones_own_hours_in_the_desks_zone_else_the_desks(folder: Path) -> None:
    """Noon of a Tuesday, of a Saturday and of a holiday, in Moscow."""
    config = loaded(
        folder,
        small(
            ("capacity: 5", "shift: {tue: 12:00-21:00, sat: 10:00-16:00}"),
            more="hours: {mon-fri: 09:00-18:00, holidays: [2026-12-01]}\n",
        ),
    )
    noons = [datetime(2026, month, day, 9, tzinfo=UTC) for month, day in ((11, 24), (11, 28), (12, 1))]
    anna, boris, _ = config.routing_desk().staff
    assert [anna.on_shift(noon) for noon in noons] == [True, True, False]
    assert [boris.on_shift(noon) for noon in noons] == [True, False, False]
    assert not anna.on_shift(noons[0] - timedelta(minutes=1))


def test_promises_are_the_written_ones_else_the_usual(folder: Path) -> None:
    more = "sla: {P1: {first_word_minutes: 5}, P2: {resolution_minutes: 90}}\n"
    usual = loaded(folder, small(more=more)).promised().usual
    assert [usual[priority].first_word for priority in (1, 2, 3, 4)] == [
        timedelta(minutes=minutes) for minutes in (5, 30, 60, 240)
    ]
    assert usual[1].next_word == timedelta(hours=1)
    assert (usual[2].resolution, usual[3].resolution) == (timedelta(minutes=90), None)


def test_a_queue_promises_what_it_says_else_what_its_line_does_else_the_desk(folder: Path) -> None:
    more = """sla:
  P1: {first_word_minutes: 10}
  warn_percent: 50
  lines: {L3: {P1: {first_word_minutes: 20, line_minutes: 90}, breach: []}}
  queues: {core: {P1: {first_word_minutes: 30}, warn_percent: 100}}
"""
    promised = loaded(folder, small(more=more)).promised()
    core, network = promised.targets("core", 1), promised.targets("network", 1)
    assert (core.first_word, core.next_word, core.line) == (
        timedelta(minutes=30),
        timedelta(minutes=60),
        timedelta(minutes=90),
    )
    assert (network.first_word, network.line) == (timedelta(minutes=10), None)
    assert (core.warn, network.warn) == (1, 0.5)
    assert not promised.after_breach("core")
    assert promised.after_breach("network") == {Breach.TELL_LEAD}


def test_words_that_yaml_takes_for_something_else_stay_words(folder: Path) -> None:
    """`no` is Norwegian, and a queue may be called 112."""
    config = loaded(folder, small(("[en, ru]", "[no, en]"), ("title: Router maker", "title: 1.50")))
    assert config.desk.languages == ("no", "en")
    assert config.queues[2].title == "1.50"


def test_a_key_with_nothing_after_it_is_left_out(folder: Path) -> None:
    config = loaded(folder, small(more="line1:\n  burst_seconds:\nhours:\ncustomers: {}\nprivacy:\n"))
    assert (config.line1.burst_seconds, config.hours) == (1.5, None)


def test_burst_pause_may_be_nought(folder: Path) -> None:
    assert loaded(folder, small(more="line1: {burst_seconds: 0}\n")).line1.burst_seconds == 0


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    assert loaded(folder, "\ufeff" + SMALL).desk.name == "Acme"


def test_load_raises_with_every_mistake_and_its_place(folder: Path) -> None:
    text = small(("[core]", "[kore]"), more="sla: {P1: {first_word_minutes: -60}}\n")
    with pytest.raises(ConfigWrong) as wrong:
        loaded(folder, text)
    assert [str(problem) for problem in wrong.value.problems] == [
        f"{folder}/config.yaml:13 staff.Boris.queues: there is no queue `kore`; did you mean `core`?",
        f"{folder}/config.yaml:16 sla.P1.first_word_minutes: should be greater than 0, got -60",
    ]
    assert str(wrong.value).count("\n") == 1


def test_the_sample_desk_has_no_mistakes() -> None:
    desk = load(ROOT / "config.yaml").routing_desk()
    assert [queue.id for queue in desk.front_queues()] == ["tills", "network", "mail", "billing"]
    assert desk.default_queue().id == "network"
    assert {
        queue.id: desk.serving(queue.id) for queue in desk.served_queues() if not desk.serving(queue.id)
    } == {}


def test_the_documented_small_config_is_enough(folder: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", documentation(), re.DOTALL)
    assert [loaded(folder, block).desk.name for block in blocks] == ["Acme"]


def test_every_key_is_documented() -> None:
    documented = documentation()
    assert [
        key for key in keys(Written) if f"`{key}`" not in documented and f"## {key}\n" not in documented
    ] == []


def documentation() -> str:
    return (ROOT / "docs/config.md").read_text("utf-8")


def keys(model: type[BaseModel]) -> list[str]:
    inner = [
        key
        for about in model.model_fields.values()
        for row in models_in(about.annotation)
        for key in keys(row)
    ]
    return [*model.model_fields, *inner]


def test_stages_are_asked_for_by_the_line_unless_the_queue_has_its_own(folder: Path) -> None:
    text = small(
        ("contact: none", "contact: none, stages: [analysis, testing]"),
        ("title: Network,", "title: Network, stages: [analysis],"),
    )
    desk = loaded(folder, text).routing_desk()
    assert desk.stages_of("core") == (Stage.ANALYSIS, Stage.TESTING)
    assert desk.stages_of("network") == (Stage.ANALYSIS,)
    freed = small(
        ("contact: none", "contact: none, stages: [analysis]"),
        ("title: Core network,", "title: Core network, stages: [],"),
    )
    assert loaded(folder, freed).routing_desk().stages_of("core") == ()
