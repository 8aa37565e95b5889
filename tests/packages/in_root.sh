# What the tests of packages share: bare root directories, and the programs in them. To be read by a script that has set
# here (this directory), top and test_name.
# shellcheck shell=bash disable=SC2154

say() { printf '%s: %s\n' "$test_name" "$*"; }
fail() {
  printf '%s: %s\n' "$test_name" "$*" >&2
  exit 1
}
# Ends the test, which this machine cannot run; in CI that is a failure.
skip() {
  [[ -z ${CI-} ]] || fail "$*"
  say "skipped: $*"
  exit 0
}
need() {
  local program
  for program; do
    command -v "$program" >/dev/null || skip "$program is missing"
  done
}

# Starts the script again, with these arguments, with mounts of its own; where this is not root, in a user namespace in
# which it is. Then makes the directory for all that the test needs.
enter_namespace() {
  if [[ ${IN_NAMESPACE-} != yes ]]; then
    local namespace=(unshare --mount)
    ((EUID == 0)) || namespace+=(--map-root-user)
    "${namespace[@]}" true || skip "${namespace[*]} is not permitted"
    IN_NAMESPACE=yes exec "${namespace[@]}" "$0" "$@"
  fi
  work=$(mktemp --directory)
  server=
  trap clean_up EXIT
}
clean_up() {
  [[ -z $server ]] || kill "$server"
  for mounted in "$work"/root*/{dev,proc}; do umount --lazy "$mounted" 2>/dev/null || true; done
  rm -rf --one-file-system "$work"
}
quietly="$top/scripts/quietly"

# A bare root directory to chroot into, which is then $root: make_root NAME [PACKAGE]…
make_root() {
  root="$work/root-$1"
  mkdir "$root"
  python3 "$here/bare_root.py" "$root" "${@:2}"
  mount --rbind /dev "$root/dev"
  mount --rbind /proc "$root/proc"
}
exec_inside() { exec env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" "$@"; }
inside() { (exec_inside "$@"); }
# All files but those that package managers keep of themselves.
files() {
  find "$root" -path "$root/dev" -prune -o -path "$root/proc" -prune -o -path "$root/var/lib/dpkg" -prune -o \
    -path "$root/var/lib/rpm" -prune -o -print | grep -v '/var/log/dpkg.log$' | sort
}

# Starts a server of the root, and sets port: start_server COMMAND…
start_server() {
  local line
  mkfifo "$root/tmp/said"
  # One process, so that the signal that ends it is for the program.
  exec_inside "$@" 2>"$root/tmp/said" &
  server=$!
  exec {said}<"$root/tmp/said"
  read -r -t 20 -u "$said" line || fail "$1 says nothing"
  [[ $line =~ ' listening on '(http://)?127\.0\.0\.1:([0-9]+)/?$ ]] || fail "$1 says: $line"
  port=${BASH_REMATCH[2]}
}
stop_server() {
  kill "$server"
  wait "$server" || fail 'the server did not end well'
  server=
  exec {said}<&-
  rm "$root/tmp/said"
}

# The programs in a directory of the root: their version, one pings the other, and one is ready for requests.
run_programs() {
  local directory=$1 program
  for program in TMSS10{Ping,Responder,Exporter}; do
    [[ $(inside "$directory/$program" --version) == *"$version"* ]] || fail "$program is not of version $version"
  done
  start_server "$directory/TMSS10Responder" --listen 127.0.0.1 -P 0
  inside "$directory/TMSS10Ping" -c 2 "127.0.0.1:$port" >"$work/pings" || fail "TMSS10Ping failed: $(<"$work/pings")"
  grep --quiet '^2 packets transmitted' "$work/pings" || fail "unexpected: $(<"$work/pings")"
  stop_server
  inside "$directory/TMSS10Exporter" --check --modules "${directory%/bin}/share/doc/tmss10ping/docs/modules.toml" \
    >"$work/checked" 2>&1 || fail "TMSS10Exporter does not take the example of a module file: $(<"$work/checked")"
  start_server "$directory/TMSS10Exporter" --listen 127.0.0.1:0
  python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=20)' \
    "http://127.0.0.1:$port/-/ready" || fail 'TMSS10Exporter is not ready'
  stop_server
}

# Whether a systemd can be booted in a root.
can_boot() {
  if ((EUID == 0)) && python3 "$here/check_service.py" --possible; then
    return 0
  fi
  [[ -z ${CI-} ]] || fail 'no systemd can be booted in namespaces here'
  say 'skipped: no systemd can be booted in namespaces here'
  return 1
}
# The services of the root, which has systemd, procps and the package: check_services [COMMAND_OF_THE_ROOT]…
check_services() {
  umount --lazy "$root/dev" "$root/proc"
  python3 "$here/check_service.py" "$root" "$@"
}
