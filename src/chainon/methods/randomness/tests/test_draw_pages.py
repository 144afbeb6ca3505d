"""The commands shown in the pages on randomness and on the sealed draw give what the pages say."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chainon.methods.randomness import Stream

ROOT = Path(__file__).resolve().parents[5]
PAGES = ROOT / "docs" / "methods"
GOLDEN = ROOT / "src" / "chainon" / "methods" / "sortition" / "tests" / "golden_draw"

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the pages are not shipped with the package")


@pytest.mark.parametrize("name", ["randomness.md", "sealed-draw.md"])
def test_every_command_of_the_page_gives_the_text_shown_after_it(name):
    if not (shutil.which("bash") and shutil.which("sha256sum")):
        pytest.skip("no bash or no sha256sum on this machine")
    examples = re.findall(r"```sh\n(.*?)```\n+```text\n(.*?)```", (PAGES / name).read_text("utf-8"), re.DOTALL)
    assert examples
    for command, shown in examples:
        done = subprocess.run(["bash", "-c", command], cwd=GOLDEN, capture_output=True, timeout=60, check=True)
        assert done.stdout.decode() == shown


def test_the_first_number_of_the_page_is_the_one_of_the_stream():
    page = (PAGES / "randomness.md").read_text("utf-8")
    assert f"En décimal {Stream('été').below(2**64)}" in page
    assert f"est donc {Stream('été').below(1000)}." in page


def test_every_error_code_is_in_its_page():
    pages = "".join((PAGES / name).read_text("utf-8") for name in ("randomness.md", "sealed-draw.md"))
    methods = ROOT / "src" / "chainon" / "methods"
    files = [*methods.glob("randomness/*.py"), *methods.glob("evidence/*.py")]
    files += [methods / "sortition" / name for name in ("seal.py", "opening.py")]
    codes = {code for file in files for code in re.findall(r'Error\("([a-z-]+)"', file.read_text("utf-8"))}
    assert len(codes) > 30
    assert {code for code in codes if f"`{code}`" not in pages} == set()
