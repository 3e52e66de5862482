# shellcheck shell=bash
# What tools/run, tools/test and their like share. Source it; it moves nowhere and installs nothing by itself.
# Talk goes to stderr, and there is none when there is nothing to do.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=${CAISSON_PRESET:-release}
build=$root/build/$preset

say() { printf 'caisson: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# packages_of <group>...: the names in those groups of tools/packages.txt
packages_of() {
    local group
    for group in "$@"; do
        awk -v group="[$group]" '
            { sub(/#.*/, "") }
            /^\[/ { inside = ($1 == group); next }
            inside && NF { print $1 }' "$root/tools/packages.txt"
    done | sort -u
}

# install_missing <group>...: installs what dpkg does not know as installed; silent if that is nothing
install_missing() {
    if ! command -v dpkg-query apt-get >/dev/null; then
        say "this is no Debian system: not looking for missing packages ($* of tools/packages.txt)"
        return
    fi
    local wanted installed missing
    wanted=$(packages_of "$@")
    # shellcheck disable=SC2086 # a list of words
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u || true)
    missing=$(comm -23 <(echo "$wanted") <(echo "$installed") | xargs)
    if [ -n "$missing" ]; then
        apt_install "$missing"
    fi
}

apt_install() {
    local as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "missing packages, and no sudo to install them with: apt-get install $1"
        as_root=sudo
    fi
    say "installing $(wc -w <<<"$1") packages: $1"
    # shellcheck disable=SC2086
    quietly $as_root apt-get update
    # shellcheck disable=SC2086
    quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $1
}

# quietly <command>...: shows what a command said only if it failed
quietly() {
    local said
    if ! said=$("$@" 2>&1); then
        printf '%s\n' "$said" >&2
        fail "this failed: $*"
    fi
}

# configure: once; ninja does it again by itself when a CMake file changes
configure() {
    if [ ! -f "$build/build.ninja" ]; then
        say "configuring build/$preset"
        (cd "$root" && quietly cmake --preset "$preset")
    fi
}

# compile <target>...: silent if nothing is to be done; shows progress on a terminal, and the compiler's complaints anywhere
compile() {
    cmake --build "$build" --target "$@" 2>&1 | progress >&2
}

# progress: what ninja says, less what only ninja needs to know
progress() {
    local line begun=no
    while IFS= read -r line; do
        case $line in
            "ninja: Entering"* | "ninja: no work"* | "-- "* | "["*"] Re-checking globbed"*) ;;
            "["[0-9]*"] "*)
                [ $begun = yes ] || say "building in build/$preset (minutes the first time)"
                begun=yes
                [ ! -t 2 ] || printf '\r\033[K%.*s' "$(($(tput cols 2>/dev/null || echo 80) - 1))" "$line"
                ;;
            *) printf '%s\n' "$line" ;;
        esac
    done
    [ $begun = no ] || [ ! -t 2 ] || printf '\r\033[K'
}
