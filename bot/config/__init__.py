"""config.yaml: what an administrator may change, read once and told apart from mistakes."""

from bot.config.config import Config
from bot.config.problem import ConfigError, ConfigWrong, Problem
from bot.config.reading import Reading, load, read

__all__ = ["Config", "ConfigError", "ConfigWrong", "Problem", "Reading", "load", "read"]
