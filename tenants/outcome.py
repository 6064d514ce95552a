"""What a service answers when it does not do what was asked: a value, not an exception."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """An action that was refused, with every reason as a code; the pages have a sentence for each."""

    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        """Return the first reason."""
        return self.codes[0]


def refused(*codes: str) -> Refused:
    """Return a refusal for these reasons."""
    return Refused(codes)
