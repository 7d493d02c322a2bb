"""A clock that can be moved on, so that nights, reminders and breaches need not be waited for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time, as far ahead as somebody moved it; aware, UTC. It never goes back."""

    def __init__(self, real: Callable[[], datetime] | None = None) -> None:
        self._real = real or (lambda: datetime.now(UTC))
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        """The moment on this clock."""
        return self._real() + self.ahead

    def forward(self, seconds: float) -> None:
        """Move it on; ValueError if that is not ahead."""
        if not seconds > 0:
            raise ValueError(f"the clock goes only forward: give seconds above 0, got {seconds:g}")
        try:
            self.ahead += timedelta(seconds=seconds)
        except (OverflowError, ValueError):
            raise ValueError(f"{seconds:g} seconds are more than a clock can tell") from None
