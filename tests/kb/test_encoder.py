import numpy as np

from kb.encoder import WIDTH, UseEncoder


def test_vectors_have_length_one_and_do_not_depend_on_the_batch(encoder: UseEncoder) -> None:
    texts = [f"касса номер {n} не печатает" for n in range(20)]

    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])

    assert together.shape == (20, WIDTH)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-4)
    assert encoder.encode([]).shape == (0, WIDTH)
