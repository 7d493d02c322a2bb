"""Public holidays by country and region, from the package `holidays`."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import babel

from bot.config.problem import nearest, quoted

#: Years that calendars are read for: tickets older than that are history, later ones are guesses.
YEARS = range(2020, 2051)


def checked(name: str) -> str:
    """The name, if there is such a calendar; else ValueError saying what to write."""
    country, _, region = name.partition("-")
    known = _countries()
    if country not in known:
        raise ValueError(f"no calendar of holidays: {quoted(name)}{_advice(name, country, known)}")
    regions = known[country]
    if region and region not in regions:
        choice = f"{country} has {', '.join(regions)}" if regions else f"{country} has none by region"
        raise ValueError(f"no such region: {quoted(name)}; {choice}")
    return name


@cache
def days(name: str) -> tuple[frozenset[date], frozenset[date]]:
    """Days off, and days of a weekend that are worked instead of others."""
    from holidays import country_holidays  # noqa: PLC0415 a fifth of a second that most desks never need

    country, _, region = name.partition("-")
    found = country_holidays(country, subdiv=region or None, years=YEARS)
    return frozenset(found), frozenset(found.weekend_workdays)


@cache
def _countries() -> Mapping[str, Sequence[str]]:
    """Codes of countries, each with its regions; two letters only, without stock exchanges and aliases."""
    from holidays import list_supported_countries  # noqa: PLC0415 as above

    supported = list_supported_countries(include_aliases=False)
    return {code: tuple(regions) for code, regions in supported.items() if len(code) == 2}


def _advice(name: str, country: str, known: Mapping[str, Sequence[str]]) -> str:
    if country.upper() in known:
        return f"; did you mean `{name.upper()}`?"
    named = {title: code for code, title in babel.Locale("en").territories.items() if code in known}
    if near := nearest(name, list(named)) if len(name) > 3 else None:
        return f"; did you mean `{named[near]}`?"
    return "; write a country's code, such as RU, or with its region, such as DE-BY"
