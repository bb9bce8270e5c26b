/** What `doctor` finds about the authorities for time stamps, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const TIMESTAMP_FINDINGS = {
  timestampsFine: { cause: { "zh-CN": "{names}", en: "{names}" }, cure: null },
  timestampsNone: {
    cause: {
      "zh-CN": "没有设置时间戳机构：时间只有本机构自己的说法",
      en: "no authority is configured: times are the agency's own word alone",
    },
    cure: null,
  },
  timestampsBehind: {
    cause: {
      "zh-CN": "{name} 已有 {minutes} 分钟没有给出时间戳（{code}）",
      en: "{name} has given no time stamp for {minutes} minutes ({code})",
    },
    cure: {
      "zh-CN":
        "timestamps/unreachable：检查地址和网络；timestamps/refused：请对方说明原因；其他代码：核对所设的根证书和策略。封存照常进行，恢复后一枚时间戳覆盖其前全部记录。",
      en: "timestamps/unreachable: check address and network. timestamps/refused: ask them why. Any other: compare the configured root and policy. Sealing goes on; once it answers, one stamp covers all entries before it.",
    },
  },
  timestampsList: {
    cause: {
      "zh-CN": "没有 {name} 的新证书吊销列表或答复（{code}）；现有的：{day}",
      en: "there is no new list of revoked certificates of {name}, or answer about its own ({code}); the one that is kept: {day}",
    },
    cure: {
      "zh-CN":
        "timestamps/list-unreachable：检查 crl 所设的文件或地址；timestamps/list-not-of-authority：须为签发该机构证书者或其上级的完整列表，且其证书在所设根证书文件中；timestamps/answer-unreachable：检查 ocsp 所设的地址和网络；timestamps/answer-not-of-authority 或 answer-unknown：与机构核对该地址；timestamps/answer-stale：检查本机时钟，再问机构；“-”：请机构发布新列表。时间戳照常。",
      en: "timestamps/list-unreachable: check the file or address that crl names. timestamps/list-not-of-authority: it must be the whole list of whoever issued the authority's certificate, or of one above, whose own certificate is in the configured root file. timestamps/answer-unreachable: check the address that ocsp names, and the network. timestamps/answer-not-of-authority or answer-unknown: compare that address with what the authority publishes. timestamps/answer-stale: check this machine's clock, then ask them. A dash: ask the authority for its next list. Stamps go on.",
    },
  },
  renewalsFine: {
    cause: { "zh-CN": "没有久等盖戳的", en: "none waits long for its stamp" },
    cure: null,
  },
  renewalsWait: {
    cause: {
      "zh-CN": "一项续期等待盖戳已 {minutes} 分钟：在此之前不会做下一次续期",
      en: "one has waited for its stamp for {minutes} minutes; until then no other is made",
    },
    cure: {
      "zh-CN":
        "见上面的时间戳机构：至少须有一家在旧证书到期前为续期盖戳。没有设置机构时，先设置一家。",
      en: "See the authorities for time stamps above: one of them must stamp it before the old certificates are over. Where none is configured, configure one.",
    },
  },
  timestampsClock: {
    cause: {
      "zh-CN": "{name} 的时钟与本机相差 {seconds} 秒",
      en: "the clocks of {name} and of this machine differ by {seconds} s",
    },
    cure: {
      "zh-CN": "检查本机时钟（timedatectl）；若本机准确，请该机构检查。时间戳照样保存。",
      en: "Check this machine's clock (timedatectl); if it is right, have the authority check theirs. The stamps are kept all the same.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
