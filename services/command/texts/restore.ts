/** What `backup restore` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const RESTORE = {
  about: {
    "zh-CN": "把备份正式还原到没有服务的目录，并补齐账本",
    en: "put a backup back in earnest, into a folder that holds no house, and bring its ledger up",
  },
  usage: {
    "zh-CN":
      "用法：holdfast backup restore 备份目录 --data 新目录 --key 私钥.pem --root 根证书.pem --ledger-key 账本公钥.pem [--signer-memory ledger-heads.json] [--json] [--lang zh-CN|en]\n      holdfast backup restore --from-store --data 目录（最后手段：既无数据库又无备份；目录中须有 installation.json、keys、public、objects）\n退出码：0 已还原，账本完整；1 备份有问题，没有还原；2 用法错误；4 须先处理所说的事。",
    en: "usage: holdfast backup restore BACKUP --data NEW_DIR --key KEY.pem --root ROOT.pem --ledger-key LEDGER_KEY.pem [--signer-memory ledger-heads.json] [--json] [--lang zh-CN|en]\n       holdfast backup restore --from-store --data DIR (the last resort, without database and backup: in DIR lie installation.json, keys, public and objects)\nExit: 0 put back, and the ledger is whole; 1 the backup is broken, nothing was put back; 2 usage; 4 something must be done first, the text says what.",
  },
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
