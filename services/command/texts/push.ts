/** What `push`, `device`, `user` and `verify` say, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const PUSH = {
  noToken: {
    "zh-CN": "缺少设备令牌。用 --device-token 给出；令牌由 ./holdfast device add 生成。",
    en: "A device token is needed: --device-token TOKEN. ./holdfast device add makes one.",
  },
  notReadable: {
    "zh-CN": "无法读取文件：{file}",
    en: "This file cannot be read: {file}",
  },
  badInstant: {
    "zh-CN": "--recorded-at 要写成带时区的时间，例如 2026-11-24T14:03:00+08:00。",
    en: "--recorded-at takes a time with its zone, such as 2026-11-24T14:03:00+08:00.",
  },
  hashing: { "zh-CN": "{file}：正在计算摘要 …", en: "{file}: hashing …" },
  goingOn: { "zh-CN": "{file}：继续上次的上传。", en: "{file}: going on with the earlier upload." },
  waiting: {
    "zh-CN": "{file}：已全部送达，等待封存与回执 …",
    en: "{file}: all of it arrived; waiting for seal and receipt …",
  },
  receipt: {
    "zh-CN":
      "{file}：已封存，回执核验通过。\n  条目 {itemId}\n  SHA-256 {sha256}（与本地一致）\n  账本 {origin} 第 {index} 条\n  原设备上的录像可以清除。",
    en: "{file}: sealed, and the receipt verifies.\n  item {itemId}\n  SHA-256 {sha256} (the same as here)\n  ledger {origin}, entry {index}\n  The recording may be wiped from its device.",
  },
  trustFetched: {
    "zh-CN": "注意：根证书和账本公钥取自该服务本身；用 --root 和 --ledger-key 指定可信副本。",
    en: "Note: the root certificate and the ledger's key came from that service itself; name trusted copies with --root and --ledger-key.",
  },
  receiptBad: {
    "zh-CN": "{file}：回执核验未通过（{reason}）。不要清除原设备上的录像。",
    en: "{file}: the receipt does not verify ({reason}). Do not wipe the recording from its device.",
  },
  keepOnDevice: {
    "zh-CN": "{file}：已封存，但服务端没有读回核对，只凭存储的校验和。请保留原设备上的录像。",
    en: "{file}: sealed, but the service did not read it back; it took its store's checksum. Keep the recording on its device.",
  },
  noReceiptYet: {
    "zh-CN": "{file}：已送达，但 {seconds} 秒内没有回执。再次运行同一命令会继续等待。",
    en: "{file}: it arrived, but there was no receipt within {seconds} s. The same command waits on.",
  },
  quarantined: {
    "zh-CN": "{file}：已被隔离（{reason}），没有回执。请保留录像并重新发送。",
    en: "{file}: quarantined ({reason}); there is no receipt. Keep the recording and send it again.",
  },
  unreachable: {
    "zh-CN": "{file}：服务没有响应。再次运行同一命令会从中断处继续。",
    en: "{file}: the service does not answer. The same command goes on where it stopped.",
  },
  refused: {
    "zh-CN": "{file}：被拒绝：{message}（{code}）{fix}",
    en: "{file}: refused: {message} ({code}) {fix}",
  },
  deviceAdded: {
    "zh-CN": "已登记设备“{name}”（{kind}）。令牌只显示这一次：\n  {token}",
    en: 'Device "{name}" ({kind}) is registered. Its token is shown this once:\n  {token}',
  },
  userAdded: {
    "zh-CN": "已创建用户“{name}”（{role}）。密码只显示这一次：\n  {password}",
    en: 'User "{name}" ({role}) is made. The password is shown this once:\n  {password}',
  },
} as const satisfies Readonly<Record<string, Text>>;
