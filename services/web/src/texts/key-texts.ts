/** Texts about the house's own keys and how long their certificates last. */
import type { Texts } from "./text.ts";

export const keyTexts = {
  "keys.title": ["证书有效期", "How long certificates last"],
  "keys.soon": [
    "有证书在 90 天内到期或已到期：处理办法见 holdfast doctor",
    "Certificates end within 90 days, or have ended: holdfast doctor says what to do",
  ],
  "keys.until": [
    "{{what}}：至 {{until}}（还有 {{days}} 天）",
    "{{what}}: until {{until}} ({{days}} days)",
  ],
  "keys.over": ["{{what}}：已于 {{until}} 到期", "{{what}}: ended on {{until}}"],
  "keys.ledger": [
    "账本密钥没有期限，跨年不更换：一把密钥签署各年账本，外部已固定的公钥继续有效。",
    "The ledger's key has no end and is not replaced at the turn of the year: one key signs the logs of all years, and what is pinned outside stays right.",
  ],
  "keys.role.manifest-signer": ["封存签名证书", "Certificate that signs seals"],
  "keys.role.second-signer": ["国密（SM2）签名证书", "Certificate that signs with SM2"],
  "keys.role.root": ["根证书", "Root certificate"],
  "keys.role.second-root": ["国密根证书", "Root certificate of SM2"],
  "keys.role.issuing": ["签发证书", "Certificate of the issuing authority"],
  "keys.role.device-authority": ["设备证书签发机构", "Certificate of the authority for devices"],
} as const satisfies Texts;
