"""Files that are no config at all, and keys that make no sense."""

from pathlib import Path

import pytest

from bot.config import read
from tests.bot.config.samples import small, told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "0 is empty; docs/config.md has a small config to begin with"),
        ("# nothing\n", "0 is empty; docs/config.md has a small config to begin with"),
        ("- a\n", "1 should be keys with values (`desk: ...`); docs/config.md has a small config"),
        ("desk:\n\tname: Acme\n", "2 there is a tab here; indent with spaces"),
        ("desk: {name: Acme\nlines: []\n", "2 a comma or a closing bracket is missing before this"),
        (
            "desk: a\n title: b: c\n",
            "2 a `:` does not fit here; check the indentation, and put quotes around text that contains `: `",
        ),
        ("desk:\n  name: 'Acme\n", "2 a quote that is opened here is never closed"),
        ("desk: 1\nname\nlines: 2\n", "2 a `:` is missing; write `key: value`, with a space after the colon"),
        ("desk:\n  - a\n b: c\n", "3 the indentation does not fit the rows above, or a quote is not closed"),
        ("desk: 1\n---\ndesk: 2\n", "2 a second document (`---`) begins here; keep everything in one"),
        ("desk: &a 1\nlines: *a\n", "2 aliases (`*name`) are not read here; write the value out"),
        ("desk: &a [*a]\n", "1 aliases (`*name`) are not read here; write the value out"),
        ("desk: !include x.yaml\n", "1 tags such as `!include` are not read here; write the value itself"),
        ("desk: 1\nname: \x07\n", "2 a character here cannot be printed; take it out"),
        ('desk: "\\UFFFFFFFF"\n', "0 a backslash escape in double quotes names no character"),
        ('desk: 1\nkb: "\\ud800"\n', "2 a backslash escape in double quotes names no character"),
        ("desk: " + "[" * 5000, "0 brackets or rows are nested too deeply to be a config"),
    ],
)
def test_text_that_is_no_config(text: str, sentence: str) -> None:
    assert told(text) == [sentence]


def test_a_key_that_stands_twice() -> None:
    assert told(small(more="kb: {}\n")) == ["16 `kb` is already in row 15; keep one of them"]


def test_a_key_that_is_a_list() -> None:
    assert told(small(more="? [a, b]\n: 1\n")) == ["16 a key should be one word, not a list or a mapping"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    assert [str(problem) for problem in read(path).problems] == [
        f"{path}: there is no such file; name another with --config"
    ]


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    assert [str(problem) for problem in read(tmp_path).problems] == [
        f"{tmp_path}: cannot be read: Is a directory"
    ]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes("desk:\n  name: Акме\n".encode("cp1251"))
    assert [str(problem) for problem in read(path).problems] == [
        f"{path}:2 is not UTF-8 text; save the file as UTF-8"
    ]
