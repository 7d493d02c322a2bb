"""What every table is made of: the column types, and the base that names constraints."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

#: Numbered rows: 64 bits everywhere, and SQLite's own row id where it can be.
Serial = BigInteger().with_variant(Integer, "sqlite")
#: Longest word of an enum column, with room for tomorrow's.
WORD = 32


class Instant(TypeDecorator[datetime]):
    """An aware UTC moment; a naive one is our own mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone, so it is dropped there and comes back below."""
        if value is None:
            return None
        assert value.tzinfo is not None, "naive time"
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Plain(TypeDecorator[str]):
    """Text as it is, without the NULs and lone surrogates that no database keeps."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """What PostgreSQL and SQLite both take."""
        return value and value.replace("\0", "").encode("utf-8", "ignore").decode()


class Names(TypeDecorator[tuple[str, ...]]):
    """A row of names, in order; none are an empty list, never NULL."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str]:  # noqa: ARG002
        """As JSON has it."""
        return list(value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        """As the domain has it."""
        return tuple(value or ())


class Numbers(TypeDecorator[tuple[int, ...]]):
    """The same of numbers."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> list[int]:  # noqa: ARG002
        """As JSON has it."""
        return list(value or ())

    def process_result_value(self, value: list[int] | None, dialect: Dialect) -> tuple[int, ...]:  # noqa: ARG002
        """As the domain has it."""
        return tuple(value or ())


class Table(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        # Nothing is NULL here too, not a JSON "null" that no IS NULL finds.
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        str: Plain(),
        tuple[str, ...]: Names(),
        tuple[int, ...]: Numbers(),
    }


class Versioned(Table):
    """Numbered rows that several may write: each writing counts (see storage/versions.py)."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, default=1, server_default=text("1"))
