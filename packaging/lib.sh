# shellcheck shell=bash
# shellcheck disable=SC2034  # the lists are for the scripts that source this
# What run.sh and test.sh share: saying which step runs and which one failed, installing packages, building a preset.
# To be sourced, with the working directory in the repository's root.

build_packages=(
    ca-certificates g++ cmake ninja-build ccache mold
    qt6-base-dev libqt6sql6-sqlite qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libcurl4-openssl-dev libssl-dev rapidjson-dev
)
# What the window needs beside the libraries: a font for each script that it shows, pictures in WebP, the words of Qt's own
# dialogs, and its part for Wayland.
window_packages=(fonts-inter fonts-noto-core fonts-noto-cjk qt6-wayland qt6-image-formats-plugins qt6-translations-l10n)
# The other sides of the tests: servers, clients, and a browser.
test_packages=(strace nginx-light apache2-bin caddy lighttpd nodejs openssl curl chromium chromium-driver xvfb time procps fonts-inter fonts-noto-core fonts-noto-cjk qt6-image-formats-plugins qt6-translations-l10n)

current_step="starting"
reason=""

step() {
    current_step="$1"
    printf '\n==> %s\n' "$1"
}

# die REASON: ends the script; the trap below names the step.
die() {
    reason="$1"
    exit 1
}

# A script may define it anew.
clean_up() { :; }

on_exit() {
    local code=$?
    clean_up
    if [ "$code" -ne 0 ]; then
        printf '\nFailed at this step: %s\n' "$current_step" >&2
        printf 'Reason: %s\n' "${reason:-the command above ended with exit code $code}" >&2
    fi
}
trap on_exit EXIT

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo --preserve-env=DEBIAN_FRONTEND "$@"
    else
        die "packages are missing, and this is neither root nor is there sudo: ${missing[*]}"
    fi
}

# install_packages NAME...: only what is missing, so that a second run does not even ask apt.
install_packages() {
    local name
    missing=()
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2> /dev/null)" = installed ] || missing+=("$name")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        echo "Everything that is needed is installed."
        return
    fi
    command -v apt-get > /dev/null || die "this script installs with apt, which is not here; install yourself: ${missing[*]}"
    echo "Installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get -o Acquire::Retries=3 -qq update || die "apt-get update failed; is there a network?"
    as_root apt-get -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -qq -y --no-install-recommends install "${missing[@]}" \
        || die "apt-get could not install: ${missing[*]}"
}

# A compiler with Qt's headers takes up to 1 GiB; more jobs than fit into memory would be slower, or killed.
build_jobs() {
    local cores memory
    cores="$(nproc)"
    memory="$(awk '/MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo 2> /dev/null)"
    memory="${memory:-$cores}"
    [ "$memory" -ge 1 ] || memory=1
    echo "$((memory < cores ? memory : cores))"
}

# build_preset NAME [TARGET...]: configures and builds into build/NAME; ninja shows how far it is.
build_preset() {
    local preset="$1"
    shift
    cmake --preset "$preset" --log-level=WARNING || die "CMake could not configure the preset $preset"
    cmake --build "build/$preset" --parallel "$(build_jobs)" ${1:+--target "$@"} || die "the build of the preset $preset failed"
}
