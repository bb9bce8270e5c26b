/** What findings about docking visits mean, in both languages. */
import type { Text } from "../kernel/language.ts";

export const VISIT_REASONS: Readonly<Record<string, Text>> = {
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
