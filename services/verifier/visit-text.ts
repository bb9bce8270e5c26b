/** What findings about docking visits mean, in both languages. */
import type { Text } from "../kernel/language.ts";

export const VISIT_REASONS: Readonly<Record<string, Text>> = {
  "packages/dock-signed": {
    "zh-CN":
      "采集站以自己的密钥签署了整份陈述，其中本录像所在一行与此录像相符；密钥的摘要见旁，应向采集站核对",
    en: "the dock signed the whole statement with its own key, and the line in it about this recording is the one beside it; compare the key's digest with the dock",
  },
  "packages/dock-not-signed": {
    "zh-CN": "采集站的签名、密钥或本录像所在一行与其陈述不符",
    en: "the dock's signature, its key or this recording's line does not fit its statement",
  },
  "packages/visit-whole": {
    "zh-CN": "采集站陈述（摘要已登记于账本）：本次采集序号无缺，发现的录像全部已上传",
    en: "by the dock's statement, whose digest is in the ledger, no number is missing at this visit and everything that was found was sent",
  },
  "packages/visit-gaps": {
    "zh-CN": "采集站陈述（摘要已登记于账本）：本次采集有缺号、末号回退或未上传的录像",
    en: "by the dock's statement, whose digest is in the ledger, numbers are missing at this visit, end lower than before, or recordings were not sent",
  },
  "packages/visit-numbers-unknown": {
    "zh-CN": "采集站陈述（摘要已登记于账本）：文件名中没有可比较的序号，无法判定是否缺少录像",
    en: "by the dock's statement, whose digest is in the ledger, the names have no numbers to compare: it cannot tell whether recordings are missing",
  },
  "packages/visit-not-over": {
    "zh-CN": "制作数据包时，采集站尚未陈述本次采集：无法判定是否缺少录像",
    en: "when the package was made the dock had not stated this visit yet: it cannot tell whether recordings are missing",
  },
  "packages/visit-of-other-bytes": {
    "zh-CN": "采集记录所述并非此录像",
    en: "the visit's record speaks of another recording",
  },
  "packages/malformed-visit": {
    "zh-CN": "采集记录无法解读",
    en: "the visit's record cannot be read",
  },
};
