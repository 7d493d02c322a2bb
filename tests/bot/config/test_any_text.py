"""Whatever comes in, a config or its mistakes come out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config, ConfigWrong, load
from bot.config.problem import presentable
from tests.bot.config.samples import SMALL

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
YAML_LETTERS = st.sampled_from(list("ab1:-,.#&*!|>?%@`~[]{}'\"\\ \t\n\r\u2028\x00\ud800é"))
IDS = ["L1", "L2", "L4", "network", "core", "maker", "en", "ru", "mon", "mon-fri"]
WORDS = st.sampled_from(
    [*IDS, "bot", "people", "vendor", "09:00-18:00", "closed", "true", "-1", "5", "1e400"]
)
VALUES = st.recursive(
    st.none() | WORDS | st.text(max_size=20) | st.integers() | st.floats() | st.booleans() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = ["desk", "lines", "queues", "staff", "kb", "line1", "sla", "hours", "customers", "texts"]


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "config.yaml"


def loaded(path: Path, content: bytes) -> Config | None:
    """The config, or None when it has mistakes, each of them one printable row."""
    path.write_bytes(content)
    try:
        return load(path)
    except ConfigWrong as wrong:
        problems = wrong.problems
    assert problems
    assert all(problem.text == presentable(problem.text) != "" for problem in problems)
    return None


@given(st.binary() | st.text(st.characters(exclude_categories=["Cs"])).map(str.encode))
def test_any_bytes(path: Path, content: bytes) -> None:
    loaded(path, content)


@given(st.text(YAML_LETTERS, max_size=60), st.integers(0, len(SMALL)))
def test_any_slip_of_the_pen(path: Path, slip: str, at: int) -> None:
    loaded(path, (SMALL[:at] + slip + SMALL[at:]).encode("utf-8", "surrogatepass"))


@given(st.data())
def test_any_value_anywhere(path: Path, data: st.DataObject) -> None:
    """A config that is taken also works: routing has its desk, and promises have their times."""
    content = yaml.safe_load(SMALL)
    place = content
    while isinstance(place, dict | list) and place:
        steps = list(place) if isinstance(place, dict) else range(len(place))
        step = data.draw(st.sampled_from([*steps]))
        if not isinstance(place[step], dict | list) or data.draw(st.booleans()):
            place[step] = data.draw(VALUES)
            break
        place = place[step]
    content[data.draw(st.sampled_from(KEYS))] = data.draw(VALUES | st.just(content["queues"]))
    config = loaded(path, yaml.safe_dump(content, allow_unicode=True).encode())
    if config is not None:
        desk = config.routing_desk()
        assert desk.default_queue() in desk.front_queues()
        assert all(desk.serving(queue.id) for queue in desk.served_queues())
        first_word = config.promised().targets("any", 1).first_word
        assert config.working_hours().due(NOW, first_word) >= NOW + timedelta(minutes=1)


@given(
    st.dictionaries(st.sampled_from(["mon", "tue-fri", "sat", "mon-sun"]), st.lists(st.times(), max_size=4))
)
def test_hours_that_are_taken_open_on_a_day_that_is_named(path: Path, days: dict[str, list]) -> None:  # type: ignore[type-arg]
    spans = {
        day: [f"{a:%H:%M}-{b:%H:%M}" for a, b in zip(times[::2], times[1::2], strict=False)]
        for day, times in days.items()
    }
    config = loaded(path, (SMALL + yaml.safe_dump({"hours": spans})).encode())
    if config is not None and config.hours is not None:
        hours = config.working_hours()
        assert hours.is_open(hours.opens(NOW))
