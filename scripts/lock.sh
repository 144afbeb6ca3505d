#!/bin/sh
# Resolve pyproject.toml into hashed lock files, for every platform and Python it supports.
set -eu
compile() { uv pip compile -q pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --group build "$@"; }
compile --extra platform --group dev -o requirements/dev.txt
compile --extra platform -c requirements/dev.txt -o requirements/platform.txt
compile --group methods-test -c requirements/dev.txt -o requirements/methods.txt
