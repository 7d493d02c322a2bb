import numpy as np

from kb.tuning.gates import logistic
from kb.tuning.trials import FEW, QUESTIONS, TWINS, trials


def test_a_curve_is_found_again_from_what_it_drew() -> None:
    random = np.random.default_rng(1)
    features = np.column_stack([random.uniform(0, 1, 50_000), random.uniform(0, 0.5, 50_000)])
    sure = 1 / (1 + np.exp(5 - 8 * features[:, 0] - 12 * features[:, 1]))

    rows = [{"score": score, "margin": margin} for score, margin in features.tolist()]
    curve = logistic(rows, (random.uniform(size=50_000) < sure).tolist())

    np.testing.assert_allclose(curve.weights / curve.spreads, [8, 12], rtol=0.06)
    assert abs(curve.at({"score": 0.5, "margin": 0.1}) - 1 / (1 + np.exp(5 - 4 - 1.2))) < 0.02


DOMAINS = {
    name: {f"{name} {n}": [f"{name} {n}, in words {t}" for t in range(40)] for n in range(90)}
    for name in ("till", "mail")
}
FAR = [f"far {n}" for n in range(50)]


def test_questions_are_never_phrasings_and_about_a_third_is_outside() -> None:
    for trial in trials(DOMAINS, FAR, 3, (2, 5)):
        known = {text for a in trial.library.articles.values() for text in a.versions["en"].phrasings}
        asked = [text for text, _ in trial.questions]
        outside = [article for _, article in trial.questions if article is None]

        assert not known & set(asked)
        assert len(outside) in (48, 72)  # 24 of neighbouring labels, where some are left
        assert len(asked) <= QUESTIONS
        assert {article for _, article in trial.questions} - {None} <= set(trial.library.articles)


def test_a_log_holds_neither_phrasings_nor_questions() -> None:
    logged = [trial for trial in trials(DOMAINS, FAR, 4, (2, 5), bare=False) if trial.log]

    assert len(logged) == 4
    for trial in logged:
        versions = [a.versions["en"] for a in trial.library.articles.values()]
        known = {text for version in versions for text in (version.title, *version.phrasings)}
        assert not set(trial.log) & (known | {text for text, _ in trial.questions})


def test_articles_with_hardly_any_phrasings_may_have_twins() -> None:
    """In some of the knowledge bases, and there not of every label; twins share no text."""
    twinned = 0
    for trial in trials(DOMAINS, FAR, 4, (1, 1)):
        texts = [text for a in trial.library.articles.values() for text in a.versions["en"].phrasings]
        labels = [name.partition("#")[0] for name in trial.library.articles]

        assert len(texts) == len(set(texts))
        assert max(labels.count(label) for label in labels) <= TWINS[1]
        twinned += len(labels) > len(set(labels))
    assert 0 < twinned < 8


def test_with_many_phrasings_none_has_twins() -> None:
    for trial in trials(DOMAINS, FAR, 4, (FEW + 1, 9), bare=False):
        labels = [name.partition("#")[0] for name in trial.library.articles]

        assert len(labels) == len(set(labels))
