/** verify.sh, the parts about what is complete: custody chains, and the neighbours of each device. And what each level comes to. */

/** Needs `tell`, $tmp, $items, $package, and $spoke of the original. */
export const CUSTODY_FUNCTIONS = String.raw`custody() { # FILE ITEM MANIFEST: an unbroken chain that tells of this seal and of this package
  rm -rf "$tmp/events" && mkdir "$tmp/events" && [ -s "$1" ] || return 1
  # What each event's digest is of goes into a file; sha256sum takes them all at once.
  ITEM=$2 FOLDER=$tmp/events awk '
    BEGIN { ORS = ""; before = sprintf("%064d", 0) }
    {
      said = substr($0, 20, 64); hash = substr($0, 96, 64); body = substr($0, 170, length($0) - 171)
      if (index($0, "\001") || said != before || hash !~ /^[0-9a-f]+$/ ||
        $0 != "{\"previousSha256\":\"" said "\",\"sha256\":\"" hash "\",\"body\":\"" body "\"}") exit 1
      gsub(/\\\\/, "\001", body); gsub(/\\"/, "\002", body)
      if (body ~ /["\\]/) exit 1
      gsub(/\001/, "\\\\", body); gsub(/\002/, "\"", body)
      if (index(body, "{\"item\":\"" ENVIRON["ITEM"] "\",\"index\":" (NR - 1) ",\"at\":\"") != 1) exit 1
      file = ENVIRON["FOLDER"] "/" NR
      print "holdfast/custody/v1\n" said "\n" body >file
      close(file)
      print hash "  " file "\n" >(ENVIRON["FOLDER"] "/sums")
      before = hash
    }' "$1" || return 1
  [ "$(wc -l <"$1")" -eq "$(wc -l <"$tmp/events/sums")" ] && [ -z "$(tail -c 1 "$1")" ] &&
    sha256sum -c --strict --quiet "$tmp/events/sums" && [ "$spoke" -eq 0 ] &&
    grep -qF '\"kind\":\"sealed\",\"data\":{\"manifestSha256\":\"'"$(sha "$3")"'\"' "$1" &&
    grep -qF '\"kind\":\"packaged\",\"data\":{\"packageId\":\"'"$package"'\"' "$1"
}
neighbours() { # 0: the items of each device follow one another; 1: they contradict each other; 2: some are not here
  for item in $items; do
    manifest=metadata/$item/manifest.json
    [ -f "$manifest" ] || continue
    printf '%s %s\n' "$(sed -n 's/.*"device":{"id":"\([^"]*\)",.*"sequence":"\([0-9]*\)","previousManifestSha256":"*\([0-9a-z]*\).*/\1 \2 \3/p' "$manifest")" \
      "$(sha "$manifest")"
  done | grep -E '^[^ ]+ [0-9]+ [^ ]+ [^ ]+$' | sort -k 1,1 -k 2,2n >"$tmp/devices"
  whose='' last='' held=2 count=0
  while read -r device number previous hash; do
    if [ "$device" != "$whose" ]; then
      [ "$count" -ne 1 ] || held=2
      [ -n "$whose" ] || held=0
      whose=$device last='' count=0
    fi
    [ "$number" != "$last" ] || return 1
    if [ "$number" -le 1 ]; then [ "$previous" = null ] || return 1; else [ "$previous" != null ] || return 1; fi
    if [ -n "$last" ]; then
      if [ "$number" -ne $((last + 1)) ]; then held=2; elif [ "$previous" != "$was" ]; then return 1; fi
    fi
    last=$number was=$hash count=$((count + 1))
  done <"$tmp/devices"
  [ "$count" -ne 1 ] || held=2
  return $held
}
`;

/** Once for the package. */
export const NEIGHBOUR_CHECK = String.raw`level=L5
neighbours >"$tmp/out" 2>&1
case $? in
  0) tell PASSED "the items of each device follow one another" ;;
  1) tell FAILED "the items of each device follow one another" ;;
  *) tell OPEN "the items of each device follow one another: neighbours are not in this package" ;;
esac
`;

/** Each for itself: they are never added up. */
export const LEVEL_LINES = String.raw`echo
for level in L0 L1 L2 L3 L4 L5 L6; do : >>"$tmp/$level"; done
for named in "L0 bytes · 字节未改动" "L1 signed · 已签名" "L2 logged · 已登记于账本" "L3 timestamped · 有时间戳" \
  "L4 witnessed · 有见证人" "L5 complete · 无遗漏" "L6 origin · 来源"; do
  came=
  while read -r verdict; do
    case $came,$verdict in *FAILED*) came=FAILED ;; *OPEN*) came=OPEN ;; *) came=PASSED ;; esac
  done <"$tmp/${"$"}{named%% *}"
  case $came in '' | OPEN) came=INDETERMINATE ;; esac
  printf '%-14s %s\n' "$came" "$named"
done
echo "What each level does not prove: verify/VERIFY.txt and verify.html · 各级不证明什么见 VERIFY.txt 与 verify.html"
`;
