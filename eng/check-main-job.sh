#!/usr/bin/env bash
# Runs the main job, whose exit code says whether every invariant held. On generated sales it runs twice with one seed, and both
# runs must leave the same ledger; on real sales the first two days run twice, since two months take minutes.
# Usage: eng/check-main-job.sh generated | eng/check-main-job.sh real <sales file>
set -euo pipefail
if [ $# -gt 1 ]; then set -- "$1" "$(realpath "$2")"; fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() {
  case $1 in
    generated) dotnet run -c Release --project samples/PosIntegration ;;
    real) dotnet run -c Release --project samples/PosIntegration -- --input "$2" --from 2010-12-01 --to 2011-01-31 ;;
    days) dotnet run -c Release --project samples/PosIntegration -- --input "$2" --from 2010-12-01 --to 2010-12-02 ;;
    *) echo "'$1' is neither 'generated' nor 'real'."; return 1 ;;
  esac
}

digest() {
  sed -nE 's/^Ledger digest ([^ :]+).*/\1/p' "$1"
}

if [ "$1" = real ]; then
  run "$@"
  set -- days "$2"
fi

run "$@" | tee "$work/first.txt"
run "$@" >"$work/second.txt" || { cat "$work/second.txt"; exit 1; }
first=$(digest "$work/first.txt")
second=$(digest "$work/second.txt")
if [ -z "$first" ] || [ "$first" != "$second" ]; then
  echo "Two runs with one seed must leave the same ledger; the digests are '$first' and '$second'."
  exit 1
fi

echo "Run again with the same seed: the same ledger, $first."
