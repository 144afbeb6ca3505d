"""The `chainon` command is immediate, speaks French, and sends each verb to whoever knows it."""

from __future__ import annotations

import importlib
import resource
import subprocess
import sys

import pytest

from chainon import __main__, __version__


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([verb, "--help"] for verb in __main__.METHODS)])
def test_help_and_version_take_less_than_three_tenths_of_a_second_of_processor(arguments: list[str]) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "chainon", *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_the_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {verb} " in shown for verb in __main__.METHODS)
    assert __main__.main([]) == 0


def test_the_version_is_the_distribution_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["--version"]) == 0
    assert capsys.readouterr().out == f"chainon {__version__}\n"


@pytest.mark.parametrize("verb", list(__main__.METHODS))
def test_every_verb_of_the_methods_exists(verb: str) -> None:
    module, _, function = __main__.METHODS[verb][0].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_without_the_platform_another_verb_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(__main__.importlib.util, "find_spec", lambda name: None)
    assert __main__.main(["migrate"]) == 2
    assert "chainon[platform]" in capsys.readouterr().err


def test_a_command_interrupted_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "_dispatch", interrupted)
    assert __main__.main(["draw"]) == 130


def test_a_reader_who_has_read_enough_is_no_error() -> None:
    """`chainon --help | head -c 1`: the pipe is closed before anything is written."""
    with subprocess.Popen(
        [sys.executable, "-m", "chainon", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout is not None and command.stderr is not None
        command.stdout.close()
        assert (command.stderr.read(), command.wait()) == (b"", 0)
