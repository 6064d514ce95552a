"""The cache that may be away: it holds rate limits and how far long work has come; a page is worth more."""

from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

_logger = structlog.get_logger(__name__)
_AWAY = (RedisConnectionError, RedisTimeoutError)


def _away(operation: str) -> None:
    _logger.error("cache away", operation=operation)


class MayBeAwayCache(RedisCache):
    """Redis; while it cannot be reached nothing is found and nothing is kept, each time with a line in the log."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default."""
        try:
            return super().get(key, default, version)
        except _AWAY:
            _away("get")
            return default

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """What is found."""
        try:
            return super().get_many(keys, version)
        except _AWAY:
            _away("get_many")
            return {}

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep it, if possible."""
        try:
            super().set(key, value, timeout, version)
        except _AWAY:
            _away("set")

    def set_many(
        self, data: Mapping[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        """Keep them, if possible; hand back those that were not."""
        try:
            return super().set_many(dict(data), timeout, version)
        except _AWAY:
            _away("set_many")
            return list(data)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it if the key is free; without Redis every key is."""
        try:
            return super().add(key, value, timeout, version)
        except _AWAY:
            _away("add")
            return True

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count; without Redis every count is the first."""
        try:
            return super().incr(key, delta, version)
        except _AWAY:
            _away("incr")
            return delta

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget it, if possible."""
        try:
            return super().delete(key, version)
        except _AWAY:
            _away("delete")
            return False
