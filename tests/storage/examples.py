"""Plain values the storage tests share."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
