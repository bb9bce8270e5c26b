/** verify.sh, the part about lists of revoked certificates (CRL, RFC 5280 5; RFC 3161 4), with openssl alone. */
import { MAX_RENEWALS } from "../anchors/renewal.ts";
import { LIST_PLACE, MAX_LISTS } from "../anchors/revocation.ts";
import { ANSWER_FUNCTIONS } from "./recipe-answer.ts";

/**
 * Needs of `stamped`: $tmp/token, $at. What it finds out stands in $listed; names are the shell's own everywhere, so that
 * $list, $made and $line belong to who calls. A list is believed of a certificate only where whoever issued that signed it, and it
 * is whole. One that revokes counts, else the newest that says something. Certificates of authorities above that were revoked are
 * taken away; the rest must still lead to the root.
 */
export const REVOCATION_FUNCTIONS = String.raw`seconds() { date -u -d "$1" +%s; }
name_in() { openssl "$1" -inform "$2" -in "$3" -noout "$4" -nameopt RFC2253 | cut -d = -f 2-; } # x509|crl DER|PEM FILE -issuer|-subject
known() { # TOKEN CAFILE: the certificates of both, one a file
  rm -rf "$tmp/issuers" && mkdir "$tmp/issuers" || return 1
  crl_cut='/-BEGIN CERTIFICATE-/ { n++; on = 1 } on { print >(f n) } /-END CERTIFICATE-/ { on = 0; close(f n) }'
  openssl pkcs7 -inform DER -in "$1" -print_certs | awk -v f="$tmp/issuers/sent." "$crl_cut"
  awk -v f="$tmp/issuers/trusted." "$crl_cut" "$2"
}
issues() { # ISSUER CERTIFICATE: a trusted certificate is good by itself too, so that names are compared
  [ "$(name_in x509 PEM "$1" -subject)" = "$(name_in x509 PEM "$2" -issuer)" ] &&
    openssl verify -partial_chain -no_check_time -trusted "$1" "$2" >/dev/null 2>&1
}
issued() { # CERTIFICATE LIST: one of the known issued both
  for issuer in "$tmp/issuers"/*; do
    issues "$issuer" "$1" || continue
    openssl crl -inform DER -in "$2" -noout -verify -CAfile "$issuer" 2>&1 | grep -qx 'verify OK' && return 0
  done
  return 1
}
believed() { # CERTIFICATE LIST: of whoever issued the certificate, whole
  [ -s "$1" ] && [ "$(wc -c <"$2")" -le 1048576 ] || return 1
  [ "$(name_in crl DER "$2" -issuer)" = "$(name_in x509 PEM "$1" -issuer)" ] || return 1
  openssl crl -inform DER -in "$2" -outform DER | cmp -s - "$2" || return 1
  openssl crl -inform DER -in "$2" -noout -text -nameopt RFC2253 >"$tmp/crl" || return 1
  grep -q 'Version 2 ' "$tmp/crl" || return 1
  if grep -q ': critical' "$tmp/crl"; then return 1; fi
  issued "$1" "$2"
}
carried_lists() { # PROOFS NAME: lists of revoked certificates, and answers, that renewals carry, of authorities called so
  find "$1/renewals" -type f 2>/dev/null | grep -E "/renewals/[0-9]{4}-[1-9][0-9]{0,3}\.$2(\.${LIST_PLACE})?\.(crl|ocsp)\$" | sort
}
its_lists() { # TOKEN: of its authority, then those that renewals carry, each once
  crl_name=$(basename "$1" .tsr | cut -d . -f 2)
  case $crl_name in '' | *[!a-z0-9-]*) return 0 ;; esac
  for crl in "${"$"}{1%/*/*}/authorities/$crl_name".*crl "${"$"}{1%/*/*}/authorities/$crl_name".*ocsp \
    "${"$"}{1%/*/*}/renewals"/*."$crl_name".*crl "${"$"}{1%/*/*}/renewals"/*."$crl_name".*ocsp; do [ ! -f "$crl" ] || break; done
  [ -f "$crl" ] || return 0
  {
    find "${"$"}{1%/*/*}/authorities" -type f 2>/dev/null | grep -E "/$crl_name(\.${LIST_PLACE})?\.(crl|ocsp)\$" | sort
    carried_lists "${"$"}{1%/*/*}" "$crl_name" | head -n ${2 * MAX_LISTS * MAX_RENEWALS}
  } | while IFS= read -r crl; do sha256sum "$crl"; done | awk '!known[$1]++ { print substr($0, 67) }'
}
on_list() { # CERTIFICATE: its line in $tmp/crl, in $revoked
  serial=$(openssl x509 -in "$1" -noout -serial | cut -d = -f 2)
  revoked=$(awk -v s="$serial" '/^ +Serial Number: / { on = $3 == s; if (on) reason = "" }
    on && /Revocation Date: / { when = $0; sub(/^.*Revocation Date: /, "", when) }
    on && before ~ /Reason Code:/ { reason = $0; sub(/^ +/, "", reason) }
    { before = $0 } END { if (when != "") print when "|" reason }' "$tmp/crl")
}
harmless() { # SECONDS: $revoked came later, and for a reason that leaves good what is from before
  case ${"$"}{revoked##*|} in
    Unspecified | 'Affiliation Changed' | Superseded | 'Cessation Of Operation')
      [ "$1" -lt "$(seconds "${"$"}{revoked%|*}")" ] && return 0 ;;
  esac
  return 1
}
${ANSWER_FUNCTIONS}told_by() { # CERTIFICATE LIST: what it says, in $listed; 0: good, 1: revoked, 2: it says nothing, 3: it is no list of theirs
  listed=''
  if ! openssl crl -inform DER -in "$2" -noout >/dev/null 2>&1; then
    told_by_answer "$1" "$2"
    return $?
  fi
  believed "$1" "$2" >/dev/null 2>&1 || return 3
  crl_made=$(openssl crl -inform DER -in "$2" -noout -lastupdate | cut -d = -f 2)
  on_list "$1"
  if [ -z "$revoked" ]; then
    # Lists leave out certificates that are over.
    [ "$(seconds "$crl_made")" -le "$(seconds "$(openssl x509 -in "$1" -noout -enddate | cut -d = -f 2)")" ] || return 2
    listed="not revoked by the list of $crl_made"
    return 0
  fi
  listed="revoked ${"$"}{revoked%|*} (${"$"}{revoked##*|})"
  harmless "$(seconds "$at")"
}
told() { # CERTIFICATE: what the lists in $crl_all say of it, in $crl_said; 0: good, 1: revoked, 2: nothing
  crl_said='' crl_newest='' crl_unknown=''
  for crl in $crl_all; do
    told_by "$1" "$crl"
    crl_state=$?
    [ "$crl_state" -eq 3 ] || echo "$crl" >>"$tmp/used"
    if [ "$crl_state" -eq 1 ]; then return 1; fi
    if [ "$crl_state" -eq 0 ]; then
      crl_made=$(seconds "$crl_made")
      if [ -z "$crl_newest" ] || [ "$crl_made" -gt "$crl_newest" ]; then crl_newest=$crl_made crl_said=$listed; fi
    fi
  done
  [ -n "$crl_newest" ] || return 2
}
above_of() { # CERTIFICATE: those of the known from which a way leads down to it, in $tmp/line
  echo "$1" >"$tmp/line"
  while IFS= read -r below; do
    for above in "$tmp/issuers"/*; do
      grep -qxF "$above" "$tmp/line" || ! issues "$above" "$below" || echo "$above" >>"$tmp/line"
    done
  done <"$tmp/line"
}
told_above() { # of each certificate of an authority above: its digest in $tmp/cleared, if lists speak of it, or in $tmp/gone, and why in $crl_gone
  above_of "$tmp/signer"
  sed 1d "$tmp/line" >"$tmp/lineage"
  while IFS= read -r above; do
    crl_id=$(openssl x509 -in "$above" -outform DER 2>/dev/null | sha256sum)
    [ "$crl_id" != "$(openssl x509 -in "$tmp/signer" -outform DER 2>/dev/null | sha256sum)" ] || continue
    [ "$(name_in x509 PEM "$above" -subject 2>/dev/null)" != "$(name_in x509 PEM "$above" -issuer 2>/dev/null)" ] || continue
    told "$above"
    case $? in 0) echo "$crl_id" >>"$tmp/cleared" ;; 1) echo "$crl_id" >>"$tmp/gone"; rm "$above"; crl_gone=$listed ;; esac
  done <"$tmp/lineage"
}
unrevoked() { # TOKEN CAFILE: the certificate that stamped was not revoked, or later and for a reason that leaves stamps good; nor those above
  crl_all=$(its_lists "$1") listed='not checked for revocation'
  [ -n "$crl_all" ] || return 0
  for crl in signer used cleared gone; do : >"$tmp/$crl"; done
  openssl cms -verify -noverify -inform DER -in "$tmp/token" -certfile "$2" -signer "$tmp/signer" -out /dev/null 2>/dev/null
  known "$tmp/token" "$2"
  told "$tmp/signer"
  [ $? -ne 1 ] || return 1
  crl_leaf=$crl_said crl_unsaid=$crl_unknown
  told_above
  if [ -s "$tmp/gone" ]; then
    cat "$tmp/issuers"/trusted.* >"$tmp/above" && cat "$tmp/signer" "$tmp/issuers"/sent.* >"$tmp/below" 2>/dev/null
    if ! openssl verify -purpose timestampsign -attime "$(seconds "$at")" -trusted "$tmp/above" -untrusted "$tmp/below" "$tmp/signer"; then
      listed="an authority above: $crl_gone"
      return 1
    fi
  fi
  listed=${"$"}{crl_leaf:-not checked for revocation$crl_unsaid}
  if [ -z "$crl_leaf$crl_unsaid" ] && [ "$(echo "$crl_all" | wc -l)" -gt "$(sort -u "$tmp/used" | wc -l)" ]; then
    listed="$listed: the list in the package is not the authority's"
  fi
  [ ! -s "$tmp/cleared" ] || listed="$listed (authorities above: $(sort -u "$tmp/cleared" | wc -l) good)"
}
`;
