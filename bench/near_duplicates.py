"""`python bench/near_duplicates.py [LIST…]`: what is found near, and told contrary, on lists written by hand.

LIST: files of `src/chainon/methods/text/tests`; without any, the two that the method was made on. Then CPU of one
process: one new text against a hundred and a thousand others, read before or not.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from chainon.methods.text import may_oppose, neighbours, wish
from chainon.methods.text.near import reading
from chainon.methods.text.stance import stance
from chainon.methods.text.vectors import vectors

FOLDER = Path(__file__).resolve().parents[1] / "src/chainon/methods/text/tests"
BOTH = [FOLDER / "near_duplicates_dev.json", FOLDER / "near_duplicates_held_out.json"]


def main() -> None:
    lists = [Path(name) for name in sys.argv[1:]] or BOTH
    print("| list | recall@3 | recall@5 | opposite flagged | same flagged | same and different flagged |")
    print("|---|---|---|---|---|---|")
    for path in lists:
        judge(path)
    speed([text for path in BOTH for text in texts_of(path).values()])


def texts_of(path: Path) -> dict[str, str]:
    listed = json.loads(path.read_text(encoding="utf-8"))
    return {each["id"]: f"{each['title']}\n{each['text']}" for each in listed["proposals"]}


def judge(path: Path) -> None:
    texts, pairs = texts_of(path), json.loads(path.read_text(encoding="utf-8"))

    def recall(k: int) -> float:
        found = []
        for pair in pairs["same"]:
            for one, twin in (pair, pair[::-1]):
                others = {key: text for key, text in texts.items() if key != one}
                found.append(twin in [each.key for each in neighbours(texts[one], others, k)])
        return sum(found) / len(found)

    def flagged(*relations: str) -> float:
        found = [may_oppose(texts[one], texts[other]) for relation in relations for one, other in pairs[relation]]
        return sum(found) / len(found)

    figures = (recall(3), recall(5), flagged("opposite"), flagged("same"), flagged("same", "different"))
    print(f"| {path.stem} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")


def speed(texts: list[str]) -> None:
    vectors.cache_clear()
    start = time.process_time()
    vectors()
    print(f"\nreading the words' vectors, once a process: {1000 * (time.process_time() - start):.0f} ms")
    wish("")
    start = time.process_time()
    for text in texts[:50]:
        wish(text)
    print(f"reading what a text wishes: {20 * (time.process_time() - start):.0f} ms")
    new = "Des bancs à l’ombre devant l’école\nLes parents et les anciens attendent debout, en plein soleil."
    for many in (100, 1000):
        among = {number: f"{texts[number % len(texts)]} {number}" for number in range(many)}
        for state in ("never read", "read before"):
            if state == "never read":
                reading.cache_clear()
                stance.cache_clear()
                wish.cache_clear()
            start = time.process_time()
            neighbours(new, among)
            print(f"one against {many}, {state}: {1000 * (time.process_time() - start):.0f} ms")


if __name__ == "__main__":
    main()
