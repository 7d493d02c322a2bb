"""Fits the head and prints how well it hears: `python -m bot.line1.tuning FOLDER [--save] [--tests FOLDER]`.

FOLDER holds goemotions/, cedr/, banking77/ and clinc150/. The figures are of a head that never saw what it
is measured on: GoEmotions dev is left out whole, with its translation; then a part of CEDR and of the
translation. `--save` fits on everything and writes head.npz. Our own messages for testing only are in
tests/bot/line1/messages.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from bot.line1.head import EMOTIONS, WEIGHTS, meanings
from bot.line1.signals import danger, plain
from bot.line1.triage import Feeling, FeltTriage, WordTriage, felt
from bot.line1.tuning import figures
from bot.line1.tuning.data import CEDR, GOEMOTIONS, OWN, Floats, Labelled, own, public, questions
from bot.line1.tuning.fitting import Fitted, Heads, Material, fitted, heads, rarity_of, words_of
from kb.encoder import UseEncoder

TESTS = Path("tests/bot/line1/messages")
#: What our own few messages are worth beside the many of others.
OWN_WORTH, QUESTIONS_WORTH = 5.0, 0.2
#: Published: what they measured is near to ours, not the same.
PUBLISHED: Sequence[figures.Row] = (
    ("BERT, 7 Ekman labels (Demszky et al. 2020)", {"GoEmotions dev, macro-F1": 0.615}),
    ("same features, best found before", {"GoEmotions dev, macro-F1": 0.603}),
)


@dataclass(frozen=True, slots=True)
class Sets:
    """Everything labelled, as numbers."""

    train: Material
    dev: Material
    russian: Material
    cedr: Material
    others: Sequence[Material]
    tests: Mapping[str, Material]


def main(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    tests: Annotated[Path, typer.Option(help="Our own messages for testing only.")] = TESTS,
    save: Annotated[bool, typer.Option(help="Fit on everything and write the weights.")] = False,
) -> None:
    """About five minutes on one core where nothing else is at work; a little longer with --save."""
    sets = _read(folder, tests)
    (cedr, cedr_out), (russian, russian_out) = _parted(sets.cedr, 0.8), _parted(sets.russian, 0.7)
    # The translation says the same as dev: a head that saw the one has seen the other.
    seen = [sets.train, cedr, *sets.others]
    without_dev = fitted(seen, rarity_of(seen))  # English is never taken for Russian prose
    others = heads([*seen, russian], cedr, _chatty(sets, russian))
    comments = {"GoEmotions dev": sets.dev}
    measured = {"Russian translation": russian_out, "CEDR": cedr_out, **sets.tests}
    told = _figures(comments, lambda one: _by_head(without_dev, one))
    told |= _figures(measured, lambda one: _by_head(others, one))
    rows = [("words alone", _figures(comments | measured, _by_words)), ("this head", told), *PUBLISHED]
    figures.table(rows, typer.echo)
    if save:
        everything = [sets.train, sets.dev, sets.cedr, sets.russian, *sets.others]
        heads(everything, sets.cedr, _chatty(sets, sets.russian)).save(WEIGHTS)
        typer.echo(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")
    _false_pages(sets.dev.labelled)  # by the weights that lie there now


def _chatty(sets: Sets, translation: Material) -> list[Material]:
    """Russian texts that are no prose."""
    return [translation, *(one for one in sets.others if one.labelled.name == "ru")]


def _read(folder: Path, tests: Path) -> Sets:
    comments = folder / "goemotions"
    cedr = public("CEDR", folder / "cedr/train.csv", CEDR, 1.0, confused=0.0)
    plain_questions = [
        questions("BANKING77", folder / "banking77/train.csv", QUESTIONS_WORTH, every=5),
        questions("CLINC150", folder / "clinc150/train.csv", QUESTIONS_WORTH, every=8),
    ]
    ours = [own(file, OWN_WORTH) for file in sorted(OWN.glob("*.txt"))]
    return Sets(
        train=_material(public("train", comments / "train.csv", GOEMOTIONS, 1.0), 0.5),
        dev=_material(public("dev", comments / "dev.csv", GOEMOTIONS, 1.0), 0.5),
        russian=_material(public("ru", comments / "ru_dev_machine_translated.csv", GOEMOTIONS, 1.0)),
        cedr=_material(cedr, genre=True),
        others=[*(_material(one) for one in plain_questions), *(_material(one, 0.3) for one in ours)],
        tests={f"own test messages, {code}": _material(own(tests / f"{code}.txt")) for code in ("en", "ru")},
    )


def _material(labelled: Labelled, wordless: float = 0.0, *, genre: bool = False) -> Material:
    meaning = np.vstack(list(_meanings(labelled.texts)))
    return Material(labelled, meaning, words_of(labelled.texts), wordless, genre)


def _meanings(texts: Sequence[str], at_once: int = 500) -> Iterator[Floats]:
    for at in range(0, len(texts), at_once):
        yield meanings(UseEncoder(), texts[at : at + at_once])


def _parted(material: Material, share: float) -> tuple[Material, Material]:
    inside = np.random.default_rng(0).random(len(material.labelled.texts)) < share
    return material.where(np.flatnonzero(inside).tolist()), material.where(np.flatnonzero(~inside).tolist())


def _by_words(material: Material) -> Floats:
    return _told([WordTriage().feel(text) for text in material.labelled.texts])


def _by_head(head: Fitted | Heads, material: Material) -> Floats:
    odds = head.log_odds(material)
    texts = material.labelled.texts
    return _told([felt(plain(text), row, ()) for text, row in zip(texts, odds, strict=True)])


def _told(feelings: Sequence[Feeling]) -> Floats:
    return np.array([[one.emotions[mood] for mood in EMOTIONS] for one in feelings], dtype=np.float32)


def _figures(sets: Mapping[str, Material], hear: Callable[[Material], Floats]) -> dict[str, float]:
    told = dict[str, float]()
    for name, material in sets.items():
        labelled, heard = material.labelled, hear(material)
        if name.startswith("own"):
            told[f"{name}, share right"] = figures.right(labelled, heard)
            continue
        if name != "CEDR":
            told[f"{name}, macro-F1"] = figures.macro_f1(labelled, heard)
            told[f"{name}, calibration error"] = figures.calibration_error(labelled, heard)
        told[f"{name}, any negative, AUROC"] = figures.negative_auroc(labelled, heard, alone=name != "CEDR")
    return told


def _false_pages(comments: Labelled) -> None:
    """Comments that would page somebody for danger to life: each should be a real one."""
    triage = FeltTriage(UseEncoder()) if WEIGHTS.exists() else None
    for text in comments.texts:
        found = triage.feel(text).has("danger_to_life") if triage else danger(plain(text))
        if found:
            typer.echo(f"danger to life in GoEmotions dev: {text}")


if __name__ == "__main__":
    typer.run(main)
