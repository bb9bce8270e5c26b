/** What `backup restore` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const RESTORE = {
  begun: {
    "zh-CN": "正在把 {madeAt} 的备份还原到 {data}；先在旁边还原并检查，全部成立后才移入",
    en: "Putting the backup of {madeAt} back into {data}: beside its place first, and moved in once all of it holds",
  },
  runs: {
    "zh-CN": "进程 {pid} 正在使用这个目录；先停止它",
    en: "process {pid} works in this folder: end it first",
  },
  interrupted: {
    "zh-CN": "还原被中断；没有移入任何东西，再运行一次即可",
    en: "it was interrupted: nothing was moved in, run it again",
  },
  isBroken: {
    "zh-CN": "{madeAt} 的备份有问题，没有还原任何东西。请用另一份备份。",
    en: "The backup of {madeAt} is broken: nothing was put back. Take another one.",
  },
  inPlace: {
    "zh-CN": "{madeAt} 的备份已还原到 {data}。",
    en: "The backup of {madeAt} stands in {data}.",
  },
  notTakenUp: {
    "zh-CN":
      "数据库和密钥已还原，但账本没有补齐：{message}（{code}）。补齐之前服务可以启动，但不会封存。",
    en: "Database and keys are put back, but the ledger was not brought up: {message} ({code}). The house can be started; it seals nothing before that is done.",
  },
  next: {
    "zh-CN": "下一步：./holdfast up，然后 ./holdfast doctor 和 ./holdfast fsck --deep。",
    en: "Next: ./holdfast up, then ./holdfast doctor and ./holdfast fsck --deep.",
  },
} as const satisfies Readonly<Record<string, Text>>;
