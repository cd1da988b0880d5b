#!/usr/bin/env bash
# A private PostgreSQL server for tests and benchmarks: its files in one folder, on a free port of 127.0.0.1, durable (fsync on).
#
#   eng/postgres.sh start FOLDER [--until-exit PID] [NAME=VALUE ...]
#                                   makes the server where FOLDER has none, starts it where it does not run, prints its
#                                   connection string; NAME=VALUE are settings of PostgreSQL, kept in FOLDER;
#                                   when process PID ends, the server stops and FOLDER goes
#   eng/postgres.sh stop FOLDER [fast|immediate]
#                                   stops it; immediate: as a crash would, the next start recovers
#   eng/postgres.sh find            prints the folder of the programs, or says why there is none
#
# The programs are taken from $INVENTORYSYNC_POSTGRES_BIN, the PATH, or /usr/lib/postgresql/*/bin (the newest).
# PostgreSQL refuses to run as root: root gives FOLDER to the user postgres, or nobody, and runs the server as that one.
set -euo pipefail

fail() {
  printf 'postgres.sh: %s\n' "$1" >&2
  exit 1
}

find_programs() {
  local candidate newest=
  if [ -n "${INVENTORYSYNC_POSTGRES_BIN:-}" ]; then
    [ -x "$INVENTORYSYNC_POSTGRES_BIN/initdb" ] || fail "INVENTORYSYNC_POSTGRES_BIN is '$INVENTORYSYNC_POSTGRES_BIN', where there is no initdb: name the folder that holds PostgreSQL's server programs."
    printf '%s\n' "$INVENTORYSYNC_POSTGRES_BIN"
    return
  fi
  if candidate=$(command -v initdb); then
    dirname "$(readlink -f "$candidate")"
    return
  fi
  for candidate in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V); do
    if [ -x "$candidate/initdb" ]; then newest=$candidate; fi
  done
  [ -n "$newest" ] || fail "no PostgreSQL server programs on the PATH or under /usr/lib/postgresql: install PostgreSQL (Debian: apt-get install postgresql), or name their folder in INVENTORYSYNC_POSTGRES_BIN."
  printf '%s\n' "$newest"
}

# Runs a program as the user who owns the server.
as_owner() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  elif command -v setpriv >/dev/null; then
    setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
  elif command -v runuser >/dev/null; then
    runuser -u "$owner" -- "$@"
  else
    fail "running as root, and neither setpriv nor runuser is there to become '$owner': install util-linux, or run as another user."
  fi
}

make_server() {
  local password
  password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  mkdir -p "$folder"
  if [ "$(id -u)" -eq 0 ]; then chown "$owner" "$folder"; fi
  as_owner test -w "$folder" || fail "user $owner cannot reach '$folder': choose a folder below one that everybody may enter, such as /tmp."
  (umask 077 && printf '%s' "$password" >"$folder/password" && printf '%s\n' "$password" >"$folder/initial")
  if [ "$(id -u)" -eq 0 ]; then chown "$owner" "$folder/initial"; fi
  as_owner "$bin/initdb" --pgdata="$data" --username=inventorysync --pwfile="$folder/initial" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || fail "initdb failed: $(tail -n 5 "$folder/initdb.log")"
  rm "$folder/initial"
  as_owner tee -a "$data/postgresql.conf" >/dev/null <<'SETTINGS'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 300
shared_buffers = 256MB
max_wal_size = 4GB
SETTINGS
}

# Below the ports that systems give to outgoing connections, so that none of those takes it while the server is down.
choose_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s' "$port"
      return
    fi
  done
  fail 'found no free port from 20000 to 31999 in 50 tries.'
}

start() {
  local until_exit= tries=1 settings=() setting
  while [ $# -gt 0 ]; do
    case $1 in
      --until-exit) until_exit=${2:?--until-exit takes a process id}; shift 2 ;;
      *=*) settings+=("$1"); shift ;;
      *) fail "start: '$1' is neither --until-exit nor NAME=VALUE." ;;
    esac
  done
  if [ ! -f "$data/PG_VERSION" ]; then make_server; fi
  for setting in "${settings[@]}"; do
    printf "%s = '%s'\n" "${setting%%=*}" "${setting#*=}" | as_owner tee -a "$data/postgresql.conf" >/dev/null
  done
  if as_owner "$bin/pg_ctl" status --pgdata="$data" >/dev/null; then tries=0; fi
  if [ ! -f "$folder/port" ]; then tries=5; choose_port >"$folder/port"; fi
  # Somebody else may take a port that was free a moment ago; once it has served, it stays.
  until [ "$tries" -eq 0 ] || as_owner "$bin/pg_ctl" start --pgdata="$data" --log="$data/server.log" --options="-p $(cat "$folder/port")" --wait --timeout=60 --silent >/dev/null; do
    [ "$((--tries))" -gt 0 ] || fail "the server did not start: $(as_owner tail -n 5 "$data/server.log")"
    choose_port >"$folder/port"
  done
  if [ -n "$until_exit" ]; then watch_process "$until_exit" </dev/null >/dev/null 2>&1 & fi
  printf 'Host=127.0.0.1;Port=%s;Username=inventorysync;Password=%s;Database=postgres\n' "$(cat "$folder/port")" "$(cat "$folder/password")"
}

# What a test run that was killed leaves behind would stay for ever.
watch_process() {
  trap '' INT HUP
  while kill -0 "$1" 2>/dev/null; do sleep 1; done
  stop immediate
  rm -rf "$folder"
}

stop() {
  case ${1:-fast} in
    fast | immediate) ;;
    *) fail "stop: '$1' is neither fast nor immediate." ;;
  esac
  if [ -f "$data/postmaster.pid" ]; then
    as_owner "$bin/pg_ctl" stop --pgdata="$data" --mode="${1:-fast}" --wait --silent >/dev/null || fail "the server in '$folder' did not stop."
  fi
}

[ $# -ge 1 ] || fail 'say start FOLDER, stop FOLDER or find.'
command=$1
shift
bin=$(find_programs)
case $command in
  find)
    printf '%s\n' "$bin"
    exit
    ;;
  start | stop) ;;
  *) fail "'$command' is not start, stop or find." ;;
esac
[ $# -ge 1 ] || fail "$command needs a folder."
folder=$(realpath -m "$1")
data=$folder/data
owner=$(id -un)
if [ "$(id -u)" -eq 0 ]; then owner=$( (getent passwd postgres || getent passwd nobody) | cut -d: -f1); fi
shift
# The server's user may not be allowed into the current folder, of which its programs would complain.
cd /
"$command" "$@"
