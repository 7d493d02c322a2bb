"""What every command that needs the desk does first; whatever is wrong comes out as sentences."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from bot.config import Config, ConfigError, load
from kb.article import Library
from kb.errors import KbError
from kb.loading import load as load_articles
from storage.errors import StorageError

Args = ParamSpec("Args")


class Unready(Exception):
    """The desk cannot start; the text says why and what to do."""


def said_plainly(command: Callable[Args, int]) -> Callable[Args, int]:
    """The command with mistakes of people printed as sentences and exit code 1, never as a traceback."""

    @wraps(command)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> int:
        try:
            return command(*args, **kwargs)
        except (ConfigError, KbError, StorageError, Unready) as wrong:
            print(wrong, file=sys.stderr)  # noqa: T201 this is the command's output
            return 1

    return run


def desk(config_path: Path) -> tuple[Config, Library]:
    """The config and its articles; ConfigWrong or ArticlesWrong with every mistake."""
    config = load(config_path)
    return config, load_articles(config.articles_folder, config.desk.languages[0])
