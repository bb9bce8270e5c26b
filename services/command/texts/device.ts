/** What `device` says about one device, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const DEVICE = {
  none: {
    "zh-CN": "登记簿里没有设备“{device}”。",
    en: "The register has no device called “{device}”.",
  },
  quota: {
    "zh-CN":
      "{name} 的配额（–：按系统设置；0：不限）\n  每日字节数（UTC 日）：{bytesPerDay}\n  每日文件数：{filesPerDay}\n  未完成上传的字节数：{openBytes}",
    en: "Quota of {name} (–: as configured; 0: no limit)\n  bytes a day (UTC): {bytesPerDay}\n  files a day: {filesPerDay}\n  bytes of unfinished uploads: {openBytes}",
  },
} as const satisfies Readonly<Record<string, Text>>;
