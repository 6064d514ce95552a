"""Logs as data, one JSON object a line, without what identifies a person or opens a door."""

import re
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_PATTERNS = [
    # 10 or 12 digits, with or without - or +; not inside a longer number, a UUID or a decimal fraction
    (re.compile(r"(?<![\w.-])(?:1[6-9]|20)?\d{6}[-+ ]?\d{4}(?![\w-]|\.\d)"), "[personal number]"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"(?i)\b(token|code|key|secret|password|sessionid|csrf\w*|signature|sig)=[^\s&;,'\"]+"), r"\1=[token]"),
    (re.compile(r"(/inbjudan/|/ombud/svara/)[\w-]{20,}"), r"\1[key]"),
    (re.compile(r"(?i)(://[^/\s:@]*):[^@\s/]+@"), r"\1:[password]@"),
]
_SECRET_NAMES = re.compile(r"(?i)passw|secret|token|cookie|authorization|api_?key|personal_?number|personnummer|ssn")


def redact(value: Any) -> Any:
    """The value with personal numbers, addresses and tokens blacked out, however deep they lie."""
    if isinstance(value, str):
        for pattern, instead in _PATTERNS:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, Mapping):
        return {key: "[secret]" if _is_secret(key) else redact(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(inner) for inner in value]
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if redact(str(value)) == str(value) else "[personal number]"
    return redact(str(value))


def _is_secret(key: object) -> bool:
    return bool(_SECRET_NAMES.search(str(key)))


def redact_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The last step before a line is written. Our own keys that begin with `_` are structlog's."""
    kept = {key: value for key, value in event.items() if key.startswith("_") or key == "timestamp"}
    redacted: dict[str, Any] = redact({key: value for key, value in event.items() if key not in kept})
    return redacted | kept


def configuration(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: everything, structlog's or the standard library's, takes the same way out."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            drop_request,
            redact_event,
            renderer,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"level": level},
            "django.server": {"handlers": ["out"], "propagate": False},
            "fontTools": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
        },
    }


def drop_request(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Django hangs the whole request on its error lines; the path is enough."""
    request = event.pop("request", None)
    if request is not None and hasattr(request, "path"):
        event.setdefault("path", request.path)
    return event
