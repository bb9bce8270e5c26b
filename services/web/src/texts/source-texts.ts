/** Texts about signatures inside recordings: the check of the panel, and what it may say. */
import type { Texts } from "./text.ts";

export const sourceTexts = {
  "check.source": ["录像自带的签名", "Signatures of the source"],
  "check.source.what": [
    "接收时、制作副本之前，录像内部的签名（ONVIF 媒体签名、C2PA 等）的核验结论；结论记入保管记录和账本。",
    "What was found, at reception and before any copy was made, of signatures inside the recording (ONVIF Media Signing, C2PA and others). It stands in the custody record and the ledger.",
  ],
  "check.source.limit": [
    "镜头前的事情是真的，或声音、显示时间未被改动：签名只覆盖画面。没有签名也不说明从未签过名。",
    "that what was in front of the lens was real, or that sound and times of display are unchanged: only pictures are signed. And none found does not say that there never was one.",
  ],
  "check.source.yourself": [
    "原件在证据包中，可用厂商或 ONVIF 的核验工具重新核验；证书可能已过期，结论会与接收时不同。",
    "The original is in the package: check it again with the maker's or ONVIF's own validator. Certificates may be over by now; the answer can then differ from that of reception.",
  ],
  "reason.verification/source-valid": [
    "接收时，录像自带的签名成立，签名者受信任。",
    "At reception the recording's own signatures held, by a signer who is trusted here.",
  ],
  "reason.verification/source-invalid": [
    "接收时，录像自带的签名不成立：画面在签名之后被改动、删去或重排。保存的内容与接收时一致。",
    "At reception the recording's own signatures did not hold: pictures were changed, removed or moved after they were signed. What is kept is what was received.",
  ],
  "reason.verification/source-not-verifiable": [
    "接收时，录像自带的签名无法判定；原因见下。",
    "At reception the recording's own signatures could not be decided; the reasons stand below.",
  ],
  "reason.verification/source-unsigned": [
    "接收时，录像没有自带签名。",
    "At reception the recording had no signatures of its own.",
  ],
  "reason.verification/source-expected": [
    "录像没有自带签名，而同一设备此前的录像均有：请查明原因。",
    "The recording has no signatures of its own, and what the same device sent before always had: find out why.",
  ],
  "reason.verification/source-always-signs": [
    "登记簿载明该设备的每段录像都自带签名（种类见下），而此录像没有：请查明原因。",
    "The register says that this device signs every recording in the way named below, and this one lacks it: find out why.",
  ],
  "reason.verification/source-not-looked-at": [
    "尚未查看录像自带的签名。",
    "Nobody has looked for the recording's own signatures yet.",
  ],
  "reason.verification/source-not-in-ledger": [
    "接收时录像自带的签名成立，但账本中没有这一结论。刚接收的录像，请稍候片刻再试；若仍如此，请通知管理员。",
    "At reception the recording's own signatures held, but the ledger does not hold that verdict. Just after reception, wait a moment; if it stays so, tell an administrator.",
  ],
  "reason.verification/source-differs": [
    "保存的结论与保管记录不符。请立即通知管理员和审计人员。",
    "The verdict that is kept is not the one on record. Tell an administrator and an auditor at once.",
  ],
  "fact.takenAt": ["核验时间（UTC）", "Looked at (UTC)"],
  "fact.signatures": ["签名", "Signatures"],
  "fact.tool": ["工具", "Tool"],
} as const satisfies Texts;
