#!/bin/sh
# The same calls as boxed.sh with no box, for systems that allow none: limits, an empty environment and
# death with whoever started it remain; the network and this machine's files are within a hostile file's reach.
set -eu
low=''
[ "${1-}" != --low ] || { low=low; shift; }
[ "${1-}" != --net ] || shift
[ "${1-}" != --see ] || shift 2
folder=/ tool=ffmpeg cpu=20 output=1048576 memory=1073741824
if [ "${1-}" = --box ]; then
  folder=${2:-/} tool=$3 cpu=$5 output=$6 memory=$7
  shift 7
fi
case $tool in
  ffmpeg | ffprobe) program=/usr/bin/$tool bound=--as ;;
  /*) program=$tool bound=--data ;;
  *) exit 64 ;;
esac
cd "$folder"
exec env -i PATH=/usr/bin:/bin ${low:+nice -n 19} setpriv --pdeathsig KILL \
  prlimit "$bound=$memory" --cpu="$cpu" --fsize="$output" --nofile=64 --core=0 "$program" "$@"
