#!/usr/bin/env bash
# The database servers that the programs in psycopg2/ and mysqlclient/ talk to, on loopback only:
# PostgreSQL on port 55432 (user postgres, no password), MariaDB on port 53306 (user u, password pw, database t).
#
#     tests/ports/servers.sh install   install what is missing (apt-get), and what mysqlclient is compiled with
#     tests/ports/servers.sh start     install what is missing (apt-get), start what does not answer yet
#     tests/ports/servers.sh stop      stop what `start` started, and remove its folder
#     tests/ports/servers.sh status    exit code 0 if both answer
#
# They live in a temporary folder and never run as root: for root, as the users that their packages made.
set -euo pipefail

folder=${TMPDIR:-/tmp}/wasmfix-ports-$(id -u)
fail() { printf 'servers: %s\n' "$*" >&2; exit 1; }

# as USER COMMAND...: as that user if we are root, else as ourselves
as() {
    local user=$1
    shift
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u "$user" -- "$@"
    else
        "$@"
    fi
}

# Debian keeps PostgreSQL's programs apart, and wraps those on the PATH.
postgres_tool() {
    local tool
    tool=$(find /usr/lib/postgresql -path "*/bin/$1" 2> /dev/null | sort -V | tail -n 1)
    [ -n "$tool" ] || tool=$(command -v "$1") || return 1
    readlink -f "$tool"
}

maria() { mariadb --no-defaults --protocol=tcp --host=127.0.0.1 --port=53306 --user=u --password=pw "$@"; }
postgres_answers() { "$(postgres_tool pg_isready)" --quiet --host=127.0.0.1 --port=55432; }
maria_answers() { maria t --execute='select 1' > /dev/null 2>&1; }

install() {
    local missing=()
    postgres_tool initdb > /dev/null || missing+=(postgresql)
    command -v mariadbd > /dev/null && command -v mariadb > /dev/null || missing+=(mariadb-server)
    command -v mariadb_config > /dev/null || missing+=(libmariadb-dev)
    command -v pkg-config > /dev/null || missing+=(pkg-config)
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get > /dev/null || fail "install ${missing[*]}; there is no apt-get here to do it"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || fail "install ${missing[*]} (apt-get install ${missing[*]}), or run this as root"
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update --quiet
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
    # The packages start servers of their own on the usual ports; ours do not need them.
    postgres_tool initdb > /dev/null || fail "PostgreSQL is still missing"
    command -v mariadbd > /dev/null || fail "MariaDB is still missing"
}

# own USER NAME: an empty folder that belongs to that user
own() {
    mkdir -p "$folder/$2"
    if [ "$(id -u)" -eq 0 ]; then chown "$1" "$folder/$2"; fi
}

start_postgres() {
    local data=$folder/postgres/data
    own postgres postgres
    [ -f "$data/PG_VERSION" ] ||
        as postgres "$(postgres_tool initdb)" --pgdata="$data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 > /dev/null
    as postgres "$(postgres_tool pg_ctl)" --pgdata="$data" --log="$folder/postgres/log" --wait \
        --options="-p 55432 -c listen_addresses=127.0.0.1 -c timezone=Etc/UTC -k $folder/postgres" start > /dev/null ||
        fail "PostgreSQL does not start: $(tail -n 5 "$folder/postgres/log")"
}

start_maria() {
    local data=$folder/maria/data socket=$folder/maria/socket
    own mysql maria
    [ -d "$data/mysql" ] ||
        as mysql mariadb-install-db --no-defaults --auth-root-authentication-method=normal --datadir="$data" > "$folder/maria/log" 2>&1 ||
        fail "MariaDB cannot make its data folder: $(tail -n 5 "$folder/maria/log")"
    as mysql mariadbd --no-defaults --datadir="$data" --port=53306 --bind-address=127.0.0.1 --socket="$socket" \
        --pid-file="$folder/maria/pid" --character-set-server=utf8mb4 < /dev/null >> "$folder/maria/log" 2>&1 &
    for _ in $(seq 60); do
        if mariadb --no-defaults --socket="$socket" --user=root --execute='select 1' > /dev/null 2>&1; then break; fi
        sleep 0.5
    done
    mariadb --no-defaults --socket="$socket" --user=root --execute="
        CREATE DATABASE IF NOT EXISTS t;
        CREATE USER IF NOT EXISTS u@'127.0.0.1' IDENTIFIED BY 'pw'; GRANT ALL ON *.* TO u@'127.0.0.1';
        CREATE USER IF NOT EXISTS u@localhost IDENTIFIED BY 'pw'; GRANT ALL ON *.* TO u@localhost;" ||
        fail "MariaDB does not start: $(tail -n 5 "$folder/maria/log")"
}

case "${1:-}" in
install)
    install
    ;;
start)
    install
    mkdir -p "$folder"
    chmod 755 "$folder"
    if postgres_answers; then echo "servers: PostgreSQL answers already"; else start_postgres; fi
    if maria_answers; then echo "servers: MariaDB answers already"; else start_maria; fi
    postgres_answers || fail "PostgreSQL does not answer on port 55432"
    maria_answers || fail "MariaDB does not answer on port 53306 (or another server is there)"
    ;;
stop)
    if [ -f "$folder/postgres/data/postmaster.pid" ]; then
        as postgres "$(postgres_tool pg_ctl)" --pgdata="$folder/postgres/data" --mode=fast --wait stop > /dev/null
    fi
    if [ -f "$folder/maria/pid" ]; then
        pid=$(cat "$folder/maria/pid")
        kill "$pid"
        for _ in $(seq 60); do
            if ! kill -0 "$pid" 2> /dev/null; then break; fi
            sleep 0.5
        done
    fi
    rm -rf "$folder"
    ;;
status)
    postgres_answers || fail "PostgreSQL does not answer on port 55432: run tests/ports/servers.sh start"
    maria_answers || fail "MariaDB does not answer on port 53306: run tests/ports/servers.sh start"
    ;;
*)
    fail "say install, start, stop or status"
    ;;
esac
