#!/bin/sh
# Ends what up.sh started with this DIR, gateway first; the data stays.
set -eu
[ $# -eq 1 ] || { echo "usage: down.sh DIR" >&2; exit 2; }
dir=$(cd "$1" && pwd)
for name in client.rgw osd.0 mon.a; do
  file=$dir/run/$name.pid
  [ -s "$file" ] || continue
  pid=$(cat "$file")
  # A pid file can outlive its process, and the number may be somebody else's now.
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q -F -- "$dir/ceph.conf" || continue
  kill "$pid"
  tries=100
  while kill -0 "$pid" 2>/dev/null && [ $tries -gt 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
  ! kill -0 "$pid" 2>/dev/null || kill -9 "$pid"
done
