/** verify.sh, the part about answers of whether a certificate was revoked (OCSP, RFC 6960), with openssl alone. */

/**
 * Needs `seconds`, `issues`, `believed`, `on_list`, `harmless` and $crl_cut of the script, $tmp/issuers, $crl_all and $at. An answer is believed where whoever issued the certificate
 * signed it, or one whom that appointed; it is DER, about one certificate, and signed with a digest that is strong enough. Whom that
 * appointed must not be revoked by a list that is there (RFC 6960 4.2.2.2.1). openssl
 * finds the certificate in it, and says what stands there; $tmp/answer is what is signed, without certificates that anyone can add.
 */
export const ANSWER_FUNCTIONS = String.raw`ocsp_strong='(ecdsa-with-SHA(256|384|512)|sha(256|384|512)WithRSAEncryption)'
shortest() { # ANSWER: lengths in it have their one form (DER), which openssl does not ask for
  ocsp_octets=$(openssl asn1parse -inform DER -in "$1" | awk -F : '/OCTET STRING/ { print $1 + 0; exit }')
  openssl asn1parse -inform DER -in "$1" -strparse "$ocsp_octets" >"$tmp/parsed" || return 1
  sed -n 's/^ *[0-9]*:d=\([0-9]*\) *hl= *\([0-9]*\) *l= *\([0-9a-z]*\) .*/\1 \2 \3/p' "$tmp/parsed" |
    awk '$1 == 0 { n++ } $3 == "inf" || $2 != ($3 < 128 ? 2 : $3 < 256 ? 3 : $3 < 65536 ? 4 : 5) { bad = 1 } END { exit bad || n != 1 }'
}
appointed() { # CERTIFICATE ISSUER: it is for such answers, and was valid as $tmp/answer was made
  openssl x509 -in "$1" -noout -ext extendedKeyUsage | grep -q 'OCSP Signing' || return 1
  openssl x509 -in "$1" -noout -text | grep -m 1 'Signature Algorithm: ' | grep -Eqx " *Signature Algorithm: $ocsp_strong" || return 1
  ocsp_made=$(seconds "$(sed -n 's/^    Produced At: //p' "$tmp/answer")")
  [ "$(seconds "$(openssl x509 -in "$1" -noout -startdate | cut -d = -f 2)")" -le "$ocsp_made" ] &&
    [ "$ocsp_made" -le "$(seconds "$(openssl x509 -in "$1" -noout -enddate | cut -d = -f 2)")" ] &&
    issues "$2" "$1"
}
ended() { # CERTIFICATE: a list in $crl_all of whoever issued it revokes it, and not only after $ocsp_made for a reason that leaves it good
  for crl in $crl_all; do
    believed "$1" "$crl" && on_list "$1" && [ -n "$revoked" ] || continue
    harmless "$ocsp_made" || return 0
  done
  return 1
}
answered() { # CERTIFICATE ANSWER: it is about this one, by who may say so; what it says is in $tmp/ocsp
  [ -s "$1" ] && [ "$(wc -c <"$2")" -le 65536 ] || return 1
  openssl ocsp -respin "$2" -noverify -respout "$tmp/again" -resp_text >"$tmp/answers" || return 1
  cmp -s "$tmp/again" "$2" && shortest "$2" || return 1
  sed '/^Certificate:$/,$d' "$tmp/answers" >"$tmp/answer"
  [ "$(grep -c '^    Certificate ID:$' "$tmp/answer")" -eq 1 ] || return 1
  if grep -q ': critical' "$tmp/answer"; then return 1; fi
  grep -Eqx "    Signature Algorithm: $ocsp_strong" "$tmp/answer" || return 1
  ocsp_digest=$(sed -n 's/^      Hash Algorithm: //p' "$tmp/answer")
  case $ocsp_digest in sha1 | sha256) ;; *) return 1 ;; esac
  rm -rf "$tmp/responders" && mkdir "$tmp/responders" && awk -v f="$tmp/responders/" "$crl_cut" "$tmp/answers"
  [ "$(find "$tmp/responders" -type f | wc -l)" -le 8 ] || return 1
  for issuer in "$tmp/issuers"/*; do
    issues "$issuer" "$1" || continue
    for ocsp_by in "$issuer" "$tmp/responders"/*; do
      [ "$ocsp_by" = "$issuer" ] || appointed "$ocsp_by" "$issuer" || continue
      # In a shell of its own, which keeps the names of this one.
      if [ "$ocsp_by" != "$issuer" ] && (ended "$ocsp_by"); then continue; fi
      openssl ocsp -respin "$2" -VAfile "$ocsp_by" -issuer "$issuer" "-$ocsp_digest" -cert "$1" -no_nonce -validity_period 4000000000 >"$tmp/ocsp" 2>"$tmp/by"
      grep -qx 'Response verify OK' "$tmp/by" && grep -Eqx "$1: (good|revoked|unknown)" "$tmp/ocsp" && return 0
    done
  done
  return 1
}
of_answer() { sed -n "s/^[[:blank:]]*$1: //p" "$tmp/ocsp"; } # This Update|Reason|Revocation Time
told_by_answer() { # CERTIFICATE ANSWER: as told_by
  answered "$1" "$2" >/dev/null 2>&1 || return 3
  crl_made=$(of_answer 'This Update')
  case $(sed -n 1p "$tmp/ocsp") in
    *': good')
      [ "$(seconds "$crl_made")" -le "$(seconds "$(openssl x509 -in "$1" -noout -enddate | cut -d = -f 2)")" ] || return 2
      listed="not revoked by the answer of $crl_made"
      return 0 ;;
    *': unknown') crl_unknown=': who answers for the authority does not know it'; return 2 ;;
  esac
  ocsp_when=$(of_answer 'Revocation Time')
  listed="revoked $ocsp_when ($(of_answer Reason))"
  case $(of_answer Reason) in
    unspecified | affiliationChanged | superseded | cessationOfOperation)
      [ "$(seconds "$at")" -lt "$(seconds "$ocsp_when")" ] && return 0 ;;
  esac
  return 1
}
`;
