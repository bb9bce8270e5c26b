/** What `doctor` finds about devices that were not heard for long, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const SILENT_DEVICE_FINDINGS = {
  silentDevicesNone: {
    cause: {
      "zh-CN": "未设置 HOLDFAST_DEVICE_SILENT_DAYS，不提醒",
      en: "HOLDFAST_DEVICE_SILENT_DAYS is not set: nobody asked to be told",
    },
    cure: null,
  },
  silentDevicesFine: {
    cause: {
      "zh-CN": "在用设备 {days} 天内均有消息",
      en: "every device in use was heard within {days} days",
    },
    cure: null,
  },
  silentDevicesSome: {
    cause: {
      "zh-CN": "{count} 台在用设备已超过 {days} 天没有消息，最久的（最近一次）：{names}",
      en: "{count} devices in use were not heard for more than {days} days; the longest silent, and when they were last: {names}",
    },
    cure: {
      "zh-CN":
        "找到这些设备，把其中的录像接入采集站上传；已不再使用的在“设备”页停用，或运行 ./holdfast device retire。",
      en: "Find them, and have what they hold handed in at a dock; retire those that are out of use on the page Devices or by ./holdfast device retire.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
