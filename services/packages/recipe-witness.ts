/** verify.sh, the part about witnesses: cosignatures of each proof against the policy, with openssl alone (C2SP tlog-cosignature). */

/** Needs $policy, the functions `raw`, `spki`, `log_key` and `tell`. */
export const WITNESS_FUNCTIONS = String.raw`cosigned() { # VKEY: 0 it cosigned $tmp/body, 1 it did not, 2 a line under its name and number is wrong
  who=$(printf %s "$1" | cut -d + -f 1) id=$(printf %s "$1" | cut -d + -f 2) seen=1
  spki "$(printf %s "$1" | cut -d + -f 3-)" >"$tmp/wkey"
  grep -F -e "— $who " "$tmp/note" | cut -d ' ' -f 3 >"$tmp/lines"
  while read -r line; do
    raw "$line" >"$tmp/line"
    [ "$(head -c 4 "$tmp/line" | od -An -v -tx1 | tr -d ' \n')" = "$id" ] || continue
    time=$(tail -c +5 "$tmp/line" | head -c 8 | od -An -v -tx1 | tr -d ' \n')
    { printf 'cosignature/v1\ntime %s\n' "$(printf %d "0x$time")"; cat "$tmp/body"; } >"$tmp/said"
    tail -c +13 "$tmp/line" >"$tmp/wsig"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$tmp/wkey" -rawin -in "$tmp/said" \
      -sigfile "$tmp/wsig" >/dev/null || return 2
    seen=0
  done <"$tmp/lines"
  return $seen
}
witnessed() { # PROOF: 0 cosigned as the policy asks (C2SP tlog-policy), 1 by too few, 2 something is wrong, 3 nobody is asked for
  [ -f "$1" ] || return 2
  sed '1,/^$/d' "$1" >"$tmp/note"
  sed '/^$/,$d' "$tmp/note" >"$tmp/body"
  log=$(log_key "$(sed -n 1p "$tmp/body")")
  : >"$tmp/met"
  any=1 met=2 known=0
  while read -r word name what more; do
    case $word in
      log)
        [ "$known" -ne 0 ] || known=2
        [ "$(printf %s "$name" | cut -d + -f 3-)" != "$log" ] || known=1 ;;
      witness)
        cosigned "$what"
        case $? in 0) printf '%s\n' "$name" >>"$tmp/met"; any=0 ;; 2) return 2 ;; esac ;;
      group)
        count=0 all=0
        for member in $more; do
          all=$((all + 1))
          if grep -Fqx -e "$member" "$tmp/met"; then count=$((count + 1)); fi
        done
        case $what in any) what=1 ;; all) what=$all ;; *[!0-9]* | 0* | '') return 2 ;; esac
        [ "$count" -lt "$what" ] || printf '%s\n' "$name" >>"$tmp/met" ;;
      quorum)
        [ "$met" -eq 2 ] && [ -n "$name" ] || return 2
        met=1
        if [ "$name" = none ] || grep -Fqx -e "$name" "$tmp/met"; then met=0; fi ;;
      '' | '#'*) ;;
      *) return 2 ;;
    esac
  done <"$policy"
  [ "$known" -ne 2 ] && [ "$met" -ne 2 ] || return 2
  [ "$met" -ne 0 ] || [ "$any" -eq 0 ] || return 3
  return "$met"
}
`;

/** Of every proof in $tmp/proofs. Too few lines fail a policy that was pinned; under the package's own they leave it open. */
export const WITNESS_CHECKS = String.raw`level=L4
if [ -f "$policy" ]; then
  [ "$policy" != proofs/policy.txt ] ||
    tell OPEN "the policy is the package's own: compare the keys with the witnesses themselves"
  while IFS= read -r proof <&3; do
    told="witnesses cosigned the checkpoint of $proof"
    (set -f; witnessed "$proof") >"$tmp/out" 2>&1
    case $?,$policy in
      0,*) tell PASSED "$told" ;;
      3,*) tell OPEN "$told: the policy asks for nobody" ;;
      1,proofs/policy.txt) tell OPEN "$told: too few, by the package's own policy" ;;
      *) tell FAILED "$told" ;;
    esac
  done 3<"$tmp/proofs"
fi
`;
