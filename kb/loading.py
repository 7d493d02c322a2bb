"""Articles from a folder of Markdown files, with every mistake told by file and row."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml
from pydantic import ValidationError

from kb.article import Article, Audience, Library, Version
from kb.errors import ArticlesWrong, Problem
from kb.frontmatter import FrontMatter, known_keys, language_code
from kb.yaml_rows import Loc, YamlWrong, advice, compose, plain, repeated_keys, row_of

FENCE = "---"
FIRST_ROW = 2  # of the front matter: the fence is row 1


@dataclass(frozen=True, slots=True)
class _Page:
    """A file that could be read, before it is compared with the others."""

    path: Path
    front: FrontMatter
    node: yaml.Node | None
    language: str
    body: str
    last_row: int

    def problem(self, loc: Loc, text: str) -> Problem:
        return Problem(str(self.path), FIRST_ROW + row_of(self.node, loc), text)


def load(folder: Path, default_language: str = "en") -> Library:
    """Every article of the folder and the folders in it; ArticlesWrong with all mistakes if there are any."""
    library, problems = read(folder, default_language)
    if problems:
        raise ArticlesWrong(problems)
    return library


def read(folder: Path, default_language: str = "en") -> tuple[Library, list[Problem]]:
    """The articles without a mistake, and the mistakes of the others by file and row.

    `<id>.md` is in its `language`, or else in the default one; `README.md` is no article.
    """
    if not folder.is_dir():
        return Library.of([]), [
            Problem(str(folder), 1, "no such folder: make it, or mend kb.articles in the config")
        ]
    pages, problems = list[_Page](), list[Problem]()
    for path in sorted(set(folder.rglob("*.md")) - set(folder.rglob("README.md"))):
        try:
            pages.append(_page(path, default_language))
        except ArticlesWrong as wrong:
            problems += wrong.problems
    problems += [p for page in pages for p in _own_problems(page, folder)]
    problems += _problems_between(pages)
    wrong_files = {problem.file for problem in problems}
    return _library(page for page in pages if str(page.path) not in wrong_files), sorted(set(problems))


def _page(path: Path, default_language: str) -> _Page:
    text = _text(path)
    rows = text.split("\n")
    end = _end_of_front_matter(path, rows)
    node = _node(path, "\n".join(rows[1:end]))
    front = _front_matter(path, node)
    language = front.language or _language_in_name(path, front) or default_language
    body = "\n".join(rows[end + 1 :]).strip()
    return _Page(path, front, node, language, body, last_row=text.rstrip().count("\n") + 1)


def _wrong(path: Path, row: int, text: str) -> ArticlesWrong:
    return ArticlesWrong([Problem(str(path), row, text)])


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as wrong:
        raise _wrong(path, 1, f"cannot be opened ({wrong.strerror}): let the desk read it") from None
    except UnicodeDecodeError as wrong:
        row = data.count(b"\n", 0, wrong.start) + 1
        raise _wrong(path, row, "not UTF-8: save the file as UTF-8") from None


def _end_of_front_matter(path: Path, rows: Sequence[str]) -> int:
    if rows[0].rstrip() != FENCE:
        raise _wrong(path, 1, "no front matter: begin with `---`, `id: ...`, `title: ...`, `---`")
    for n, row in enumerate(rows[1:], 1):
        if row.rstrip() == FENCE:
            return n
    raise _wrong(path, 1, "the front matter does not end: write `---` on a row of its own below it")


def _node(path: Path, head: str) -> yaml.Node | None:
    try:
        node = compose(head)
    except YamlWrong as wrong:
        raise _wrong(path, FIRST_ROW + wrong.row, f"cannot be read as YAML: {wrong.reason}") from None
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise _wrong(path, FIRST_ROW, "the front matter should be `key: value` rows")
    return node


def _front_matter(path: Path, node: yaml.Node | None) -> FrontMatter:
    found = [(row, f"`{key}` stands here twice: keep one") for row, key in repeated_keys(node)]
    try:
        front = FrontMatter.model_validate(plain(node) or {})
    except ValidationError as wrong:
        found += [(row_of(node, e["loc"]), advice(e, known_keys(e["loc"]))) for e in wrong.errors()]
    if found:
        raise ArticlesWrong([Problem(str(path), FIRST_ROW + row, text) for row, text in found])
    return front


def _language_in_name(path: Path, front: FrontMatter) -> str | None:
    return path.stem.removeprefix(f"{front.id}.") if path.stem.startswith(f"{front.id}.") else None


def _own_problems(page: _Page, folder: Path) -> Iterator[Problem]:
    yield from _name_problems(page)
    if not page.body and not page.front.steps:
        instead = "no answer: write it below the front matter, or give `steps`"
        yield Problem(str(page.path), page.last_row, instead)
    for n, name in enumerate(page.front.attachments):
        yield from _attachment_problems(page, n, page.path.parent / name, folder)
    for loc, text in page.front.wrong_turns():
        yield page.problem(loc, text)


def _name_problems(page: _Page) -> Iterator[Problem]:
    own, stem, in_name = page.front.id, page.path.stem, _language_in_name(page.path, page.front)
    if in_name is None:
        if stem != own:
            yield page.problem(("id",), f"`id` is {own}, the file says {stem}: make them the same")
        return
    try:
        language_code(in_name)
    except ValueError as wrong:
        yield page.problem(("id",), f"the end of the file name {wrong}")
    if page.language != in_name:
        yield page.problem(("language",), f"`language` is {page.language}, the file says {in_name}: keep one")


def _attachment_problems(page: _Page, n: int, file: Path, folder: Path) -> Iterator[Problem]:
    if not file.resolve().is_relative_to(folder.resolve()):
        yield page.problem(
            ("attachments", n), "an attachment should lie in the folder of the articles: move it there"
        )
    elif not file.is_file():
        yield page.problem(
            ("attachments", n), f"no file {file}: add it, or mend the name (it starts beside the article)"
        )


def _problems_between(pages: Sequence[_Page]) -> Iterator[Problem]:
    first_of, by_id = dict[tuple[str, str], _Page](), defaultdict[str, list[_Page]](list)
    for page in pages:
        by_id[page.front.id].append(page)
        first = first_of.setdefault((page.front.id, page.language), page)
        if first is not page:
            said = f"`{page.front.id}` in {page.language} is in {first.path} already"
            yield page.problem(("id",), f"{said}: give one of them another id or language")
    for versions in by_id.values():
        yield from _contradictions(versions)
    for page in pages:
        yield from _dead_buttons(page, by_id)


def _contradictions(versions: Sequence[_Page]) -> Iterator[Problem]:
    for key in ("audience", "queue"):
        stated = [page for page in versions if getattr(page.front, key) is not None]
        for page in stated[1:]:
            here, there = getattr(page.front, key), getattr(stated[0].front, key)
            if here != there:
                yield page.problem(
                    (key,), f"`{key}` is {here} here and {there} in {stated[0].path}: write the same"
                )


def _dead_buttons(page: _Page, articles: Collection[str]) -> Iterator[Problem]:
    for n, button in enumerate(page.front.buttons):
        if button.article and button.article not in articles:
            near = get_close_matches(button.article, articles, n=1)
            instead = f"did you mean `{near[0]}`?" if near else "write the id of an article"
            yield page.problem(("buttons", n, "article"), f"no article `{button.article}`: {instead}")


def _library(pages: Iterable[_Page]) -> Library:
    by_id = defaultdict[str, list[_Page]](list)
    for page in pages:
        by_id[page.front.id].append(page)
    return Library.of(_article(article_id, versions) for article_id, versions in by_id.items())


def _article(article_id: str, pages: Sequence[_Page]) -> Article:
    """What one version states holds for all: an article internal in one language is internal in every one."""
    audience = next((page.front.audience for page in pages if page.front.audience), Audience.PUBLIC)
    queue = next((page.front.queue for page in pages if page.front.queue), None)
    return Article(article_id, {page.language: _version(page) for page in pages}, audience, queue)


def _version(page: _Page) -> Version:
    front = page.front
    return Version(
        language=page.language,
        title=front.title,
        body=page.body,
        phrasings=front.phrasings,
        buttons=tuple(button.value() for button in front.buttons),
        attachments=tuple(page.path.parent / name for name in front.attachments),
        valid_until=front.valid_until,
        steps=tuple(step.value() for step in front.steps),
    )
