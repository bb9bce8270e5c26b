/** What `backup` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const BACKUP = {
  about: {
    "zh-CN":
      "备份数据库和密钥（create），实际还原一次以确认备份可用（verify），正式还原（restore）",
    en: "save database and keys (create), try a backup by putting it back (verify), put one back in earnest (restore)",
  },
  usage: {
    "zh-CN":
      "用法：holdfast backup create --out 新目录 (--to 证书.pem … | --without-keys)\n      holdfast backup verify 目录 [--key 私钥.pem] [--work 目录]\n      另可加 [--data 目录] [--json] [--lang zh-CN|en]\n退出码：0 已备份，或备份可用；1 备份有问题；2 用法错误；3 数据库无法连接；4 须先处理所说的事。",
    en: "Usage: holdfast backup create --out NEW_DIR (--to CERT.pem ... | --without-keys)\n       holdfast backup verify DIR [--key KEY.pem] [--work DIR]\n       and [--data DIR] [--json] [--lang zh-CN|en]\nExit: 0 saved, or sound; 1 the backup is broken; 2 usage; 3 the database is not reached; 4 something must be done first, the text says what.",
  },
  database: { "zh-CN": "  正在备份数据库 …", en: "  saving the database ..." },
  keys: { "zh-CN": "  正在封存密钥 …", en: "  sealing the keys ..." },
  made: {
    "zh-CN": "备份已完成：{out}（{mib} MiB，backup.json 的 SHA-256 为 {sha256}）。",
    en: "Saved: {out} ({mib} MiB; SHA-256 of its backup.json: {sha256}).",
  },
  withoutKeys: {
    "zh-CN":
      "备份中没有密钥：请用别的办法保存 keys、wrapping-keys 和 secrets；没有它们，加密的录像再也读不出来。",
    en: "The keys are not in it: keep keys, wrapping-keys and secrets by other means. Without them nothing encrypted can be read again.",
  },
  notRemembered: {
    "zh-CN": "服务的数据库没有记下这件事（{message}）；./holdfast doctor 不会知道它。",
    en: "The house's database did not write this down ({message}): ./holdfast doctor will not know of it.",
  },
  tryIt: {
    "zh-CN": "备份不含存储中的录像。请试一次：./holdfast backup verify {out}",
    en: "Recordings in the store are not in it. Try it: ./holdfast backup verify {out}",
  },
} as const satisfies Readonly<Record<string, Text>>;

export const TRIAL = {
  begun: {
    "zh-CN": "正在试还原 {madeAt} 的备份，临时目录 {work}",
    en: "Putting the backup of {madeAt} back for a trial, in {work}",
  },
  steps: {
    files: { "zh-CN": "文件与 backup.json 一致", en: "its files are those of its backup.json" },
    keys: { "zh-CN": "密钥可以打开", en: "the keys open" },
    database: { "zh-CN": "数据库可以还原", en: "the database can be put back" },
    counts: {
      "zh-CN": "各表行数、账本检查点与备份时一致",
      en: "rows of every table and heads of the ledger are those that were saved",
    },
    record: {
      "zh-CN": "签名、保管记录和账本历史成立（fsck --record）",
      en: "signatures, custody and the ledger's history hold (fsck --record)",
    },
  },
  sound: { "zh-CN": "成立", en: "holds" },
  broken: { "zh-CN": "不成立", en: "FAILS" },
  "not-tried": { "zh-CN": "未试", en: "not tried" },
  allSound: {
    "zh-CN": "{madeAt} 的备份可以还原。",
    en: "The backup of {madeAt} can be put back.",
  },
  isBroken: {
    "zh-CN":
      "{madeAt} 的备份有问题：不要依靠它，马上另做一份（./holdfast backup create）。若只有最后一项不成立，请用 ./holdfast fsck 查看服务本身。",
    en: "The backup of {madeAt} is broken: do not rely on it, make another now (./holdfast backup create). If its last line alone fails, see whether the house itself is so: ./holdfast fsck.",
  },
  interrupted: {
    "zh-CN": "试还原被中断，对这份备份没有结论；请再试一次",
    en: "the trial was interrupted and says nothing of the backup: try again",
  },
  noTrust: {
    "zh-CN":
      "没有判断签名的依据：用 --data 指明服务的目录，或设置 HOLDFAST_ROOT_CERTIFICATE_FILE 和 HOLDFAST_LEDGER_PUBLIC_KEY_FILE。备份不能为自己作证。",
    en: "There is nothing to judge signatures by: name the house's folder by --data, or set HOLDFAST_ROOT_CERTIFICATE_FILE and HOLDFAST_LEDGER_PUBLIC_KEY_FILE. A backup must not vouch for itself.",
  },
} as const;
