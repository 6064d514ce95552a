"""A page is worth more than a rate limit."""

from config.cache import MayBeAwayCache


def test_without_redis_nothing_is_found_and_nothing_raises() -> None:
    cache = MayBeAwayCache("unix:///nonexistent/valkey.sock", {})
    cache.set("a", 1)
    assert cache.get("a", "default") == "default"
    assert cache.get_many(["a"]) == {}
    assert cache.set_many({"a": 1}) == ["a"]
    assert cache.add("a", 1) is True
    assert cache.incr("a") == 1
    assert cache.delete("a") is False
