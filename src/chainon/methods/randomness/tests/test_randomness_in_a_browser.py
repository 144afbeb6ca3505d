"""The JavaScript twin, in a real browser, gives the same bytes as the golden vectors."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors.json").read_text("utf-8"))

RECOMPUTE = """vectors => ({
    words: vectors.words.map(({seed, words}) => {
        const stream = new ChainonRandomness.Stream(seed);
        return words.map(() => stream.below(2n ** 64n).toString(16).padStart(16, "0"));
    }),
    below: vectors.below.map(({seed, n, numbers}) => {
        const stream = new ChainonRandomness.Stream(seed);
        return numbers.map(() => stream.below(BigInt(n)).toString());
    }),
    shuffle: vectors.shuffle.map(({seed, ids}) => new ChainonRandomness.Stream(seed).shuffle(ids)),
    seeds: vectors.seeds.map(({draw, commitment, values}) => ChainonRandomness.seedString(draw, commitment, values)),
})"""


def recomputed(chromium: str) -> dict:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(content=(HERE / "randomness.js").read_text("utf-8"))
        found = page.evaluate(RECOMPUTE, VECTORS)
        browser.close()
        return found


@pytest.mark.browser
def test_a_browser_gives_the_same_bytes():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("no Chromium on the PATH: the JavaScript twin cannot be run")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with ThreadPoolExecutor(1) as own_thread:  # the tests of the pages may hold a Playwright in this one
        found = own_thread.submit(recomputed, chromium).result()
    assert found["words"] == [vector["words"] for vector in VECTORS["words"]]
    assert found["below"] == [vector["numbers"] for vector in VECTORS["below"]]
    assert found["shuffle"] == [vector["shuffled"] for vector in VECTORS["shuffle"]]
    assert found["seeds"] == [vector["seed"] for vector in VECTORS["seeds"]]
