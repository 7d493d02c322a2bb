"""A mapping of config.yaml, as every section is one."""

from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

#: Validation context in which nothing fails: see `Row`.
SALVAGE = "salvage"


class Row(BaseModel):
    """A mapping of the config: frozen, without unknown keys; a key with nothing after it is left out.

    With the context SALVAGE it never fails: what is wrong takes its default, what is needed and missing
    is blank: `()`, which is false and holds nothing. So the rest can still be checked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _tidied(cls, value: Any, info: ValidationInfo) -> Any:
        fields = cls.model_fields
        if isinstance(value, dict):
            value = {key: kept for key, kept in value.items() if kept is not None or key not in fields}
        if info.context is not SALVAGE:
            return value
        given = value if isinstance(value, dict) else {}
        blank: dict[str, object] = {name: {} for name, about in fields.items() if about.is_required()}
        open_ended = cls.model_config.get("extra") == "allow"
        return blank | {key: kept for key, kept in given.items() if open_ended or key in fields}

    @field_validator("*", mode="wrap")
    @classmethod
    def _salvaged(cls, value: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        try:
            return check(value)
        except ValidationError:
            if info.context is not SALVAGE:
                raise
        about = cls.model_fields[info.field_name or ""]
        return () if about.is_required() else about.get_default(call_default_factory=True, validated_data={})
