"""Queues as routing takes them, from their rows."""

from collections.abc import Mapping
from datetime import timedelta

from bot.config.queueing import IntakeRow, ReachRow, RuleRow, compiled
from bot.config.rows import QueueRow, VendorRow
from routing.desk import Outside, Queue, Vendor
from routing.intake import Choice, Question
from routing.rules import Rule


def queue_of(row: QueueRow, language: str, beside: str) -> Queue:
    """The queue of a row; another department stands on the line `beside`, the bot's."""
    titles = _told(row.title, language)
    return Queue(
        id=row.id,
        line=beside if row.is_outside else row.line,
        title=titles.get(language, next(iter(titles.values()))),
        titles=titles if isinstance(row.title, dict) else {},
        examples=row.examples,
        escalates_to=row.escalates_to,
        default=row.default,
        rules=tuple(map(_rule, row.rules)),
        priority=int(row.priority[1]) if row.priority else None,
        skills=frozenset(row.skills),
        assign=row.assign,
        offer=timedelta(minutes=row.offer_minutes),
        quiet=timedelta(minutes=row.quiet_minutes) if row.quiet_minutes else None,
        intake=tuple(_question(one, language) for one in row.intake),
        outside=_outside(row.reach, titles, language) if row.reach else None,
        stages=row.stages,
        restricted=row.restricted,
        vendor=_vendor(row.vendor or VendorRow(), titles),
    )


def _vendor(row: VendorRow, titles: Mapping[str, str]) -> Vendor:
    name = row.name or next(iter(titles.values()))
    return Vendor(name, row.contract, row.serial, row.promised_days, row.chase_days)


def _told(value: str | dict[str, str], language: str) -> Mapping[str, str]:
    """By language; one wording for all is the desk's first language's."""
    return value if isinstance(value, dict) else {language: value}


def _rule(row: RuleRow) -> Rule:
    return Rule(
        words=row.words,
        patterns=tuple((one, compiled(one)) for one in row.patterns),
        answers=row.intake,
        articles=row.articles,
        languages=row.languages,
        sources=row.sources,
    )


def _question(row: IntakeRow, language: str) -> Question:
    return Question(
        id=row.id,
        ask=_told(row.ask, language),
        titles=_told(row.title or row.id, language),
        pattern=compiled(row.pattern) if row.pattern else None,
        choices=tuple(Choice(one, _told(title, language)) for one, title in row.choices.items()),
    )


def _outside(row: ReachRow, titles: Mapping[str, str], language: str) -> Outside:
    return Outside(
        whom=_told(row.whom, language) if row.whom else titles,
        when=_told(row.when, language),
        how=_told(row.how, language),
        email=row.email,
        webhook=row.webhook,
    )
