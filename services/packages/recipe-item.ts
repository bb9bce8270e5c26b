/** verify.sh, the part about one item: that what is signed about it is written as it must be, and speaks of the files beside it. */
import { TAKEN } from "./derived-forms.ts";
import { DIGEST, ID, PROGRAM, SIZE, TEXT, TIME } from "./form-parts.ts";

const STORAGE = `"store":${TEXT},"key":${TEXT},"versionId":${TEXT}`;
/** There where the original was not read back before it was signed. */
const PROVEN_BY = `"provenBy":"store-checksum"`;
/** There where the object is stored encrypted: how it lies there, which a package says nothing of. */
const ENCRYPTED = `"encrypted":\\{"scheme":${TEXT},"bytes":"${SIZE}","sha256":"${DIGEST}"\\}`;
/** Of a stream that was taken over as it is. */
const PACKETS = `\\{"form":"(whole|content)","sha256":"${DIGEST}"\\}`;
const MADE_BY = String.raw`"madeBy":\{"method":"(remux|encode|still)","tool":${TEXT},"version":${TEXT},"arguments":\[(${TEXT}(,${TEXT})*)?\]\
(,"packets":\{("video":${PACKETS})?,?("audio":${PACKETS})?\})?(,${PROGRAM})?\}`;
const orNull = (pattern: string): string => `(null|"${pattern}")`;

/** Extended regular expressions of whole lines: a text that anybody else could read in another way matches none. */
const CLIP = String.raw`\{"type":"holdfast/clip-manifest/v1","item":"${ID}","nonce":"[0-9a-f]{32}",\
"media":\{"bytes":"${SIZE}","sha256":"${DIGEST}"(,"sm3":"${DIGEST}"|,"sha512":"[0-9a-f]{128}")*\},\
"storage":\{${STORAGE}(,${PROVEN_BY})?(,${ENCRYPTED})?\},\
"blocks":\{"bytes":"${SIZE}","count":"${SIZE}","listSha256":"${DIGEST}"\},\
"device":\{"id":"${ID}","certificateSha256":${orNull(DIGEST)},"sequence":"${SIZE}","previousManifestSha256":${orNull(DIGEST)},\
"time":${orNull(TIME)},"clockOffsetMs":(null|-?[0-9]{1,16})(,"anchor":\{"origin":${TEXT},"size":"${SIZE}","rootSha256":"${DIGEST}"\})?\},\
"capture":\{"declaredStart":${orNull(TIME)}\},"upload":\{"receivedAt":"${TIME}","declaredSha256":${orNull(DIGEST)}\}\
(,"derived":\{(${TAKEN}),${MADE_BY}\})?\}`;
const DERIVED = String.raw`\{"type":"holdfast/derivative-manifest/v1","item":"${ID}","kind":${TEXT},"nonce":"[0-9a-f]{32}",\
"media":\{"bytes":"${SIZE}","sha256":"${DIGEST}","type":${TEXT}\},"storage":\{${STORAGE}(,${ENCRYPTED})?\},\
"derivedFrom":\{"item":"${ID}","sha256":"${DIGEST}"\},${MADE_BY}\}`;
const RECEIPT = String.raw`\{"type":"holdfast/receipt/v1","itemId":"${ID}","deviceId":"${ID}","filename":${TEXT},\
"sizeBytes":"${SIZE}","deviceSha256":${orNull(DIGEST)},"serverSha256":"${DIGEST}",(${PROVEN_BY},)?"manifestSha256":"${DIGEST}",\
"ledger":\{"origin":${TEXT},"index":${SIZE}\},"state":"sealed","mayDeleteOnDevice":(true|false),\
"sealedAt":"${TIME}","lockedUntil":"${TIME}"\}`;
/** There where the package was made for somebody. */
const ISSUED = String.raw`("issued":\{"watermark":"[2-9A-Z]{4}(-[2-9A-Z]{4}){4}","recipient":"[a-z]+",\
"organisation":${TEXT},"person":${TEXT},"basis":${TEXT},"basisSha256":${orNull(DIGEST)}\},)?`;
const LIST = String.raw`\{"type":"holdfast/package/v1","packageId":"${ID}","agency":${TEXT},"preparedAt":"[0-9T:.-]*Z",\
"purpose":${TEXT},"items":\[("${ID}"(,"${ID}")*)?\],${ISSUED}"files":\[`;

export const unfolded = (pattern: string): string => pattern.replaceAll("\\\n", "");
export const CLIP_FORM = unfolded(CLIP);
export const DERIVED_FORM = unfolded(DERIVED);
export const RECEIPT_FORM = unfolded(RECEIPT);
export const LIST_FORM = unfolded(LIST);

/** Needs `signed`, `tell`, `check` and $tmp/sums of all files under data/, as sha256sum prints them. */
export const ITEM_FUNCTIONS = String.raw`clip_form='${CLIP_FORM}'
derived_form='${DERIVED_FORM}'
receipt_form='${RECEIPT_FORM}'
list_form='${LIST_FORM}'
shaped() { # PATTERN FILE: one line, written in the one way it can be
  [ -f "$2" ] && { IFS= read -r text && ! IFS= read -r text && [ -z "$text" ]; } <"$2" && grep -Eqx -e "$1" "$2"
}
sha() { # FILE
  sum=$(sha256sum <"$1")
  printf %s "${"$"}{sum%% *}"
}
says() { # TEXT FILE: of one line
  IFS= read -r text <"$2" || return 1
  case $text in *"$1"*) ;; *) return 1 ;; esac
}
sum_of() { # FILE: its SHA-256, as it was taken at the beginning
  FILE=$1 awk 'substr($0, 67) == ENVIRON["FILE"] { print substr($0, 1, 64) }' "$tmp/sums"
}
spoken() { # ITEM SUBJECT MANIFEST: it is written as one, and speaks of this
  if [ "$2" = original ]; then
    shaped "$clip_form" "$3" && says "\"item\":\"$1\",\"nonce\":" "$3"
  else
    shaped "$derived_form" "$3" && says "\"item\":\"$1\",\"kind\":\"$2\",\"nonce\":" "$3"
  fi
}
about() { # ITEM SUBJECT MANIFEST: the same, signed; leaves in $spoke whether it speaks of this at all
  spoke=1
  spoken "$@" || return 1
  spoke=0
  signed "$3" "$3.p7s"
}
media_of() { # MANIFEST: the digest that it names
  [ -f "$1" ] && IFS= read -r text <"$1" || return 1
  text=${"$"}{text#*'"media":{"bytes":"'} text=${"$"}{text#*'"sha256":"'}
  printf %s "${"$"}{text%%\"*}"
}
media() { # MANIFEST FILES: it speaks of the one file that is listed there
  [ "$(wc -l <"$2")" -eq 1 ] || return 1
  read -r file <"$2"
  says "\"media\":{\"bytes\":\"$(wc -c <"$file")\",\"sha256\":\"$(sum_of "$file")\"" "$1"
}
blocks() { # MANIFEST FILES: each block of 8 MiB is as the signed list says; where the whole is, the list is enough
  read -r file <"$2"
  known=metadata/$item/blocks.txt
  if media "$1" "$2" && [ -f "$known" ] && says "\"listSha256\":\"$(sha "$known")\"" "$1" &&
    [ "$(wc -l <"$known")" -eq $((($(wc -c <"$file") + 8388607) / 8388608)) ]; then return 0; fi
  sums=$(split -b 8388608 --filter='sha256sum | cut -c1-64' "$file" | sha256sum | cut -c1-64)
  says "\"listSha256\":\"$sums\"" "$1"
}
made_from() { # MANIFEST ORIGINAL'S: a copy of what that one names
  says "\"derivedFrom\":{\"item\":\"$item\",\"sha256\":\"$(media_of "$2")\"}" "$1"
}
readable() { # the signed list is written in the one way it can be
  sed -n 1p metadata/package.json | grep -Eqx -e "$list_form" &&
    [ "$(wc -l <metadata/package.json)" -eq "$(($(wc -l <"$tmp/stated") + 2))" ] &&
    [ "$(tail -n 1 metadata/package.json)" = ']}' ]
}
listed_items() { # the items in the signed list
  readable && sed -n '1s/.*"items":\[\([^]]*\)\],\("issued":{.*},\)\{0,1\}"files":\[$/\1/p' metadata/package.json | tr -d '"' | tr , '\n'
}
housed() { # every file under data/ is one of an item
  { printf 'data/original/%s/\n' $items; printf 'data/viewing/%s/\n' $items; } >"$tmp/homes"
  find data -type f | awk 'NR == FNR { homes[$0]; next }
    match($0, /^data\/[a-z]+\/[^\/]+\//) && substr($0, 1, RLENGTH) in homes &&
      ($0 ~ /^data\/original\// || substr($0, RLENGTH + 1) ~ /^[^.\/]+[.][^.\/]+$/) { next }
    { print; found = 1 } END { exit found }' "$tmp/homes" -
}
kinds() { # ITEM: of the copies that it has, or a manifest of
  {
    find "metadata/$1" -maxdepth 1 -name '*.manifest.json' 2>/dev/null |
      sed -n 's/.*\/\([^./][^./]*\)[.]manifest[.]json$/\1/p'
    find "data/viewing/$1" -maxdepth 1 -type f 2>/dev/null | sed -n 's/.*\/\([^./][^./]*\)[.][^./]*$/\1/p'
  } | sort -u
}
receipted() { # ITEM MANIFEST RECEIPT: signed, and it speaks of this item, this manifest and this place in the ledger
  signed "$3" "${"$"}{3%.json}.p7s" && shaped "$receipt_form" "$3" &&
    says "\"itemId\":\"$1\",\"deviceId\":" "$3" &&
    says "\"sizeBytes\":\"$(sed -n 's/.*"media":{"bytes":"\([0-9]*\)".*/\1/p' "$2")\",\"deviceSha256\":" "$3" &&
    says "\"serverSha256\":\"$(media_of "$2")\"," "$3" &&
    says ",\"manifestSha256\":\"$(sha "$2")\",\"ledger\":" "$3" &&
    if says ',"provenBy":' "$3"; then says '"mayDeleteOnDevice":false' "$3"; else says '"mayDeleteOnDevice":true' "$3"; fi &&
    says "\"ledger\":{\"origin\":\"$origin\",\"index\":$index}" "$3"
}
`;

/** For each $item of the package. What has no manifest, or one that speaks of something else, is judged no further. */
export const ITEM_CHECKS = (
  second: string,
): string => String.raw`  manifest=metadata/$item/manifest.json
  find "data/original/$item" -type f 2>/dev/null | sort >"$tmp/files"
  level=L1 certificate=''
  check "$item manifest is signed: manifest.json" about "$item" original "$manifest" && key_of
${second}  if [ "$spoke" -eq 0 ]; then
    level=L0
    check "$item original is what its manifest says" media "$manifest" "$tmp/files"
    [ ! -s "$tmp/files" ] || check "$item original is so block by block" blocks "$manifest" "$tmp/files"
    for algorithm in sm3 sha512; do
      ! says "\"$algorithm\":\"" "$manifest" || [ ! -s "$tmp/files" ] ||
        check "$item original has the signed $algorithm" also "$algorithm" "$manifest" "$(sed -n 1p "$tmp/files")"
    done
    printf 'clip/v1\nitem %s\nmanifest sha256 %s\n' "$item" "$(sha "$manifest")" >"$tmp/leaf"
    level=L2 origin='' index=''
    entered=''
    check "$item original is in the ledger" logged "proofs/$item/manifest.tlog-proof" && entered=$(standing)
    check "$item receipt is signed, of this manifest and place" receipted "$item" "$manifest" "proofs/$item/receipt.json"
    [ -z "$certificate" ] || [ -z "$entered" ] || signing_key "$item manifest" "$entered" "proofs/$item/manifest.tlog-proof"
    [ -z "$entered" ] || second_key "$item manifest" "$entered" "proofs/$item/manifest.tlog-proof"
    echo "proofs/$item/manifest.tlog-proof" >>"$tmp/proofs"
  else
    level=L2; tell FAILED "$item original is in the ledger: it has no manifest"
  fi
  source_of "$item"
  made_of "$item" "$manifest"
  [ "$spoke" -ne 0 ] || opened_by "$item" "$manifest"
  level=L5
  check "$item custody record is unbroken, up to this package" custody "metadata/$item/custody.jsonl" "$item" "$manifest"
  visit_of "$item"
  kinds "$item" >"$tmp/kinds"
  while IFS= read -r kind <&3; do
    manifest=metadata/$item/$kind.manifest.json
    level=L1 certificate=''
    check "$item manifest is signed: $kind.manifest.json" about "$item" "$kind" "$manifest" && key_of
${second}    [ "$spoke" -eq 0 ] || continue
    printf 'derive/v1\nitem %s\nkind %s\nmanifest sha256 %s\n' "$item" "$kind" "$(sha "$manifest")" >"$tmp/leaf"
    find "data/viewing/$item" -type f -path "data/viewing/$item/$kind.*" >"$tmp/copies"
    level=L0
    check "$item $kind is what its manifest says" media "$manifest" "$tmp/copies"
    check "$item $kind was made from the original" made_from "$manifest" "metadata/$item/manifest.json"
    opened_by "$item $kind" "$manifest"
    level=L2 entered=''
    check "$item $kind is in the ledger" logged "proofs/$item/$kind.manifest.tlog-proof" && entered=$(standing)
    [ -z "$certificate" ] || [ -z "$entered" ] || signing_key "$item $kind manifest" "$entered" "proofs/$item/$kind.manifest.tlog-proof"
    [ -z "$entered" ] || second_key "$item $kind manifest" "$entered" "proofs/$item/$kind.manifest.tlog-proof"
    echo "proofs/$item/$kind.manifest.tlog-proof" >>"$tmp/proofs"
  done 3<"$tmp/kinds"
`;
