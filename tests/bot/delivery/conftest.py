from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def _usual_log() -> Iterator[None]:
    """A test may listen to the log; the next one does not inherit that."""
    yield
    structlog.reset_defaults()
