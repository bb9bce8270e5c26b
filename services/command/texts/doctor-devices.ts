/** What `doctor` finds about devices' certificates, and the form of every finding. */
import type { Text } from "../../kernel/language.ts";

export interface Explanation {
  /** What was found, and why that is so. */
  readonly cause: Text;
  /** What to do; null where nothing is needed. */
  readonly cure: Text | null;
}

export const START = {
  "zh-CN": "用 ./holdfast up 启动；日志见 ./holdfast logs。",
  en: "Start it with ./holdfast up; ./holdfast logs shows why it ended.",
} as const;

export const DEVICE_FINDINGS = {
  devicesFine: {
    cause: {
      "zh-CN": "设备证书机构与设备端口证书有效至 {until}",
      en: "their authority and the machine port are good until {until}",
    },
    cure: null,
  },
  devicesNone: {
    cause: {
      "zh-CN": "没有设备证书机构，设备只能用令牌",
      en: "no authority for devices: they send by tokens only",
    },
    cure: {
      "zh-CN": "把根密钥放回 keys/root/，再 ./holdfast down、./holdfast up，之后可再取走。",
      en: "Put the root's key back into keys/root/, then ./holdfast down and ./holdfast up; take it away again afterwards.",
    },
  },
  devicesPortEnds: {
    cause: {
      "zh-CN": "设备端口的证书 {days} 天后到期",
      en: "the machine port's certificate ends in {days} days",
    },
    cure: {
      "zh-CN": "到期前用 ./holdfast down，再 ./holdfast up 换发。",
      en: "./holdfast down, then ./holdfast up before that renews it.",
    },
  },
  devicesEnding: {
    cause: {
      "zh-CN": "{count} 台设备的证书即将到期且未续期",
      en: "{count} devices have not renewed a certificate that ends soon",
    },
    cure: {
      "zh-CN": "检查这些设备是否开机联网；过期后用 ./holdfast device code 重新注册。",
      en: "See that they run and reach the machine port; once it is over, ./holdfast device code lets them enrol anew.",
    },
  },
  devicesUnknown: {
    cause: { "zh-CN": "无法检查（{message}）", en: "cannot be told ({message})" },
    cure: START,
  },
} as const satisfies Readonly<Record<string, Explanation>>;
