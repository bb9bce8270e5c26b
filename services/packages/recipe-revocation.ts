/** verify.sh, the part about lists of revoked certificates (CRL, RFC 5280 5; RFC 3161 4), with openssl alone. */
import { MAX_RENEWALS } from "../anchors/renewal.ts";

/**
 * Needs of `stamped`: $tmp/token, $at. What it finds out stands in $listed; names are the shell's own everywhere, so that
 * $list, $made and $line belong to who calls. A list is believed only where whoever issued the
 * certificate that stamped signed it, and it is whole. One that revokes counts, else the newest that says something.
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
believed() { # LIST: of whoever issued the certificate that stamped, whole
  [ -s "$tmp/signer" ] && [ "$(wc -c <"$1")" -le 1048576 ] || return 1
  openssl crl -inform DER -in "$1" -outform DER | cmp -s - "$1" || return 1
  openssl crl -inform DER -in "$1" -noout -text -nameopt RFC2253 >"$tmp/crl" || return 1
  grep -q 'Version 2 ' "$tmp/crl" || return 1
  if grep -q ': critical' "$tmp/crl"; then return 1; fi
  [ "$(openssl crl -inform DER -in "$1" -noout -issuer -nameopt RFC2253)" = "$(openssl x509 -in "$tmp/signer" -noout -issuer -nameopt RFC2253)" ] || return 1
  issued "$tmp/known" "$1"
}
carried_lists() { # PROOFS NAME: lists of revoked certificates that renewals carry, of authorities called so
  find "$1/renewals" -type f 2>/dev/null | grep -E "/renewals/[0-9]{4}-[1-9][0-9]{0,3}\.$2\.crl\$" | sort
}
its_lists() { # TOKEN: of its authority, then those that renewals carry, each once
  crl_name=$(basename "$1" .tsr | cut -d . -f 2)
  case $crl_name in '' | *[!a-z0-9-]*) return 0 ;; esac
  for crl in "${"$"}{1%/*/*}/authorities/$crl_name.crl" "${"$"}{1%/*/*}/renewals"/*."$crl_name".crl; do [ ! -f "$crl" ] || break; done
  [ -f "$crl" ] || return 0
  { find "${"$"}{1%/*/*}/authorities/$crl_name.crl" -type f 2>/dev/null; carried_lists "${"$"}{1%/*/*}" "$crl_name" | head -n ${MAX_RENEWALS}; } |
    while IFS= read -r crl; do sha256sum "$crl"; done | awk '!known[$1]++ { print substr($0, 67) }'
}
told_by() { # LIST: what it says of the certificate that stamped, in $listed; 0: good, 1: revoked, 2: it says nothing
  listed='not checked for revocation'
  if ! believed "$1" >/dev/null 2>&1; then
    listed="$listed: the list in the package is not the authority's"
    return 2
  fi
  crl_made=$(openssl crl -inform DER -in "$1" -noout -lastupdate | cut -d = -f 2)
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
  crl_first='' crl_said='' crl_newest='' crl_all=$(its_lists "$1")
  if [ -n "$crl_all" ]; then
    : >"$tmp/signer"
    openssl cms -verify -noverify -inform DER -in "$tmp/token" -certfile "$2" -signer "$tmp/signer" -out /dev/null 2>/dev/null
    { cat "$2"; echo; openssl pkcs7 -inform DER -in "$tmp/token" -print_certs; } >"$tmp/known"
  fi
  for crl in $crl_all; do
    told_by "$crl"
    case $? in
      0)
        crl_made=$(seconds "$crl_made")
        if [ -z "$crl_newest" ] || [ "$crl_made" -gt "$crl_newest" ]; then crl_newest=$crl_made crl_said=$listed; fi ;;
      1) return 1 ;;
      *) crl_first=${"$"}{crl_first:-$listed} ;;
    esac
  done
  listed=${"$"}{crl_said:-${"$"}{crl_first:-not checked for revocation}}
}
`;
