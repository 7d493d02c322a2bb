from datetime import date

from kb.article import Article, Audience, Library, Version

LAST_DAY = date(2026, 11, 22)
NEXT_DAY = date(2026, 11, 23)


def an_article(name: str = "till", audience: Audience = Audience.PUBLIC) -> Article:
    russian = Version("ru", "Касса", "Включите.", valid_until=LAST_DAY)
    english = Version("en", "Till", "Turn it on.")
    return Article(name, {"ru": russian, "en": english}, audience)


def test_the_first_language_that_there_is_wins_and_else_any() -> None:
    article = an_article()

    assert article.version("de", "en", "ru").language == "en"
    assert article.version("de").language == "ru"


def test_a_version_may_be_shown_up_to_and_on_its_last_day() -> None:
    on, after = an_article().valid(LAST_DAY), an_article().valid(NEXT_DAY)

    assert on is not None
    assert after is not None
    assert (list(on.versions), list(after.versions)) == (["ru", "en"], ["en"])


def test_an_article_without_a_valid_version_is_gone() -> None:
    only = Article("till", {"ru": an_article().versions["ru"]})

    assert only.valid(NEXT_DAY) is None
    assert Library.of([only]).valid(NEXT_DAY).get("till") is None


def test_customers_see_no_internal_article() -> None:
    library = Library.of([an_article("till"), an_article("secret", Audience.INTERNAL)])

    assert list(library.for_customers(LAST_DAY).articles) == ["till"]
    assert list(library.valid(LAST_DAY).articles) == ["secret", "till"]
