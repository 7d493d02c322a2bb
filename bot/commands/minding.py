"""Line 1 made ready to think, the same for the desk at work and for `firstline ask`."""

import gc
from datetime import UTC, datetime

from bot.config import Config
from bot.config.rows import SecondStage
from bot.line1 import leaning
from bot.line1.triage import FeltTriage
from bot.rules import Rules
from bot.thinking import Thinker
from kb.article import Library
from kb.building import kept
from kb.calibration import read
from kb.e5 import E5Encoder
from kb.encoder import Encoder, UseEncoder
from kb.known import texts_of


def think_ready(rules: Rules, library: Library, config: Config) -> Thinker:
    """A thinker that has read its weights and the whole knowledge base, with what it learnt before."""
    today = datetime.now(UTC).astimezone(rules.hours.zone).date()
    other = other_encoder(config)
    index = kept(texts_of(library, today, second=other is not None), config.index_folder)
    calibration = read(config.calibration_file)
    encoder = UseEncoder()
    triage = FeltTriage(encoder, leaning.read(config.leaning_file))
    return Thinker(library, rules.desk, rules.languages, encoder, triage, today, index, calibration, other)


def other_encoder(config: Config) -> Encoder | None:
    """That of the second stage, if there is to be one; it reads its weights with the first text."""
    return E5Encoder() if config.line1.second_stage is SecondStage.E5 else None


def started() -> None:
    """What a start has built stays for good: no collector walks through it in the middle of a turn."""
    gc.collect()
    gc.freeze()
