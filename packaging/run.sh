#!/usr/bin/env bash
# Installs what Ferry needs (Debian, with apt), builds it, and shows it at work: in its window where there is a
# display, else in the terminal. Run it again at any time; what is done already is not done again.
#
#   packaging/run.sh              window or terminal
#   packaging/run.sh --terminal   the terminal even with a display
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/lib.sh

mode=terminal
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    mode=window
fi
case "${1:-}" in
    "") ;;
    --terminal) mode=terminal ;;
    *) die "there is only the option --terminal" ;;
esac
ferry="$PWD/build/release/app/ferry"
place="$PWD/build/run"
server=""

clean_up() {
    if [ -n "$server" ]; then
        kill -TERM "$server" 2> /dev/null || true
        wait "$server" 2> /dev/null || true
        server=""
    fi
}

# Draws the bars from the events, for an output on which Ferry itself draws none.
draw_events() {
    local line percent moved bar
    while IFS= read -r line; do
        printf '%s\n' "$line" >> "$place/events.jsonl"
        percent="$(sed -n 's/.*"progress":\([0-9]*\).*/\1/p' <<< "$line")"
        moved="$(sed -n 's/.*"totalBytes\(Sent\|Written\)":\([0-9]*\).*/\2/p' <<< "$line")"
        [ -n "$percent" ] || continue
        bar="$(printf '%*s' "$((percent / 5))" '' | tr ' ' '#')"
        printf '    [%-20s] %3d %%  %d bytes\n' "$bar" "$percent" "$moved"
    done
}

# transfer ARGUMENT...: one command of Ferry, with bars; what it prints on standard output goes to $place/result.
transfer() {
    if [ -t 2 ]; then
        "$ferry" "$@" --profile-dir "$place/profile" > "$place/result" || die "ferry $1 failed, see above"
        return
    fi
    : > "$place/events.jsonl"
    "$ferry" "$@" --profile-dir "$place/profile" --json | draw_events \
        || die "ferry $1 failed: $(grep '"event":"fail"' "$place/events.jsonl" || tail -n 1 "$place/events.jsonl")"
    local member
    case "$1" in
        upload) member=data ;;
        *) member=savedFilePath ;;
    esac
    grep '"event":"success"' "$place/events.jsonl" | sed 's/.*"'"$member"'":"\(\([^"\\]\|\\.\)*\)".*/\1/; s/\\n/\n/g; s/\\"/"/g' \
        > "$place/result"
}

start_server() {
    mkdir -p "$place/server"
    : > "$place/server.log"
    "$ferry" serve --root "$place/server" > "$place/server.log" 2>&1 &
    server=$!
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        address="$(sed -n 's#^\(http://[^ ]*\)$#\1#p' "$place/server.log" | head -n 1)"
        [ -z "$address" ] || return 0
        kill -0 "$server" 2> /dev/null || die "the developer server ended: $(tail -n 1 "$place/server.log")"
        sleep 0.1
    done
    die "the developer server did not say its address within 10 seconds"
}

terminal_job() {
    local file="$place/sample.bin" link saved sent_sum saved_sum
    rm -rf "$place"
    mkdir -p "$place/downloads"

    step "Making a file of 64 MiB"
    head -c 67108864 /dev/urandom > "$file"
    echo "$file"

    step "Starting the developer server"
    start_server
    echo "$address"

    step "Uploading the file"
    transfer upload "${address}upload" "$file"
    link="$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' "$place/result" | head -n 1)"
    [ -n "$link" ] || die "the server's answer names no link: $(head -c 500 "$place/result")"
    case "$link" in
        http*) ;;
        *) link="${address%/}/${link#/}" ;;
    esac
    echo "The server keeps it as $link"

    step "Downloading it again"
    transfer download -d "$place/downloads" "$link"
    saved="$(head -n 1 "$place/result")"
    [ -f "$saved" ] || die "there is no file at $saved"

    step "Comparing SHA-256"
    sent_sum="$(sha256sum < "$file" | cut -d ' ' -f 1)"
    saved_sum="$(sha256sum < "$saved" | cut -d ' ' -f 1)"
    [ "$sent_sum" = "$saved_sum" ] || die "the sums differ: sent $sent_sum, saved $saved_sum"
    echo "sent   $sent_sum"
    echo "saved  $saved_sum"
    clean_up

    printf '\nFerry uploaded 64 MiB to its developer server, downloaded them again, and saved the same bytes here:\n  %s\n' "$saved"
    printf 'Try it yourself:  %s --help\n' "${ferry#"$PWD"/}"
}

step "Installing what is needed"
if [ "$mode" = window ]; then
    install_packages "${build_packages[@]}" "${window_packages[@]}"
else
    install_packages "${build_packages[@]}"
fi

step "Building Ferry (release)"
build_preset release ferry

if [ "$mode" = window ]; then
    step "Opening the window; the developer server is its destination"
    "$ferry" --with-server || die "the window ended with exit code $?"
else
    terminal_job
fi
