#!/bin/sh
# Starts one Ceph monitor, OSD and RADOS Gateway (S3) on loopback, from Debian's packages, without systemd.
# For tests and trial: cephx is off, so any local user can reach the data. Object lock here binds S3
# callers, not who holds this machine (radosgw-admin removes locked versions).
#   up.sh DIR S3_PORT MON_PORT [bluestore|memstore]
# DIR keeps the state: an existing one is started again with its data (memstore forgets it).
# The S3 user's keys are read from DIR/s3-access-key and DIR/s3-secret-key, made at the first start.
set -eu
[ $# -ge 3 ] || { echo "usage: up.sh DIR S3_PORT MON_PORT [bluestore|memstore]" >&2; exit 2; }
dir=$1 s3_port=$2 mon_port=$3 store=${4:-bluestore}
for tool in ceph ceph-mon ceph-osd radosgw radosgw-admin monmaptool curl; do
  command -v $tool >/dev/null || {
    echo "$tool is missing: apt-get install --no-install-recommends ceph-mon ceph-osd radosgw ceph-common curl" >&2
    exit 3
  }
done
mkdir -p "$dir" && dir=$(cd "$dir" && pwd) && chmod 700 "$dir"
mkdir -p "$dir/mon" "$dir/osd" "$dir/rgw" "$dir/run"
# Debian's Ceph 18 looks for the OSD's classes below the folder it is started in.
cd /
conf=$dir/ceph.conf
uuid() { cat /proc/sys/kernel/random/uuid; }
secret() { od -An -N20 -tx1 /dev/urandom | tr -d ' \n'; }
running() { [ -s "$dir/run/$1.pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$(cat "$dir/run/$1.pid")/cmdline" | grep -q -F -- "$conf"; }
ceph_() { timeout 30 ceph -c "$conf" --connect-timeout 5 "$@"; }
admin() { timeout 60 radosgw-admin -c "$conf" -n client.rgw "$@"; }
# wait_for SECONDS COMMAND…: until the command succeeds.
wait_for() {
  tries=$(($1 * 10)); shift
  while ! "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { echo "gave up waiting for: $*; see $dir/run/*.log" >&2; exit 1; }
    sleep 0.1
  done
}

fresh=false
if [ ! -f "$dir/ready" ]; then
  fresh=true
  fsid=$(uuid)
  secret >"$dir/s3-access-key"
  secret >"$dir/s3-secret-key"
  cat >"$conf" <<CONF
[global]
fsid = $fsid
mon_host = [v2:127.0.0.1:$mon_port/0]
mon_initial_members = a
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_ipv6 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
# Each pool costs a round of consensus with oneself: do not wait for company.
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_osd_report_timeout = 900
run_dir = $dir/run
log_file = $dir/run/\$name.log
pid_file = $dir/run/\$name.pid
admin_socket = $dir/run/\$name.asok
mon_cluster_log_file = $dir/run/cluster.log
crash_dir = $dir/run
log_to_stderr = false
err_to_stderr = false
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_data_avail_warn = 2
mon_data_avail_crit = 1

[mon]
mon_data = $dir/mon

[osd]
osd_data = $dir/osd
osd_objectstore = $store
memstore_device_bytes = 4294967296
# A sparse file.
bluestore_block_size = 21474836480
bluestore_block_create = true
osd_memory_target = 939524096
osd_class_load_list = *
osd_class_default_list = *

[client.rgw]
rgw_data = $dir/rgw
# radosgw insists on an encrypted channel to the monitor, which auth "none" cannot give: it would wait for ever.
ms_mon_client_mode = crc
rgw_frontends = beast endpoint=127.0.0.1:$s3_port
rgw_run_sync_thread = false
# Deleted bytes are otherwise kept for two hours.
rgw_gc_obj_min_wait = 60
rgw_gc_processor_period = 60
CONF
  rm -rf "$dir/mon" "$dir/osd"
  mkdir "$dir/mon" "$dir/osd"
  monmaptool --create --clobber --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" "$dir/monmap" >/dev/null
  ceph-mon -c "$conf" -i a --mkfs --monmap "$dir/monmap"
fi

running mon.a || ceph-mon -c "$conf" -i a
wait_for 20 ceph_ mon stat
if $fresh; then
  osd=$(uuid)
  ceph_ osd new "$osd" 0 >/dev/null
  ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd" 2>/dev/null
fi
running osd.0 || ceph-osd -c "$conf" -i 0 >/dev/null
wait_for 30 sh -c "timeout 30 ceph -c '$conf' osd stat | grep -q '1 up'"
if $fresh; then
  # The gateway makes .rgw.root itself: Ceph 18 lets nobody else begin a name with a dot.
  for pool in default.rgw.log default.rgw.control default.rgw.meta default.rgw.buckets.index \
    default.rgw.buckets.non-ec default.rgw.buckets.data; do
    ceph_ osd pool create $pool 1 1 >/dev/null 2>&1
    ceph_ osd pool application enable $pool rgw >/dev/null 2>&1
  done
  admin user create --uid=holdfast --display-name=holdfast \
    --access-key="$(cat "$dir/s3-access-key")" --secret-key="$(cat "$dir/s3-secret-key")" >/dev/null
fi
running client.rgw || radosgw -c "$conf" -n client.rgw
wait_for 40 curl -fsS "http://127.0.0.1:$s3_port/"
touch "$dir/ready"
echo "http://127.0.0.1:$s3_port"
