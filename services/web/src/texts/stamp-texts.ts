/** Texts about time stamps: their check, and what it found. */
import type { Texts } from "./text.ts";

export const stampTexts = {
  "check.stamp": ["时间戳", "Time stamp"],
  "check.stamp.what": [
    "含有此条目的检查点由外部机构盖的时间戳（RFC 3161），按验证程序的规则重新核验；证书到期后须由到期前所做的续期支持。",
    "The stamps of outside authorities (RFC 3161) over the checkpoint that has this entry, judged anew as the verifiers do; once their certificates are over, a renewal from before must hold them.",
  ],
  "check.stamp.limit": [
    "内容何时录制；只说明最晚何时已经存在，且以机构的时钟和密钥为准。",
    "when it was recorded; only by when it existed, by the clock and the key of the authority.",
  ],
  "check.stamp.yourself": [
    "不需要令牌。cmp 不输出任何内容，openssl 须显示 Verification: OK；机构的根证书（.pem）应向该机构核对。最后一行 OVER 表示证书已到期：请下载证据包，verify.sh 会核验续期。",
    "No token is needed. cmp says nothing, openssl says Verification: OK; compare the authority's root (.pem) with the authority itself. OVER in the last line means that its certificates are over: download a package, its verify.sh looks for the renewal.",
  ],
  "reason.verification/stamped": [
    "时间戳有效，其证书今天仍然有效。",
    "The time stamp holds, and so do its certificates today.",
  ],
  "reason.verification/stamp-renewed": [
    "时间戳的证书已到期，到期前所做的续期仍支持它。",
    "The certificates of the time stamp are over; a renewal from before holds it.",
  ],
  "reason.verification/stamp-over": [
    "时间戳的证书已到期，没有续期支持它：它今天不再证明什么。",
    "The certificates of the time stamp are over and no renewal holds it: today it shows nothing any more.",
  ],
  "reason.verification/stamp-invalid": [
    "有时间戳无效。请立即通知管理员和审计人员。",
    "A time stamp does not hold. Tell an administrator and an auditor at once.",
  ],
  "reason.verification/renewal-invalid": [
    "保存的续期无效。请立即通知管理员和审计人员。",
    "A renewal that is kept does not hold. Tell an administrator and an auditor at once.",
  ],
  "reason.verification/not-stamped-yet": [
    "还没有时间戳：通常约一分钟后就有，前提是配置了时间戳机构。",
    "It has no time stamp yet: it comes within about a minute, where authorities are configured.",
  ],
  "fact.existedAt": ["最晚于此时已存在", "Existed at the latest at"],
  "fact.authority": ["时间戳机构", "Authority for time stamps"],
  "fact.tokens": ["时间戳数", "Time stamps"],
  "fact.validUntil": ["证书有效至（UTC）", "Certificates valid until (UTC)"],
  "fact.renewedAt": ["续期时间（UTC）", "Renewed (UTC)"],
  "fact.renewedBy": ["续期机构", "Renewed by"],
  "fact.revocation": ["机构证书是否被吊销", "Revocation of the authority's certificate"],
  "fact.listOf": ["吊销名单日期（UTC）", "List of revoked certificates of (UTC)"],
  "fact.answerOf": ["吊销查询答复时间（UTC）", "Answer about the certificate of (UTC)"],
  "fact.authoritiesAboveGood": [
    "上级机构证书经名单核查未被吊销（张）",
    "Certificates of authorities above that lists speak well of",
  ],
  "fact.revokedAt": ["吊销时间（UTC）", "Revoked (UTC)"],
  "value.revocation.none": ["未核查", "not looked for"],
  "value.revocation.unknown": [
    "未核查：答复者不认识该证书",
    "not looked for: who answers for the authority does not know it",
  ],
  "value.revocation.unusable": [
    "未核查：名单不是该机构的",
    "not looked for: the list is not the authority's",
  ],
  "value.revocation.not-on-it": ["未被吊销", "not revoked"],
  "value.revocation.revoked-later": [
    "盖戳之后被吊销，原因不影响此时间戳",
    "revoked after the stamp, for a reason that leaves it good",
  ],
} as const satisfies Texts;
