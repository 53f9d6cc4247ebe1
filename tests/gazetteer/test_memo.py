"""Memories stay within their bounds, and forget what was not asked for longest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from geoevents.gazetteer.memo import Memo


@given(st.lists(st.integers(0, 300), max_size=400), st.integers(1, 50))
def test_what_is_kept_is_right_and_bounded(keys: list[int], most: int) -> None:
    memo: Memo[int, str] = Memo(most)
    for key in keys:
        known = memo.get(key)
        assert known in (None, f"value {key}")
        if known is None:
            memo.put(key, f"value {key}")
        assert memo.get(key) == f"value {key}"
        assert len(memo) <= max(2, most)


def test_what_is_asked_for_again_stays() -> None:
    memo: Memo[int, int] = Memo(20)
    memo.put(-1, 1)
    for key in range(1_000):
        memo.put(key, key)
        assert memo.get(-1) == 1
    assert memo.get(0) is None
    assert memo.get(999) == 999


def test_heavy_results_push_others_out() -> None:
    memo: Memo[str, bytes] = Memo(100, len)
    for name in "abc":
        memo.put(name, bytes(20))
    memo.put("heavy", bytes(90))
    assert memo.get("heavy") == bytes(90)
    memo.put("d", bytes(20))
    assert memo.get("a") is None
    assert memo.get("heavy") is not None


def test_threads_get_what_they_asked_for() -> None:
    memo: Memo[int, int] = Memo(64)

    def ask(seed: int) -> bool:
        for step in range(3_000):
            key = (step * seed) % 97
            known = memo.get(key)
            if known is None:
                known = memo.put(key, -key)
            if known != -key:
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, (3, 5, 7, 11)))
    assert len(memo) <= 64 + 8  # threads may turn the generations at the same time
