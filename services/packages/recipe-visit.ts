/** verify.sh, the part about docking visits: that the dock's statement is in the ledger and signed by it, and whether recordings are missing there. */
import { DIGEST, ID, SIZE, TEXT, TIME } from "./form-parts.ts";
import { unfolded } from "./recipe-item.ts";

const NUMBER = "(0|[1-9][0-9]{0,15})";
const OR_NULL = `(null|${NUMBER})`;
const STRETCH = String.raw`\{"from":${NUMBER},"to":${NUMBER}\}`;
const BEGINS = String.raw`\{"type":"holdfast/visit/v1","item":"${ID}","batch":"${ID}","state":`;
const OPEN = String.raw`${BEGINS}"open"\}`;
const SEQUENCE = String.raw`\{"layout":(null|"letters-number"|"time-number"|"number"),"series":(null|${TEXT}),\
"unread":(null|"no-files"|"unknown-layout"|"several-series"),"first":${OR_NULL},"last":${OR_NULL},"count":${NUMBER},\
"missing":\[(${STRETCH}(,${STRETCH})*)?\],"missingCount":${NUMBER},\
"tail":"(first-visit|continues|nothing-new|ends-lower|not-comparable)","previousLast":${OR_NULL},\
"words":\{"zh-CN":${TEXT},"en":${TEXT}\}\}`;
const STATED = String.raw`${BEGINS}"stated","statementSha256":"${DIGEST}","sha256":"${DIGEST}",\
"place":[1-9][0-9]{0,15},"found":[1-9][0-9]{0,15},"notSent":${NUMBER},"number":${OR_NULL},\
"sequence":${SEQUENCE}\}`;
const SALTED = String.raw`\{"type":"holdfast/dock-statement/v2","batch":"${ID}","nonce":"[0-9a-f]{32}","keySha256":"${DIGEST}",\
"camera":\{"name":${TEXT},"serial":(null|${TEXT})\},"clock":\{"began":"${TIME}","stated":"${TIME}","offsetMs":(null|-?${NUMBER})\},\
"notSent":${NUMBER},"files":\["${DIGEST}"(,"${DIGEST}")*\],"sequence":${SEQUENCE}\}`;
const OPENING = String.raw`[0-9a-f]{32} \{"name":${TEXT},"sizeBytes":"${SIZE}","modifiedAt":(null|"${TIME}"),"sha256":"${DIGEST}",\
"sequence":${OR_NULL},"flagged":(true|false),"how":"(sent|known)","upload":"${ID}","reason":null\}`;
/** SubjectPublicKeyInfo of a P-256 key (RFC 5480) up to its point. */
const P256 = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

/** Needs `tell`, `shaped`, `says`, `media_of`, `logged`, $tmp and $spoke of the original. What is missing at a visit leaves L5 open. */
export const VISIT_FUNCTIONS = String.raw`open_visit_form='${OPEN}'
visit_form='${unfolded(STATED)}'
salted_form='${unfolded(SALTED)}'
opening_form='${unfolded(OPENING)}'
stated_at() { # ITEM VISIT PROOF: of this recording, and the ledger holds the dock's statement
  shaped "$visit_form" "$2" && says "\"item\":\"$1\",\"batch\":" "$2" || return 1
  [ "$spoke" -ne 0 ] || says "\",\"sha256\":\"$(media_of "metadata/$1/manifest.json")\",\"place\":" "$2" || return 1
  sed 's/.*"batch":"\([^"]*\)","state":"stated","statementSha256":"\([^"]*\)".*/batch\/v1\nbatch \1\nstatement sha256 \2/' "$2" >"$tmp/leaf"
  logged "$3"
}
hex() { # bytes as digits
  od -An -v -tx1 | tr -d ' \n'
}
signed_by_dock() { # STATEMENT SIGNATURE KEY: ECDSA P-256; the signature is r and s, openssl wants DER
  [ "$(wc -c <"$2")" -eq 64 ] && [ "$(wc -c <"$3")" -eq 91 ] && [ "$(head -c 27 "$3" | hex)" = ${P256} ] || return 1
  printf 'asn1=SEQUENCE:s\n[s]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' "$(head -c 32 "$2" | hex)" "$(tail -c 32 "$2" | hex)" >"$tmp/ecdsa.cnf"
  openssl asn1parse -genconf "$tmp/ecdsa.cnf" -noout -out "$tmp/ecdsa" &&
    openssl dgst -sha256 -keyform DER -verify "$3" -signature "$tmp/ecdsa" "$1"
}
dock_signed() { # ITEM VISIT: the dock signed the statement, which says what the visit says, and has this recording's line at its place
  stem=metadata/$1/visit-statement line=metadata/$1/visit-opening.txt
  [ -f "$stem.sig" ] && [ -f "$stem.key" ] && shaped "$salted_form" "$stem.json" && shaped "$opening_form" "$line" &&
    signed_by_dock "$stem.json" "$stem.sig" "$stem.key" &&
    says "\"keySha256\":\"$(sha "$stem.key")\",\"camera\":" "$stem.json" &&
    says "\"statementSha256\":\"$(sha "$stem.json")\",\"sha256\":" "$2" || return 1
  set -- "$1" $(sed 's/.*"batch":"\([^"]*\)","state":.*,"sha256":"\([^"]*\)","place":\([0-9]*\),"found":\([0-9]*\),"notSent":\([0-9]*\),"number":\([^,]*\),.*/\1 \2 \3 \4 \5 \6/' "$2") "$2"
  says "\"batch\":\"$2\",\"nonce\":" "$stem.json" && says "\"notSent\":$6,\"files\":" "$stem.json" &&
    says "\"sha256\":\"$3\",\"sequence\":$7,\"flagged\":" "$line" && says ",\"upload\":\"$1\"," "$line" || return 1
  sed 's/.*,"files":\[\([^]]*\)\],"sequence":.*/\1/' "$stem.json" | tr -d '"' | tr , '\n' >"$tmp/lines"
  [ "$(wc -l <"$tmp/lines")" -eq "$5" ] && [ "$(sed -n "$4p" "$tmp/lines")" = "$(sha "$line")" ] || return 1
  IFS= read -r text <"$8" && of=${"$"}{text#*',"sequence":'}
  IFS= read -r text <"$stem.json" && [ "${"$"}{text#*'],"sequence":'}" = "$of" ]
}
visit_of() { # ITEM
  level=L5 said=metadata/$1/visit.json proof=proofs/$1/visit.tlog-proof
  [ ! -f "$proof" ] || echo "$proof" >>"$tmp/proofs"
  dock=''
  for part in "metadata/$1/visit-opening.txt" "metadata/$1/visit-statement.json" "metadata/$1/visit-statement.sig" "metadata/$1/visit-statement.key"; do
    [ ! -f "$part" ] || dock=dock_signed
  done
  what="$1 visit to the dock"
  if [ ! -f "$said" ] && [ ! -f "$proof" ]; then
    [ -z "$dock" ] || tell FAILED "$what: what the dock signed is there, and nothing of the visit"
    return
  fi
  if shaped "$open_visit_form" "$said" && says "\"item\":\"$1\",\"batch\":" "$said"; then
    tell OPEN "$what: the dock had not stated it when the package was made"
    [ -z "$dock" ] || tell FAILED "$what: what the dock signed is there all the same"
  elif ! stated_at "$1" "$said" "$proof" >"$tmp/out" 2>&1; then
    tell FAILED "$what: the dock's statement is in the ledger, and names this recording"
  else
    what="$what, by the dock's statement: $(sed -n 's/.*"en":"\([^"\\]*\)"}}}$/\1/p' "$said")"
    IFS= read -r text <"$said"
    case $text in
      *'"tail":"ends-lower"'* | *'"tail":"not-comparable"'*) came=OPEN ;;
      *'"notSent":0,'*'"unread":null,'*'"missingCount":0,'*) came=PASSED ;;
      *) came=OPEN ;;
    esac
    tell "$came" "$what"
    [ -z "$dock" ] || check "$1 visit to the dock: signed by the dock itself, with this recording's line" dock_signed "$1" "$said"
  fi
}
`;
