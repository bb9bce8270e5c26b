#!/bin/sh
# Runs ffmpeg or ffprobe in a box: no network, no file but the job's, no environment, bounded in memory,
# processor time, output and time, and dead as soon as whoever started it is.
#
#   boxed.sh --box FOLDER TOOL WALL_S CPU_S OUTPUT_BYTES MEMORY_BYTES [ARGUMENT…]
#   boxed.sh --see PATH:PATH --box FOLDER /PROGRAM …        another program; it sees these paths, too, read-only
#   boxed.sh --low …                                       yields the processor to all other work
#   boxed.sh --net --box …                                 with the machine's network, for a camera behind a relay on loopback
#   boxed.sh [ARGUMENT…]        ffmpeg with no job at all: fluent-ffmpeg asks it for its formats in this way
#
# Standard input is the lease: when it closes, everything in the box is killed. bwrap --die-with-parent alone
# has a gap: a bwrap that is killed while it sets the box up leaves its child behind. Node closes the pipe
# when the child it started is gone, and the kernel does when Node is. Two hold the lease: one in the box, for
# what runs there, and one beside it, for what is still being set up and stands in the launcher's own group.
#
# env -i comes first: the box's process 1 is bwrap, and what it was started with can be read in /proc/1/environ.
# The index of alternatives is needed on Debian, where libblas.so.3 is found through it.
#
# What the kernel refuses in the box is a program beside this file (seccomp-filter.ts); on a machine that none is
# for, nothing runs. Who runs in the box is nobody there, and whoever started this outside.
#
# Another program is bound by its data (--data) and not by its address space (--as), of which an engine of
# WebAssembly reserves far more than it uses.
set -eu
see='' net='' low=''
if [ "${1-}" = --low ]; then
  low=low
  shift
fi
if [ "${1-}" = --net ]; then
  net=--share-net
  shift
fi
if [ "${1-}" = --see ]; then
  see=$2
  shift 2
fi
folder='' tool=ffmpeg wall=20 cpu=20 output=1048576 memory=1073741824
if [ "${1-}" = --box ]; then
  folder=$2 tool=$3 wall=$4 cpu=$5 output=$6 memory=$7
  shift 7
fi
case $tool in
  ffmpeg | ffprobe) program=/usr/bin/$tool bound=--as ;;
  /*) program=$tool bound=--data ;;
  *) exit 64 ;;
esac
filter=${0%/*}/seccomp.$(uname -m)${net:+.net}.bpf
if ! [ -r "$filter" ]; then
  echo "bwrap: no seccomp filter for this machine" >&2
  exit 64
fi
# shellcheck disable=SC2016 # expanded in the box
inside='exec 3<&0 </dev/null; { cat <&3 >/dev/null; kill -s KILL -- -1 2>/dev/null; } & exec 3<&-; exec timeout -k 5 "$@"'
set -- --chdir /job --remount-ro / -- /usr/bin/sh -c "$inside" box "$wall" "$program" "$@"
if [ -n "$folder" ]; then
  set -- --ro-bind "$folder/in" /job/in --bind "$folder/out" /job/out "$@"
fi
rest=$see
while [ -n "$rest" ]; do
  path=${rest%%:*}
  case $rest in *:*) rest=${rest#*:} ;; *) rest='' ;; esac
  set -- --ro-bind "$path" "$path" "$@"
done
exec 3<&0
{ exec >/dev/null 2>&1; cat <&3; kill -s KILL -- "-$$"; } &
exec 3<&- 9<"$filter" env -i PATH=/usr/bin:/bin ${low:+nice -n 19} setsid \
  prlimit "$bound=$memory" --cpu="$cpu" --fsize="$output" --nofile=64 --core=0 \
  bwrap --unshare-all --unshare-user ${net:+"$net"} --uid 65534 --gid 65534 --seccomp 9 \
  --die-with-parent --new-session --cap-drop ALL --clearenv --setenv PATH /usr/bin \
  --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin \
  --ro-bind-try /etc/alternatives /etc/alternatives --ro-bind-try /etc/ld.so.cache /etc/ld.so.cache \
  --proc /proc --dev /dev --dir /job "$@"
