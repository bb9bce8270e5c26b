/** verify.sh, the part about the keys that sign manifests: what the ledger told of them, before which entries. */

import { LATER_TEXT } from "./recipe-later.ts";

/** Needs `logged`, `tell`, `aside`, `later_end` and what `signed` left in $tmp/signer.pem. */
export const KEY_FUNCTIONS = String.raw`signer() { # it is no authority, which openssl lets pass; leaves in $its_certificate and $its_key what it is called by
  # Most signatures of a package are by the same one.
  if cmp -s "$tmp/signer.pem" "$tmp/known.pem"; then return 0; fi
  openssl x509 -in "$tmp/signer.pem" -noout -pubkey -ext basicConstraints >"$tmp/signer.txt" || return 1
  if grep -q CA:TRUE "$tmp/signer.txt"; then return 1; fi
  its_certificate=$(openssl x509 -in "$tmp/signer.pem" -outform DER | sha256sum)
  its_key=$(openssl pkey -pubin -in "$tmp/signer.txt" -outform DER | sha256sum)
  cp "$tmp/signer.pem" "$tmp/known.pem"
}
key_of() { certificate=${"$"}{its_certificate%% *} spki=${"$"}{its_key%% *}; }
standing() { printf '%s %16s' "$origin" "$index"; }
before() { expr "x$1" '<' "x$2" >/dev/null; }
recorded() { # KIND PATTERN: the ledger holds the record of this kind; leaves its place in $recorded
  cp "proofs/keys/$certificate.$1.txt" "$tmp/leaf" 2>/dev/null &&
    [ "$(head -c 2000 "$tmp/leaf" | tr '\n' ' ' | grep -Ecx "$2 ")" -eq 1 ] &&
    logged "proofs/keys/$certificate.$1.tlog-proof" || return 1
  recorded=$(standing)
}
moment='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z'
list_key() { # the key of the list, which no ledger holds: nothing shows that it came before the key's end
  level=L1 ended=proofs/keys/$certificate.key-revoke
  if grep -Fqsx -e "spki sha256 $spki" proofs/keys/*.key-revoke.txt || [ -e "$ended.txt" ] || [ -e "$ended.tlog-proof" ]; then
    tell FAILED "the list of files was signed by a key that was not revoked"
  elif [ -e "proofs/keys/$certificate.key-add.txt" ] || [ -e "proofs/keys/$certificate.key-add.tlog-proof" ]; then
    if recorded key-add "$(added)"; then told_list_key
    else tell FAILED "what is said of the key that signed the list of files is in the ledger"; fi
  elif recorded='' && later_end; then listed_before
  else
    aside "the list of files was signed by a key of which no record of the ledger came along"
  fi
}
told_list_key() {
  recorded=
  if later_end; then listed_before
  else tell PASSED "the list of files was signed by a key that the ledger told of"; fi
}
listed_before() {
  tell OPEN "the list of files was signed by a key that was revoked later ($reason, from $since on): nothing shows that it came before; have the package made anew"
}
role=manifest-signer
added() { echo "key-add/v1 role $role suite (p256|rsa|sm2|ed25519) spki sha256 $spki certificate sha256 $certificate at $moment"; }
stamped_before() { # PROOF TIME: a stamp of the given authority shows its checkpoint from before
  text=$(sed '1,/^$/d' "$1" | sed '/^$/,$d' | sha256sum | cut -c1-64)
  existed=$(sed -n "s/^$text //p" "$tmp/existed" 2>/dev/null | sort | sed -n 1p)
  [ -n "$existed" ] && before "$existed" "$2"
}
doubtful() { tell OPEN "$1"; }
open=doubtful
second_key() { # WHAT PLACE PROOF: the same of the key of the second signature, if there is one that holds; left open, it is beside the level
  if [ -z "$second_certificate" ]; then return; fi
  certificate=$second_certificate spki=$second_spki role=second-signer open=aside
  signing_key "$1, signed with SM2," "$2" "$3"
  role=manifest-signer open=doubtful
}
signing_key() { # WHAT PLACE PROOF: the key of the manifest that stands there
  level=L1 held=proofs/keys/$certificate
  if [ -e "$held.key-revoke.txt" ] || [ -e "$held.key-revoke.tlog-proof" ]; then
    recorded key-revoke "key-revoke/v1 role $role spki sha256 $spki reason [A-Za-z]+ since $moment at $moment" ||
      { tell FAILED "$1 what is said of its key's end is in the ledger"; return; }
    reason=$(sed -n 's/^reason //p' "$tmp/leaf") since=$(sed -n 's/^since //p' "$tmp/leaf")
    later_end
    judge_end "$@"
  elif recorded='' && later_end; then judge_end "$@"
  elif [ -e "$held.key-add.txt" ] || [ -e "$held.key-add.tlog-proof" ]; then
    recorded key-add "$(added)" ||
      { tell FAILED "$1 what is said of its key is in the ledger"; return; }
    if before "$recorded" "$2"; then
      if [ -n "$looked" ]; then tell PASSED "$1 was signed by a key that the ledger told of before, and the list of revocations tells of no end of it"
      else tell PASSED "$1 was signed by a key that the ledger told of before; whether it was revoked later does not show here"; fi
    else
      aside "$1 was signed by a key that the ledger told of later"
    fi
  else
    aside "$1 was signed by a key of which no record of the ledger came along"
  fi
}
judge_end() { # WHAT PLACE PROOF: by the end of its key at $recorded
  if ! before "$2" "$recorded"; then
    tell FAILED "$1 was entered before its key was revoked ($reason, from $since on)"
  elif case $reason in keyCompromise | cACompromise) ! stamped_before "$3" "$since" ;; *) false ;; esac; then
    $open "$1 was entered before its key was revoked, but no stamp shows it from before the key may have been stolen ($reason, from $since on)"
  else
    tell PASSED "$1 was entered before its key was revoked ($reason, from $since on)"
  fi
}
`;

/** For VERIFY.txt. */
export const KEY_TEXT = `签名密钥 · Keys: proofs/keys/ 载有账本对签名密钥的登记与吊销记录。先于吊销入账者有效，与所称签名时间无关；密钥被盗的，
还须有更早的时间戳；文件清单不入账本，由已吊销的密钥签署者无效；
数据包制作之后的吊销，须另取吊销清单 · what the ledger told of the keys that sign, and of their end. What was entered before that
end stays valid, whatever time it says; where the key was stolen, only with a stamp from before that. The list of files is no entry:
signed by a key that was revoked, it does not count. Of a revocation that came after this package was made it knows nothing.
${LATER_TEXT}`;
