/** verify.sh, the parts about what is complete: custody chains, and the neighbours of each device. And what each level comes to. */

/** Needs `tell`, $tmp. */
export const CUSTODY_FUNCTIONS = String.raw`custody() { # FILE ITEM MANIFEST: an unbroken chain that tells of this seal and of this package
  before=$(printf %064d 0) events=0
  while IFS= read -r line; do
    rest=$line
    line=${"$"}{line#'{"previousSha256":"'} said=${"$"}{line%%'"'*}
    line=${"$"}{line#*'","sha256":"'} hash=${"$"}{line%%'"'*} line=${"$"}{line#*'","body":"'}
    body=$(printf %s "${"$"}{line%'"}'}" | sed 's/\\\(["\\]\)/\1/g')
    [ "$said" = "$before" ] || return 1
    [ "$(printf 'holdfast/custody/v1\n%s\n%s' "$said" "$body" | sha256sum | cut -c1-64)" = "$hash" ] || return 1
    case $body in '{"item":"'"$2"'","index":'"$events"',"at":"'*) ;; *) return 1 ;; esac
    case $rest in '{"previousSha256":"'"$said"'","sha256":"'"$hash"'","body":"'*'"}') ;; *) return 1 ;; esac
    before=$hash events=$((events + 1))
  done <"$1"
  [ "$events" -gt 0 ] && [ "$(wc -l <"$1")" -eq "$events" ] &&
    grep -qF '\"kind\":\"sealed\",\"data\":{\"manifestSha256\":\"'"$(sha256sum <"$3" | cut -c1-64)"'\"' "$1" &&
    grep -qF '\"kind\":\"packaged\",\"data\":{\"packageId\":\"'"$package"'\"' "$1"
}
neighbours() { # 0: the items of each device follow one another; 1: they contradict each other; 2: some are not here
  for manifest in metadata/*/manifest.json; do
    printf '%s %s\n' "$(sed -n 's/.*"device":{"id":"\([^"]*\)",.*"sequence":"\([0-9]*\)","previousManifestSha256":"*\([0-9a-z]*\).*/\1 \2 \3/p' "$manifest")" \
      "$(sha256sum <"$manifest" | cut -c1-64)"
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
for named in "L0 bytes · 字节未改动" "L1 signed · 已签名" "L2 logged · 已登记于账本" "L3 timestamped · 有时间戳" \
  "L4 witnessed · 有见证人" "L5 complete · 无遗漏" "L6 origin · 来源"; do
  found=$tmp/${"$"}{named%% *}
  if grep -q FAILED "$found" 2>/dev/null; then came=FAILED
  elif grep -q OPEN "$found" 2>/dev/null || ! grep -q PASSED "$found" 2>/dev/null; then came=INDETERMINATE
  else came=PASSED; fi
  printf '%-14s %s\n' "$came" "$named"
done
echo "What each level does not prove: verify/VERIFY.txt and verify.html · 各级不证明什么见 VERIFY.txt 与 verify.html"
`;
