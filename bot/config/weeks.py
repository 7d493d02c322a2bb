"""Hours as config.yaml has them: a shift's, a line's or queue's, the desk's."""

from pydantic import ConfigDict

from bot.config.fields import DAY_KEYS, Calendar, Day, DayKey, HoursKey, Name, Spans, Working, Zone
from bot.config.row import Row
from routing.hours import Span


class WeekRow(Row):
    """Hours by day, `mon-fri: 09:00-18:00`; a day without hours is free."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[DayKey, Spans]

    @property
    def days(self) -> dict[str, tuple[Span, ...]]:
        """Hours as written: `mon-fri` and the like to spans of a day, in order."""
        return self.__pydantic_extra__

    def week(self) -> tuple[tuple[Span, ...], ...]:
        """Seven days from Monday, each with its spans."""
        return tuple(
            next((spans for key, spans in self.days.items() if weekday in DAY_KEYS[key]), ())
            for weekday in range(7)
        )


class OwnHoursRow(WeekRow):
    """Hours of a line or a queue; what is left out is as around it."""

    __pydantic_extra__: dict[HoursKey, Spans]

    timezone: Zone | None = None
    calendar: Calendar | None = None
    holidays: tuple[Day, ...] | None = None
    working: Working | None = None


class HoursRow(OwnHoursRow):
    """When the desk is open: `mon-fri: 09:00-18:00`; `urgent` is a phone for when it is not."""

    __pydantic_extra__: dict[HoursKey, Spans]

    urgent: Name | None = None
