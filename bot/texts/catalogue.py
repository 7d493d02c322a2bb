"""Words in a person's language: English in the code, others from `locale/<language>.po`."""

import gettext
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import UnknownLocaleError
from babel.core import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

LOCALES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def languages() -> list[str]:
    """Languages the bots can speak: the source's, and each that has a catalogue."""
    return [SOURCE_LANGUAGE, *sorted(path.stem for path in LOCALES.glob("*.po"))]


@dataclass(frozen=True, slots=True)
class Words:
    """One person's language and the desk's time zone."""

    language: str
    zone: ZoneInfo

    def say(self, text: str, /, **facts: object) -> Markup:
        """The text in the person's language as Telegram HTML; facts are escaped, Markup facts are not."""
        return Markup(_catalogue(self.language).gettext(text)).format(**facts)  # noqa: S704

    def count(self, one: str, many: str, number: int, /, **facts: object) -> Markup:
        """The same with the plural that fits `number`, which the text may show as {n}."""
        chosen = _catalogue(self.language).ngettext(one, many, number)
        return Markup(chosen).format(n=number, **facts)  # noqa: S704

    def by(self, moment: datetime, now: datetime) -> Markup:
        """A promise: "by 14:30", "tomorrow by 10:00", "on 24 November by 10:00", in the desk's zone."""
        local, today = moment.astimezone(self.zone), now.astimezone(self.zone).date()
        time = format_time(local, "HH:mm", locale=self._locale)
        if local.date() == today:
            return self.say("by {time}", time=time)
        if local.date() == today + timedelta(days=1):
            return self.say("tomorrow by {time}", time=time)
        day = format_date(local.date(), "d MMMM", locale=self._locale)
        return self.say("on {day} by {time}", day=day, time=time)

    def clock(self, moment: datetime, now: datetime) -> str:
        """A past or coming moment: "14:02", or with its day when that is not today."""
        local = moment.astimezone(self.zone)
        same_day = local.date() == now.astimezone(self.zone).date()
        return format_datetime(local, "HH:mm" if same_day else "d MMM HH:mm", locale=self._locale)

    def window(self, begins: datetime, ends: datetime, now: datetime) -> Markup:
        """When somebody comes: "today 14:00–16:00", "Wednesday, 25 November 14:00–16:00"."""
        local, today = begins.astimezone(self.zone), now.astimezone(self.zone).date()
        hours = Markup("{}–{}").format(
            format_time(local, "HH:mm", locale=self._locale),
            format_time(ends.astimezone(self.zone), "HH:mm", locale=self._locale),
        )
        if local.date() == today:
            return self.say("today {hours}", hours=hours)
        if local.date() == today + timedelta(days=1):
            return self.say("tomorrow {hours}", hours=hours)
        day = format_date(local.date(), "EEEE, d MMMM", locale=self._locale)
        return self.say("{day} {hours}", day=day, hours=hours)

    def span(self, length: timedelta) -> str:
        """How long: "12 minutes", "3 days"."""
        return format_timedelta(max(length, timedelta(minutes=1)), threshold=1.5, locale=self._locale)

    def either(self, names: Sequence[str]) -> str:
        """A choice: "tills, Wi-Fi or mail"."""
        return format_list(list(names), style="or", locale=self._locale)

    @property
    def _locale(self) -> Locale:
        try:
            return Locale.parse(self.language)
        except (UnknownLocaleError, ValueError):
            return Locale.parse(SOURCE_LANGUAGE)
