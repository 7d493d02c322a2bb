"""What customers read of a wish that came true."""

from zoneinfo import ZoneInfo

import pytest

from bot.texts.catalogue import Words
from bot.texts.problems import came_true


@pytest.mark.parametrize(("language", "end"), [("en", "it is done."), ("ru", "готово.")])
@pytest.mark.parametrize("text", ["done", "Готово."])
def test_done_is_said_once(language: str, end: str, text: str) -> None:
    html = came_true(Words(language, ZoneInfo("Europe/Moscow")), 17, "a dark theme", text).html
    assert str(html).strip().endswith(end)
