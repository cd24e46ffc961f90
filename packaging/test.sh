#!/usr/bin/env bash
# Installs what the tests need (Debian, with apt), builds with warnings as errors, and runs all tests, without a display.
#
#   packaging/test.sh             all
#   packaging/test.sh -R NAME     with arguments for ctest
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/lib.sh

step "Installing what is needed"
install_packages "${build_packages[@]}" "${test_packages[@]}"

step "Building Ferry and its tests"
build_preset ci

step "Running the tests"
# Nothing of a test shall land in the person's own places.
export XDG_CACHE_HOME="$PWD/build/ci/home/cache" XDG_CONFIG_HOME="$PWD/build/ci/home/config" XDG_DATA_HOME="$PWD/build/ci/home/data"
mkdir -p "$XDG_CACHE_HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"
export QT_QPA_PLATFORM=offscreen
# ctest's own closing lines are the last ones.
trap - EXIT
exec ctest --test-dir build/ci --output-on-failure --parallel 3 "$@"
