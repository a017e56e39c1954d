#!/usr/bin/env bash
# Installs what tests/e2e/bluesky_network.py needs and cannot fetch itself, on Debian and Ubuntu: Node, PostgreSQL, Redis
# and a compiler for SQLite's addon; then the Bluesky servers from npm, into the user's cache. What is there already stays.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v make >/dev/null || missing+=(make)
command -v g++ >/dev/null || missing+=(g++)

if [ "${#missing[@]}" -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" apt-get install -yq --no-install-recommends "${missing[@]}"
fi

"${PYTHON:-python3}" "$here/bluesky_network.py" --install
