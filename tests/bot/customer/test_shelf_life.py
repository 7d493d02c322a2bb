"""An article that went while the talk about it was under way: past its day, made internal, or taken out."""

from dataclasses import replace
from datetime import date

import pytest

from bot.rules import Rules
from kb.article import Article, Audience, Library
from tests.bot.desk.steps import hears, told
from tests.bot.house import GLEB, house, sample_rules

ROUTER = "router-reboot"
QUESTION = "Как перезагрузить роутер?"
LONG_AGO = date(2020, 1, 1)


def rules_with(article: Article | None) -> Rules:
    """The sample's rules with this router article, or without any; line 1 still remembers it as it was."""
    rules = sample_rules()
    others = [one for one in rules.library.articles.values() if one.id != ROUTER]
    return replace(rules, library=Library.of([*others, *([article] if article else [])]))


def past(article: Article, *languages: str) -> Article:
    """The article with these versions past their day."""
    versions = {
        language: replace(version, valid_until=LONG_AGO) if language in languages else version
        for language, version in article.versions.items()
    }
    return replace(article, versions=versions)


async def test_a_version_past_its_day_gives_way_to_another_language(sqlite_url: str) -> None:
    article = past(sample_rules().library.articles[ROUTER], "ru")
    async with house(sqlite_url, rules=rules_with(article)) as desk:
        said = await told(await desk.customer(), QUESTION)
        assert "30 seconds" in said
        assert "только на другом языке" in said


@pytest.mark.parametrize("fate", ["gone", "past", "internal"])
async def test_an_article_that_may_not_be_shown_is_a_matter_for_a_person(fate: str, sqlite_url: str) -> None:
    article = sample_rules().library.articles[ROUTER]
    fates = {
        "gone": None,
        "past": past(article, "ru", "en"),
        "internal": replace(article, audience=Audience.INTERNAL),
    }
    async with house(sqlite_url, rules=rules_with(fates[fate])) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        olga = await desk.customer()
        assert "Ваш вопрос #1" in await told(olga, QUESTION)
        await hears(gleb, "#1 · Network")
        assert not any("30 секунд" in one.text for one in olga.messages)
