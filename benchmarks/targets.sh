#!/usr/bin/env bash
# Measures all that the targets compare, on both databases, and prints the table of targets: half an hour on a machine with
# nothing else to do.
#
#   benchmarks/targets.sh FOLDER [long] [OPTION ...]
#
# FOLDER takes a PostgreSQL server (eng/postgres.sh), the SQLite file and the results as JSON. long: two long runs too, at least
# ten minutes each. Further options go to every run, such as --rounds 1, or --others-max 0.1 to repeat disturbed rounds.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { printf 'targets.sh: say where to work: benchmarks/targets.sh FOLDER [long] [OPTION ...]\n' >&2; exit 1; }
folder=$(realpath -m "$1")
shift
long=
if [ "${1:-}" = long ]; then long=yes; shift; fi

mkdir -p "$folder"
dotnet build -c Release --nologo -v q "$here/InventorySync.Load"
connection=$("$here/../eng/postgres.sh" start "$folder/postgres")
trap '"$here/../eng/postgres.sh" stop "$folder/postgres"' EXIT

load() {
  dotnet "$here/InventorySync.Load/bin/Release/net10.0/InventorySync.Load.dll" "$@"
}

on_postgres() {
  local json=$1
  shift
  load --database postgres --connection "$connection" --json "$folder/$json.json" "$@"
}

on_sqlite() {
  local json=$1
  shift
  load --database sqlite --connection "Data Source=$folder/sqlite.db" --json "$folder/$json.json" "$@"
}

rm -f "$folder"/*.json
# T1 to T6, T9; then T7, T8, T15 and the cost of random keys, each beside what it is compared with.
on_postgres rivals-hot --callers 1,32,256 "$@"
on_postgres rivals-spread --scenario spread,zipf --callers 32,256 --rivals cte,ledger-ceiling "$@"
on_postgres processes --scenario hot,spread --callers 256 --processes 1,2,4 --rivals none "$@"
on_postgres keys --callers 256 --keys random,sorted --duplicates 0,1 --sold-out --rivals none "$@"
on_postgres many --callers 1024 --rivals none "$@"
# T10, T11.
on_sqlite sqlite --scenario hot,spread --callers 32,256 --rivals sqlite-transaction,sqlite-plain-key,ledger-ceiling "$@"
on_sqlite sqlite-ef --callers 32 --rivals ef-read-modify-write,ef-execute-update "$@"
if [ -n "$long" ]; then
  on_postgres long --long --callers 256
  on_sqlite sqlite-long --long --callers 256 --rivals sqlite-plain-key
fi

printf '\n'
load targets "$folder"/rivals-*.json "$folder"/keys.json "$folder"/processes.json "$folder"/sqlite*.json ${long:+"$folder/long.json"}
