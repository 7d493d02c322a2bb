from pathlib import Path

import pytest

from kb.article import Audience, Button, Choice, Step
from kb.errors import ArticlesWrong, Problem
from kb.loading import load, read


def page(*rows: str) -> str:
    """A good page with these rows of front matter added, from row 4 on."""
    return "\n".join(["---", "id: till", "title: Till", *rows, "---", "Turn it on."])


MISTAKES = {
    "no front matter": ("Turn it on.", 1, "no front matter: begin with `---`"),
    "empty file": ("", 1, "no front matter"),
    "front matter without end": ("---\nid: till\ntitle: Till\n", 1, "does not end: write `---`"),
    "front matter that is a list": ("---\n- till\n---\nx", 2, "should be `key: value` rows"),
    "empty front matter": ("---\n---\nx", 2, "`id` is missing: write `id: ...`"),
    "no id": ("---\ntitle: Till\n---\nx", 2, "`id` is missing"),
    "no title": ("---\nid: till\n---\nx", 2, "`title` is missing: write `title: ...`"),
    "empty title": ("---\nid: till\ntitle:\n---\nx", 3, "`title` is missing"),
    "no answer": ("---\nid: till\ntitle: T\n---\n\n", 4, "no answer: write it below"),
    "id not of the file": ("---\ntitle: T\nid: shop\n---\nx", 3, "`id` is shop, the file says till"),
    "id with a space": ("---\nid: my till\ntitle: T\n---\nx", 2, "no spaces"),
    "id too long for a button": (f"---\nid: {'ы' * 25}\ntitle: T\n---\nx", 2, "at most 48 bytes, got 50"),
    "bad YAML": (page("phrasings: [a"), 4, "cannot be read as YAML"),
    "a colon without quotes": (page("queue: tills: two"), 4, "in quotes"),
    "a control character": (page("queue: a\x07"), 4, "take it out"),
    "a mark at the beginning": (page("queue: @tills"), 4, "needs quotes around it"),
    "a row without a key": (page("queue: tills", "and mail", "language: ru"), 5, "`key: value`"),
    "an open quote": (page("queue: 'tills", "language: ru"), 4, "never closed"),
    "a bottomless list": (page("queue: " + "[" * 5000), 2, "nested too deeply"),
    "an escape to nowhere": (page(r'queue: "\UFFFFFFFF"'), 2, "use single quotes"),
    "half a character": (page(r'queue: "\ud800"'), 4, "should be"),
    "an alias": (page("queue: &a tills", "language: *a"), 5, "write the value out"),
    "unknown key": (page("phrasing: [a]"), 4, "did you mean `phrasings`?"),
    "key like no other": (page("qqq: [a]"), 4, "the keys here are id, title,"),
    "key twice": (page("title: Other"), 4, "`title` stands here twice"),
    "text for a list": (page("phrasings: a"), 4, "should be a list, one `- ` row for each, got the text"),
    "list for a text": (page("phrasings:", "- a", "- [b]"), 6, "should be text, got a list"),
    "bad language": (page("language: russian"), 4, "such as `ru` or `en`"),
    "bad day": (page("valid_until: 31.12.2026"), 4, "a day such as 2027-01-31"),
    "a number for a day": (page("valid_until: 12"), 4, "a day such as 2027-01-31"),
    "bad audience": (page("audience: staff"), 4, "`public` or `internal`"),
    "attachment missing": (page("attachments: [a.pdf]"), 4, "a.pdf: add it, or mend"),
    "attachment outside": (page("attachments:", "- ../a.pdf"), 5, "move it there"),
    "button to nothing": (page("buttons:", "- title: More"), 5, "either `url:"),
    "button to a bad address": (page("buttons:", "- {title: M, url: acme}"), 5, "https://"),
    "unknown key of a button": (page("buttons:", "- title: M", "  ur: a"), 6, "mean `url`?"),
    "button to no article": (page("buttons: [{title: M, article: tll}]"), 4, "mean `till`"),
    "step to nowhere": (
        page("steps:", "- id: a", "  text: On?", "  choices:", "  - {title: Yes, to: b}"),
        8,
        "no step `b`: the steps are a, solved, not_solved",
    ),
}


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("text", "row", "advice"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_file_row_and_advice(tmp_path: Path, text: str, row: int, advice: str) -> None:
    _, problems = read(write(tmp_path, till=text))

    first = problems[0]
    assert (first.file, first.row) == (str(tmp_path / "till.md"), row)
    assert advice in first.text
    assert str(first) == f"{first.file}:{row} {first.text}"


def test_bytes_that_are_not_utf8_are_told_with_their_row(tmp_path: Path) -> None:
    (tmp_path / "till.md").write_bytes("---\nid: till\ntitle: Касса\n---\nx".encode("cp1251"))

    assert read(tmp_path)[1] == [Problem(str(tmp_path / "till.md"), 3, "not UTF-8: save the file as UTF-8")]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "till.md").mkdir()

    assert "cannot be opened" in read(tmp_path)[1][0].text


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticlesWrong, match="no such folder: make it"):
        load(tmp_path / "nowhere")


def test_all_mistakes_of_all_files_are_told_at_once_and_good_articles_stay(tmp_path: Path) -> None:
    bad = "---\nid: mail\ntilte: Mail\nphrasings: a\n---\n"
    library, problems = read(write(tmp_path, mail=bad, till=page(), wifi=""))

    assert [(Path(p.file).name, p.row) for p in problems] == [
        ("mail.md", 2),
        ("mail.md", 3),
        ("mail.md", 4),
        ("wifi.md", 1),
    ]
    assert list(library.articles) == ["till"]


def test_the_same_article_twice_in_a_language_is_told(tmp_path: Path) -> None:
    """till.md is English by default, so till.en.md is the same once more."""
    _, problems = read(write(tmp_path, till=page(), till__en=page()))

    assert [(Path(p.file).name, p.row) for p in problems] == [("till.md", 2)]
    assert "`till` in en is in" in problems[0].text


@pytest.mark.parametrize("key", ["audience: public", "queue: mail"])
def test_versions_that_contradict_each_other_are_told(tmp_path: Path, key: str) -> None:
    first = page("audience: internal", "queue: tills")
    second = page(key)
    _, problems = read(write(tmp_path, till__en=first, till__ru=second))

    assert [(Path(p.file).name, p.row) for p in problems] == [("till.ru.md", 4)]
    assert "write the same" in problems[0].text


@pytest.mark.parametrize(
    ("name", "row", "advice"),
    [
        ("till__russian", "queue: tills", "the end of the file name"),
        ("till__ru", "language: en", "keep one"),
    ],
)
def test_a_file_name_with_another_language_is_told(tmp_path: Path, name: str, row: str, advice: str) -> None:
    _, problems = read(write(tmp_path, **{name: page(row)}))

    assert advice in problems[0].text


def test_only_id_and_title_are_needed(tmp_path: Path) -> None:
    article = load(write(tmp_path, till=page()), default_language="ru").articles["till"]

    version = article.versions["ru"]
    assert (article.audience, article.queue) == (Audience.PUBLIC, None)
    assert (version.title, version.body, version.phrasings) == ("Till", "Turn it on.", ())


def test_everything_that_may_stand_in_an_article_comes_out(tmp_path: Path) -> None:
    (tmp_path / "scheme.png").write_bytes(b"png")
    text = """---
id: till
title: 2024
phrasings: [no, "404: not found"]
audience: internal
queue: tills
language: no
buttons: [{title: Site, url: "https://acme.example"}, {title: Again, article: till}]
attachments: [scheme.png]
valid_until: 2026-12-31
steps:
  - {id: lamp, text: On, choices: [{title: Yes, to: solved}, {title: No, to: lamp}]}
---
# Till

Turn it on.
"""
    article = load(write(tmp_path, till=text)).articles["till"]

    version = article.version("no")
    assert (article.audience, article.queue) == (Audience.INTERNAL, "tills")
    assert (version.title, version.phrasings) == ("2024", ("no", "404: not found"))
    assert version.buttons == (Button("Site", url="https://acme.example"), Button("Again", article="till"))
    assert version.attachments == (tmp_path / "scheme.png",)
    assert str(version.valid_until) == "2026-12-31"
    assert version.steps == (Step("lamp", "On", (Choice("Yes", "solved"), Choice("No", "lamp"))),)
    assert version.body == "# Till\n\nTurn it on."


def test_windows_files_and_folders_in_folders_are_read_and_a_readme_is_not(tmp_path: Path) -> None:
    (tmp_path / "tills").mkdir()
    (tmp_path / "tills" / "till.ru.md").write_bytes(b"\xef\xbb\xbf" + page().replace("\n", "\r\n").encode())
    write(tmp_path, README="How we write articles")

    assert load(tmp_path).articles["till"].version("en").body == "Turn it on."


def test_an_article_internal_in_one_language_is_internal_in_all(tmp_path: Path) -> None:
    secret = page("audience: internal")

    library = load(write(tmp_path, till__en=page(), till__ru=secret))

    assert library.articles["till"].audience is Audience.INTERNAL
