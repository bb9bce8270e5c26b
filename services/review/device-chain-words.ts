/** What is found in a device's chain, in words, in both languages: for the page and the command. */
import type { Text } from "../kernel/language.ts";

export const chainBroken = (sequence: bigint): Text => ({
  "zh-CN": `第 ${sequence} 份清单与前一份不衔接`,
  en: `manifest ${sequence} does not follow the one before it`,
});

export const sequenceTwice = (sequence: bigint): Text => ({
  "zh-CN": `有两份清单同为第 ${sequence} 份`,
  en: `two manifests have the number ${sequence}`,
});

export const previousMissing = (sequence: bigint): Text => ({
  "zh-CN": `第 ${sequence} 份清单所指的前一份清单不在案：可能有录像被移除`,
  en: `the manifest that number ${sequence} follows is not on record: a recording may have been removed`,
});

export const endMissing = (sequence: number): Text => ({
  "zh-CN": `登记簿记有 ${sequence} 份清单，但最后一份不在案：链尾被截短`,
  en: `the register counts ${sequence} manifests, and the last of them is not on record: the end was cut off`,
});

export const clockStep = (stepMs: number): Text => {
  const seconds = Math.round(Math.abs(stepMs) / 1_000);
  return stepMs > 0
    ? {
        "zh-CN": `此前设备时钟向前跳了约 ${seconds} 秒`,
        en: `before this its clock jumped ahead by about ${seconds} s`,
      }
    : {
        "zh-CN": `此前设备时钟向后跳了约 ${seconds} 秒`,
        en: `before this its clock jumped back by about ${seconds} s`,
      };
};

export const DUPLICATE: Text = {
  "zh-CN": "与另一件证据字节相同",
  en: "the same bytes as another item",
};

export const QUARANTINED: Text = {
  "zh-CN": "已隔离，未封存，不在链上",
  en: "in quarantine: not sealed, and not in the chain",
};
