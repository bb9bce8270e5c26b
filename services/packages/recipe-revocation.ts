/** verify.sh, the part about lists of revoked certificates (CRL, RFC 5280 5; RFC 3161 4), with openssl alone. */
import { MAX_CARRIED_LISTS } from "./judge-stamp.ts";

/**
 * Needs of `stamped`: $tmp/token, $at. What it finds out stands in $listed; names are the shell's own everywhere, so that
 * $list, $made and $line belong to who calls. A list is believed only where whoever issued the
 * certificate that stamped signed it, and it is whole; the first that says something counts.
 */
export const REVOCATION_FUNCTIONS = String.raw`seconds() { date -u -d "$1" +%s; }
issued() { # CERTIFICATES LIST: one of these issued both the certificate in $tmp/signer and the list
  rm -rf "$tmp/issuers" && mkdir "$tmp/issuers"
  awk -v f="$tmp/issuers/" '/-BEGIN CERTIFICATE-/ { n++; on = 1 } on { print >(f n) } /-END CERTIFICATE-/ { on = 0; close(f n) }' "$1"
  for issuer in "$tmp/issuers"/*; do
    openssl verify -partial_chain -no_check_time -trusted "$issuer" "$tmp/signer" >/dev/null 2>&1 || continue
    openssl crl -inform DER -in "$2" -noout -verify -CAfile "$issuer" 2>&1 | grep -qx 'verify OK' && return 0
  done
  return 1
}
believed() { # CAFILE LIST: the list of whoever issued the certificate that stamped, whole
  [ "$(wc -c <"$2")" -le 1048576 ] || return 1
  openssl cms -verify -noverify -inform DER -in "$tmp/token" -certfile "$1" -signer "$tmp/signer" -out /dev/null || return 1
  { cat "$1"; echo; openssl pkcs7 -inform DER -in "$tmp/token" -print_certs; } >"$tmp/known"
  openssl crl -inform DER -in "$2" -outform DER | cmp -s - "$2" || return 1
  openssl crl -inform DER -in "$2" -noout -text -nameopt RFC2253 >"$tmp/crl" || return 1
  grep -q 'Version 2 ' "$tmp/crl" || return 1
  if grep -q ': critical' "$tmp/crl"; then return 1; fi
  [ "$(openssl crl -inform DER -in "$2" -noout -issuer -nameopt RFC2253)" = "$(openssl x509 -in "$tmp/signer" -noout -issuer -nameopt RFC2253)" ] || return 1
  issued "$tmp/known" "$2"
}
its_lists() { # TOKEN: of its authority, the newest first, then those that the newest renewals carry
  crl_name=$(basename "$1" .tsr | cut -d . -f 2)
  case $crl_name in '' | *[!a-z0-9-]*) return 0 ;; esac
  [ ! -f "${"$"}{1%/*/*}/authorities/$crl_name.crl" ] || echo "${"$"}{1%/*/*}/authorities/$crl_name.crl"
  for crl in "${"$"}{1%/*/*}/renewals"/*."$crl_name".crl; do [ ! -f "$crl" ] || break; done
  [ -f "$crl" ] || return 0
  find "${"$"}{1%/*/*}/renewals" -type f 2>/dev/null | grep -E "/[0-9]{4}-[1-9][0-9]{0,3}\.$crl_name\.crl\$" | sort -V -r | head -n ${MAX_CARRIED_LISTS}
}
told_by() { # CAFILE LIST: what it says of the certificate that stamped, in $listed; 0: good, 1: revoked, 2: it says nothing
  listed='not checked for revocation'
  if ! believed "$1" "$2" >/dev/null 2>&1; then
    listed="$listed: the list in the package is not the authority's"
    return 2
  fi
  crl_made=$(openssl crl -inform DER -in "$2" -noout -lastupdate | cut -d = -f 2)
  serial=$(openssl x509 -in "$tmp/signer" -noout -serial | cut -d = -f 2)
  revoked=$(awk -v s="$serial" '/^ +Serial Number: / { on = $3 == s; if (on) reason = "" }
    on && /Revocation Date: / { when = $0; sub(/^.*Revocation Date: /, "", when) }
    on && before ~ /Reason Code:/ { reason = $0; sub(/^ +/, "", reason) }
    { before = $0 } END { if (when != "") print when "|" reason }' "$tmp/crl")
  if [ -z "$revoked" ]; then
    # Lists leave out certificates that are over.
    [ "$(seconds "$crl_made")" -le "$(seconds "$(openssl x509 -in "$tmp/signer" -noout -enddate | cut -d = -f 2)")" ] || return 2
    listed="not revoked by the list of $crl_made"
    return 0
  fi
  listed="revoked ${"$"}{revoked%|*} (${"$"}{revoked##*|})"
  case ${"$"}{revoked##*|} in
    Unspecified | 'Affiliation Changed' | Superseded | 'Cessation Of Operation')
      [ "$(seconds "$at")" -lt "$(seconds "${"$"}{revoked%|*}")" ] && return 0 ;;
  esac
  return 1
}
unrevoked() { # TOKEN CAFILE: the certificate that stamped was not revoked, or later and for a reason that leaves stamps good
  crl_newest=''
  for crl in $(its_lists "$1"); do
    told_by "$2" "$crl" && return 0
    [ $? -ne 1 ] || return 1
    [ -n "$crl_newest" ] || crl_newest=$listed
  done
  listed=${"$"}{crl_newest:-not checked for revocation}
}
`;
