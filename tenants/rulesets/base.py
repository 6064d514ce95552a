"""What every part of a ruleset is made of: frozen values, periods, words in two languages."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from tenants.core.calendar import Period


class Part(BaseModel):
    """A part of a ruleset: frozen, and an unknown key is refused rather than ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    if not isinstance(value, str):
        raise ValueError('a period is written as text, "4 workdays"')
    return Period.parse(value)


PeriodText = Annotated[Period, BeforeValidator(_period), PlainSerializer(str)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Kronor = Annotated[int, Field(ge=0, le=1_000_000)]


class Words(Part):
    """A name or sentence in both languages of the pages."""

    sv: Text
    en: Text

    def in_language(self, language: str) -> str:
        """Return the words in a language; Swedish for any but English."""
        return self.en if language.startswith("en") else self.sv
