/** Texts for why a check came out as it did, and for the names of recorded values. */
import { encryptionTexts } from "./encryption-texts.ts";
import type { Texts } from "./text.ts";

export const proofValueTexts = {
  "reason.verification/digest-equal": [
    "整个原件已重新读取，与签名的摘要相同。",
    "The whole original was read anew; it has the signed digest.",
  ],
  "reason.verification/digest-differs": [
    "重新读取的原件与签名的摘要不同。请立即通知管理员和审计人员。",
    "The original read anew has another digest than the signed one. Tell an administrator and an auditor at once.",
  ],
  "reason.verification/size-differs": [
    "存储中的大小与记录不同。请立即通知管理员。",
    "The store holds another size than is on record. Tell an administrator at once.",
  ],
  "reason.verification/bytes-not-read": [
    "这次没有读取原件。点击“重新读取整个原件并核对”。",
    "The original was not read this time. Use “Read the whole original again”.",
  ],
  "reason.verification/object-missing": [
    "存储中找不到此文件。请立即通知管理员。",
    "The store has no such file. Tell an administrator at once.",
  ],
  "reason.verification/object-changed": [
    "存储中的文件已被改动或换掉：那里的不是所记录的版本。请立即通知管理员和审计人员，不要改动。",
    "The file in the store was changed or exchanged: what lies there is not the version on record. Tell an administrator and an auditor at once; change nothing.",
  ],
  "reason.verification/put-anew": [
    "文件是重新放入的，不是所记录的版本，但其中的字节与签名的摘要相同。请通知管理员：从副本恢复时须保留修改时间。",
    "The file was put there anew and is not the version on record; its bytes have the signed digest. Tell an administrator: who restores a copy must keep its time of modification.",
  ],
  "reason.verification/encrypted-differs": encryptionTexts["code.encryption/frame-differs"],
  "reason.verification/no-key": [
    "此证据加密存储，现在没有它的密钥，无法读取。请管理员运行 holdfast doctor。",
    "The item lies encrypted and its key is not there now. An administrator should run holdfast doctor.",
  ],
  "reason.verification/store-unavailable": [
    "存储暂时没有应答，请稍后再试。",
    "The store does not answer just now; try again later.",
  ],
  "reason.verification/not-yet-verified": [
    "原件还没有核验完。",
    "The original is not verified yet.",
  ],
  "reason.verification/nothing-declared": [
    "设备没有声明摘要，无可比较。",
    "The device stated no digest, so there is nothing to compare.",
  ],
  "reason.verification/declared-equal": [
    "与设备声明的摘要相同。",
    "It equals the digest the device stated.",
  ],
  "reason.verification/declared-differs": [
    "与设备声明的摘要不同。",
    "It differs from the digest the device stated.",
  ],
  "reason.verification/not-signed-yet": ["清单还没有签名。", "The manifest is not signed yet."],
  "reason.verification/manifest-differs": [
    "清单与记录的摘要不同。",
    "The manifest differs from the digest on record.",
  ],
  "reason.verification/manifest-of-other-bytes": [
    "清单写的是另一份字节。",
    "The manifest names other bytes.",
  ],
  "reason.verification/signature-valid": [
    "签名有效，证书链到本机构根证书。",
    "The signature is valid and its chain ends at the agency's root.",
  ],
  "reason.verification/signature-invalid": ["签名无效。", "The signature is not valid."],
  "reason.verification/no-chain-to-root": [
    "签名有效，但此处无法核对到根证书的链。",
    "The signature is valid, but its chain to the root cannot be checked here.",
  ],
  "reason.verification/in-ledger": [
    "已在签名的检查点之内。",
    "It is included under the signed checkpoint.",
  ],
  "reason.verification/not-in-ledger": ["不在账本中。", "It is not in the ledger."],
  "reason.verification/not-in-ledger-yet": ["还没有记入账本。", "It is not in the ledger yet."],
  "reason.verification/no-ledger-key": [
    "此处没有账本的验证公钥。",
    "The ledger's verifier key is not known here.",
  ],
  "reason.verification/other-place": [
    "账本中的位置与记录不同。",
    "Its place in the ledger differs from the one on record.",
  ],
  "reason.verification/proof-invalid": ["账本证明无效。", "The ledger's proof is not valid."],
  "reason.verification/locked": [
    "存储报告此版本已锁定。",
    "The store reports this version as locked.",
  ],
  "reason.verification/lock-over": ["锁定期已过。", "The lock has run out."],
  "reason.verification/not-locked": ["存储没有报告锁定。", "The store reports no lock."],
  "reason.verification/not-locked-yet": ["封存时才锁定。", "It is locked when it is sealed."],
  "reason.verification/chain-sound": [
    "每条记录都由前一条推出。",
    "Every record follows from the one before.",
  ],
  "reason.verification/chain-broken": [
    "有一条记录不由前一条推出。",
    "A record does not follow from the one before.",
  ],
  "reason.verification/no-custody": ["没有任何保管记录。", "There is no custody record at all."],
  "reason.verification/no-copies": ["没有派生文件。", "No file was made from it."],
  "reason.verification/copies-equal": [
    "派生文件已读取，与签名的摘要相同。",
    "The files made from it were read and have their signed digests.",
  ],
  "reason.verification/copies-not-read": [
    "清单已核对；这次没有读取文件。",
    "The manifests were checked; the files were not read this time.",
  ],
  "reason.verification/copies-not-sealed-yet": [
    "派生文件还没有封存。",
    "The files made from it are not sealed yet.",
  ],
  "reason.verification/copy-not-signed": [
    "有派生文件没有签名。",
    "A file made from it is not signed.",
  ],
  "reason.verification/copy-manifest-differs": [
    "有派生文件的清单与记录的摘要不同。",
    "The manifest of a file made from it differs from its digest on record.",
  ],
  "reason.verification/copy-of-other-bytes": [
    "有派生文件的清单写的是另一份原件或另一份字节。",
    "The manifest of a file made from it names another original or other bytes.",
  ],
  "reason.verification/copy-signature-invalid": [
    "有派生文件的签名无效。",
    "The signature of a file made from it is not valid.",
  ],
  "reason.verification/copy-digest-differs": [
    "有派生文件与签名的摘要不同。",
    "A file made from it has another digest than the signed one.",
  ],
  "reason.verification/copy-changed": [
    "派生文件已被改动或换掉：存储中的不是所记录的版本。",
    "A file made from it was changed or exchanged: what lies there is not the version on record.",
  ],
  "reason.verification/copy-missing": [
    "存储中找不到派生文件。",
    "The store has no such file made from it.",
  ],
  "fact.activity": ["执法活动", "Activity"],
  "fact.actor": ["操作者", "Actor"],
  "fact.at": ["时间（UTC）", "Time (UTC)"],
  "fact.belongsTo": ["所属录像", "Belongs to"],
  "fact.blocks": ["分块数", "Blocks"],
  "fact.bytesRead": ["读取了字节", "Bytes read"],
  "fact.caseId": ["案件编号", "Case id"],
  "fact.caseNumber": ["案号", "Case number"],
  "fact.code": ["代码", "Code"],
  "fact.copies": ["派生文件", "Copies"],
  "fact.declaredSha256": ["声明的 SHA-256", "Stated SHA-256"],
  "fact.deviceId": ["设备编号", "Device id"],
  "fact.differingRuns": ["不同的段数", "Runs that differ"],
  "fact.duplicateOf": ["相同字节的证据", "Same bytes as"],
  "fact.events": ["记录数", "Records"],
  "fact.filename": ["文件名", "File name"],
  "fact.firstBrokenIndex": ["第一条断开的记录", "First broken record"],
  "fact.foundVersion": ["存储中的版本", "Version found"],
  "fact.index": ["序号", "Index"],
  "fact.kind": ["种类", "Kind"],
  "fact.lastSha256": ["末条摘要", "Last record's digest"],
  "fact.ledger": ["账本条目", "Ledger entry"],
  "fact.lockedUntil": ["锁定至（UTC）", "Locked until (UTC)"],
  "fact.manifestSha256": ["清单 SHA-256", "Manifest SHA-256"],
  "fact.media": ["媒体", "Media"],
  "fact.mediaType": ["声明的类型", "Stated type"],
  "fact.mode": ["锁定方式", "Lock mode"],
  "fact.object": ["存储位置", "Stored at"],
  "fact.origin": ["账本", "Ledger"],
  "fact.originalSha256": ["原件 SHA-256", "Original's SHA-256"],
  "fact.packageId": ["证据包编号", "Package id"],
  "fact.purpose": ["用途", "Purpose"],
  "fact.reason": ["理由", "Reason"],
  "fact.recording": ["录像名称", "Recording"],
  "fact.recordedAt": ["录制时间（UTC）", "Recorded (UTC)"],
  "fact.recordedBytes": ["记录的字节数", "Bytes on record"],
  "fact.recordedVersion": ["记录的版本", "Version on record"],
  "fact.recordedIndex": ["记录的序号", "Index on record"],
  "fact.requestId": ["请求编号", "Request"],
  "fact.role": ["角色", "Role"],
  "fact.sha256": ["SHA-256 摘要", "SHA-256"],
  "fact.signedAt": ["签名时间（UTC）", "Signed (UTC)"],
  "fact.signer": ["签名者", "Signer"],
  "fact.size": ["账本大小", "Ledger size"],
  "fact.sizeBytes": ["字节数", "Bytes"],
  "fact.store": ["存储", "Store"],
  "fact.until": ["锁定至（UTC）", "Until (UTC)"],
  "fact.why": ["原因", "Why"],
} as const satisfies Texts;
