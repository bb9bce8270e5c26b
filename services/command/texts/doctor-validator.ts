/** What `doctor` finds about the validator of signatures inside recordings, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const VALIDATOR_FINDINGS = {
  validatorNone: {
    cause: { "zh-CN": "没有设置外部校验程序", en: "no program of yours is named" },
    cure: null,
  },
  validatorFine: {
    cause: { "zh-CN": "可启动，校验 {kind}", en: "can be started, and judges {kind}" },
    cure: null,
  },
  validatorNot: {
    cause: { "zh-CN": "不可用（{message}）", en: "cannot be used ({message})" },
    cure: {
      "zh-CN":
        "检查 HOLDFAST_SOURCE_VALIDATOR：绝对路径上须有该程序，且媒体进程的用户可执行（chmod +x）；不用则删去该设置。然后重启。在此之前媒体进程不启动：录像照常封存，但没有播放副本和签名校验结果。",
      en: "See HOLDFAST_SOURCE_VALIDATOR: the program must lie at that absolute path and be executable for the user of the media process (chmod +x); else take the setting away. Then start again. Until then the media process does not start: recordings are sealed all the same, without a viewing copy and a verdict on signatures.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
