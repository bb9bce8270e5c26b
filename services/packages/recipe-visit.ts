/** verify.sh, the part about docking visits: that the dock's statement is in the ledger, and whether recordings are missing there. */
import { DIGEST, ID, TEXT, unfolded } from "./recipe-item.ts";

const NUMBER = "(0|[1-9][0-9]{0,15})";
const OR_NULL = `(null|${NUMBER})`;
const STRETCH = String.raw`\{"from":${NUMBER},"to":${NUMBER}\}`;
const BEGINS = String.raw`\{"type":"holdfast/visit/v1","item":"${ID}","batch":"${ID}","state":`;
const OPEN = String.raw`${BEGINS}"open"\}`;
const STATED = String.raw`${BEGINS}"stated","statementSha256":"${DIGEST}","sha256":"${DIGEST}",\
"place":[1-9][0-9]{0,15},"found":[1-9][0-9]{0,15},"notSent":${NUMBER},"number":${OR_NULL},\
"sequence":\{"layout":(null|"letters-number"|"time-number"|"number"),"series":(null|${TEXT}),\
"unread":(null|"no-files"|"unknown-layout"|"several-series"),"first":${OR_NULL},"last":${OR_NULL},"count":${NUMBER},\
"missing":\[(${STRETCH}(,${STRETCH})*)?\],"missingCount":${NUMBER},\
"tail":"(first-visit|continues|nothing-new|ends-lower|not-comparable)","previousLast":${OR_NULL},\
"words":\{"zh-CN":${TEXT},"en":${TEXT}\}\}\}`;

/** Needs `tell`, `shaped`, `says`, `media_of`, `logged`, $tmp and $spoke of the original. What is missing at a visit leaves L5 open. */
export const VISIT_FUNCTIONS = String.raw`open_visit_form='${OPEN}'
visit_form='${unfolded(STATED)}'
stated_at() { # ITEM VISIT PROOF: of this recording, and the ledger holds the dock's statement
  shaped "$visit_form" "$2" && says "\"item\":\"$1\",\"batch\":" "$2" || return 1
  [ "$spoke" -ne 0 ] || says "\",\"sha256\":\"$(media_of "metadata/$1/manifest.json")\",\"place\":" "$2" || return 1
  sed 's/.*"batch":"\([^"]*\)","state":"stated","statementSha256":"\([^"]*\)".*/batch\/v1\nbatch \1\nstatement sha256 \2/' "$2" >"$tmp/leaf"
  logged "$3"
}
visit_of() { # ITEM
  level=L5 said=metadata/$1/visit.json proof=proofs/$1/visit.tlog-proof
  [ ! -f "$proof" ] || echo "$proof" >>"$tmp/proofs"
  if [ ! -f "$said" ] && [ ! -f "$proof" ]; then return; fi
  what="$1 visit to the dock"
  if shaped "$open_visit_form" "$said" && says "\"item\":\"$1\",\"batch\":" "$said"; then
    tell OPEN "$what: the dock had not stated it when the package was made"
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
  fi
}
`;
