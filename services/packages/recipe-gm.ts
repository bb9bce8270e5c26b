/** The part of verify/ that checks second signatures, SM2 with SM3, with openssl 3.0: its "cms" cannot, for it knows no user ID. */

/**
 * Shell functions for verify.sh. `second` takes the container apart by the places that asn1parse tells; the signed
 * attributes are a SET (0x31) where they are signed and [0] where they are kept (RFC 5652 5.4).
 */
export const SECOND_FUNCTIONS = String.raw`sm2id=distid:1234567812345678
part() { # FILE OFFSET LENGTH
  tail -c +"$(($2 + 1))" "$1" | head -c "$3"
}
place() { # AWK: "offset header length" of the last line of $tmp/asn1 that it takes
  sed 's/^ *\([0-9]*\):d= *\([0-9]*\) *hl= *\([0-9]*\) *l= *\([0-9]*\) /\1 \2 \3 \4 /' "$tmp/asn1" |
    awk "$1"' { found = $1 " " $3 " " $4 } END { print found }'
}
second() { # FILE SIGNATURE: SM2 with SM3, by a certificate right below the SM2 root, valid when it signed; leaves what it is called by
  openssl asn1parse -inform DER -in "$2" >"$tmp/asn1" || return 1
  set -- "$1" "$2" $(place '$2 == 5 && /cont \[ 0 \]/') || return 1
  [ $# -eq 5 ] || return 1
  { printf '\061'; part "$2" "$(($3 + 1))" "$(($4 + $5 - 1))"; } >"$tmp/attributes"
  set -- "$1" "$2" $(place '$2 == 5 && /OCTET STRING/')
  [ $# -eq 5 ] || return 1
  part "$2" "$(($3 + $4))" "$5" >"$tmp/sm2"
  # From here on only what is signed counts.
  openssl asn1parse -inform DER -in "$tmp/attributes" >"$tmp/asn1" || return 1
  said() { grep -A 9 "$1" "$tmp/asn1" | sed -n 's/.*HEX DUMP\]://p' | head -n 1; }
  sm3() { openssl dgst -sm3 "$1" | sed 's/.*= *//' | tr a-f A-F; }
  [ "$(said ':messageDigest')" = "$(sm3 "$1")" ] || return 1
  openssl pkcs7 -inform DER -in "$2" -print_certs -out "$tmp/sm2.pem" || return 1
  [ "$(grep -c BEGIN "$tmp/sm2.pem")" -eq 1 ] || return 1
  openssl x509 -in "$tmp/sm2.pem" -outform DER -out "$tmp/sm2.der" || return 1
  [ "$(said ':id-smime-aa-signingCertificateV2')" = "$(sm3 "$tmp/sm2.der")" ] || return 1
  at=$(grep -A 2 ':signingTime' "$tmp/asn1" | sed -n 's/.*\(UTCTIME\|GENERALIZEDTIME\) *://p')
  case $at in ????????????Z) at=20$at ;; esac
  at=$(printf %s "$at" | sed 's/^\(....\)\(..\)\(..\)\(..\)\(..\)\(..\)Z$/\1-\2-\3 \4:\5:\6/')
  openssl verify -vfyopt "$sm2id" -attime "$(date -u -d "$at" +%s)" -CAfile "$gmroot" -no-CApath \
    -no-CAstore -purpose smimesign "$tmp/sm2.pem" || return 1
  openssl x509 -in "$tmp/sm2.pem" -noout -pubkey >"$tmp/sm2.pub" || return 1
  openssl pkeyutl -verify -pubin -inkey "$tmp/sm2.pub" -rawin -digest sm3 -pkeyopt "$sm2id" \
    -in "$tmp/attributes" -sigfile "$tmp/sm2" || return 1
  second_certificate=$(sha "$tmp/sm2.der")
  second_spki=$(openssl pkey -pubin -in "$tmp/sm2.pub" -outform DER | sha256sum | cut -c1-64)
}
also() { # ALGORITHM MANIFEST FILE: the signed text has the file's other digest in it
  grep -q "\"$1\":\"$(openssl dgst "-$1" "$3" | sed 's/.*= *//')\"" "$2"
}
`;

/** Lines of verify.sh for one $manifest of $item. Under the package's own root it stays open, which leaves the level as it is. */
export const SECOND_CHECKS = String.raw`  what="$item second signature (SM2): $(basename "$manifest")"
  second_certificate=''
  if [ ! -e "$manifest.sm2.p7s" ] && [ -z "$GM_ROOT" ]; then :
  elif [ -e "$manifest.sm2.p7s" ] && [ -f "$manifest" ] && [ ! -s "$gmroot" ]; then
    aside "$what: there is no SM2 root"
  elif ! second "$manifest" "$manifest.sm2.p7s" >"$tmp/out" 2>&1; then tell FAILED "$what"
  elif [ -n "$GM_ROOT" ]; then tell PASSED "$what"
  else aside "$what: the root is the package's own: compare it by another way"; fi
`;

/** A step of VERIFY.txt. */
export const SECOND_TEXT = `国密 · SM2 and SM3: 有 *.sm2.p7s 时，verify.sh 以 SM3 摘要、SM2 签名（用户标识 1234567812345678）再核验一次；
国密根证书同样要另行核对 · where there are *.sm2.p7s files verify.sh checks them too (user ID 1234567812345678), under
proofs/gm-root.pem or GM_ROOT=SM2-ROOT.pem. Compare its fingerprint by another way:

    test ! -e proofs/gm-root.pem || openssl x509 -in proofs/gm-root.pem -noout -fingerprint -sha256
`;
