/** What `doctor` checks, and for every finding its cause and its cure, in both languages. */
import type { Text } from "../../kernel/language.ts";
import { BACKUP_FINDINGS } from "./doctor-backup.ts";
import { WEBHOOK_FINDINGS } from "./doctor-webhooks.ts";
import { CASE_SYSTEM_FINDINGS } from "./doctor-case-system.ts";
import { FIXITY_FINDINGS } from "./doctor-fixity.ts";
import { ENCRYPTION_FINDINGS } from "./doctor-encryption.ts";
import { DISPOSAL_FINDINGS } from "./doctor-disposal.ts";
import { EXPORT_FINDINGS } from "./doctor-exports.ts";
import { SILENT_DEVICE_FINDINGS } from "./doctor-silent-devices.ts";
import { SEARCH_FINDINGS } from "./doctor-search.ts";
import { SHARING_FINDINGS } from "./sharing.ts";
import { HOLD_FINDINGS } from "./doctor-holds.ts";
import { LABEL_FINDINGS } from "./doctor-labels.ts";
import { KEY_FINDINGS } from "./doctor-keys.ts";
import { LEDGER_FINDINGS } from "./doctor-ledger.ts";
import { LIVE_FINDINGS } from "./doctor-live.ts";
import { ROOM_FINDINGS } from "./doctor-room.ts";
import { STORE_FINDINGS } from "./doctor-store.ts";
import { DEVICE_FINDINGS, type Explanation, START } from "./doctor-devices.ts";
import { TIMESTAMP_FINDINGS } from "./doctor-timestamps.ts";
import { POLICY_FINDINGS } from "./doctor-policy.ts";
import { PROGRAM_FINDINGS } from "./doctor-programs.ts";
import { VALIDATOR_FINDINGS } from "./doctor-validator.ts";
import { WITNESS_FINDINGS } from "./doctor-witnesses.ts";
import { WORK_DUE_FINDINGS } from "./doctor-work-due.ts";

export const CHECKS = {
  node: { "zh-CN": "Node.js", en: "Node.js" },
  packages: { "zh-CN": "系统软件包", en: "system packages" },
  disk: { "zh-CN": "磁盘空间", en: "disk space" },
  secrets: { "zh-CN": "密钥与口令文件", en: "key and secret files" },
  processes: { "zh-CN": "进程", en: "processes" },
  ready: { "zh-CN": "服务就绪", en: "readiness" },
  postgres: { "zh-CN": "PostgreSQL", en: "PostgreSQL" },
  redis: { "zh-CN": "Redis", en: "Redis" },
  store: { "zh-CN": "对象存储的锁定", en: "object lock of the store" },
  immutable: { "zh-CN": "不可变标志", en: "immutable flag" },
  ledger: { "zh-CN": "账本检查点", en: "ledger checkpoint" },
  timestamps: { "zh-CN": "时间戳", en: "time stamps" },
  renewals: { "zh-CN": "时间戳续期", en: "renewals of time stamps" },
  witnesses: { "zh-CN": "账本见证", en: "ledger witnesses" },
  certificate: { "zh-CN": "签名证书", en: "signing certificate" },
  ceremony: { "zh-CN": "密钥来源", en: "origin of the keys" },
  devices: { "zh-CN": "设备证书", en: "devices' certificates" },
  clock: { "zh-CN": "时钟", en: "clock" },
  sandbox: { "zh-CN": "解码沙箱", en: "decoder's box" },
  validator: { "zh-CN": "签名校验程序", en: "validator of signatures" },
  programs: { "zh-CN": "厂商程序", en: "programs of makers" },
  unsealed: { "zh-CN": "最久未封存", en: "oldest unsealed" },
  fixity: { "zh-CN": "定期复查", en: "continuous audit" },
  policy: { "zh-CN": "规则包", en: "policy pack" },
  calendar: { "zh-CN": "工作日表", en: "working days" },
  holds: { "zh-CN": "保全", en: "holds" },
  disposal: { "zh-CN": "处置", en: "disposal" },
  exports: { "zh-CN": "对外提供", en: "exports" },
  sharing: { "zh-CN": "跨单位共享", en: "sharing with other agencies" },
  labels: { "zh-CN": "密级审查", en: "reviews of levels" },
  checks: { "zh-CN": "法制审核与抽查", en: "legal reviews and spot checks" },
  search: { "zh-CN": "检索", en: "search" },
  backup: { "zh-CN": "备份", en: "backup" },
  live: { "zh-CN": "实时录制", en: "live recordings" },
  room: { "zh-CN": "本机录制的房间", en: "room recorded from here" },
  encryption: { "zh-CN": "加密", en: "encryption" },
  webhooks: { "zh-CN": "Webhook 推送", en: "webhooks" },
  "case-system": { "zh-CN": "案件系统", en: "case system" },
  "silent-devices": { "zh-CN": "久未联系的设备", en: "devices not heard for long" },
} as const satisfies Readonly<Record<string, Text>>;

export const FINDINGS = {
  ...DEVICE_FINDINGS,
  ...TIMESTAMP_FINDINGS,
  ...WITNESS_FINDINGS,
  ...FIXITY_FINDINGS,
  ...POLICY_FINDINGS,
  ...ENCRYPTION_FINDINGS,
  ...HOLD_FINDINGS,
  ...DISPOSAL_FINDINGS,
  ...CASE_SYSTEM_FINDINGS,
  ...SILENT_DEVICE_FINDINGS,
  ...WEBHOOK_FINDINGS,
  ...EXPORT_FINDINGS,
  ...SHARING_FINDINGS,
  ...LABEL_FINDINGS,
  ...WORK_DUE_FINDINGS,
  ...SEARCH_FINDINGS,
  ...BACKUP_FINDINGS,
  ...STORE_FINDINGS,
  ...KEY_FINDINGS,
  ...VALIDATOR_FINDINGS,
  ...PROGRAM_FINDINGS,
  ...LEDGER_FINDINGS,
  ...LIVE_FINDINGS,
  ...ROOM_FINDINGS,
  nodeFine: { cause: { "zh-CN": "版本 {version}", en: "version {version}" }, cure: null },
  nodeOld: {
    cause: {
      "zh-CN": "版本 {version}，需要 24 以上",
      en: "version {version}; 24 or newer is needed",
    },
    cure: {
      "zh-CN": "通过 ./holdfast 运行，它会自动获取合适的版本。",
      en: "Run it through ./holdfast, which fetches the right one.",
    },
  },
  packagesFine: { cause: { "zh-CN": "齐全", en: "all there" }, cure: null },
  packagesMissing: {
    cause: { "zh-CN": "缺少：{packages}", en: "missing: {packages}" },
    cure: { "zh-CN": "以 root 身份运行：{line}", en: "As root, run: {line}" },
  },
  diskFine: { cause: { "zh-CN": "剩余 {free}", en: "{free} free" }, cure: null },
  diskLow: {
    cause: { "zh-CN": "只剩 {free}", en: "only {free} free" },
    cure: {
      "zh-CN": "扩大或清理该磁盘；空间用尽时上传会被拒绝（507），已确认的字节不受影响。",
      en: "Enlarge or clear that disk. When it is full, uploads are refused (507); acknowledged bytes stay.",
    },
  },
  secretsFine: { cause: { "zh-CN": "仅属主可读", en: "readable by their owner only" }, cure: null },
  secretsOpen: {
    cause: { "zh-CN": "他人可读：{names}", en: "others may read: {names}" },
    cure: {
      "zh-CN": "运行 chmod -R go= {folder}，并更换已暴露的口令。",
      en: "Run chmod -R go= {folder}, and change what was exposed.",
    },
  },
  processesFine: { cause: { "zh-CN": "{names}", en: "{names}" }, cure: null },
  processesDown: { cause: { "zh-CN": "未运行：{names}", en: "not running: {names}" }, cure: START },
  processesRestarting: {
    cause: { "zh-CN": "反复重启：{names}", en: "started again and again: {names}" },
    cure: {
      "zh-CN": "查看原因：./holdfast logs {first}",
      en: "See why: ./holdfast logs {first}",
    },
  },
  processesSilent: {
    cause: {
      "zh-CN": "没有心跳（已停止或卡住）：{names}",
      en: "no sign of life (dead or stuck): {names}",
    },
    cure: {
      "zh-CN": "查看原因：./holdfast logs {first}；用 ./holdfast down，再 ./holdfast up 重新启动。",
      en: "See why: ./holdfast logs {first}; ./holdfast down, then ./holdfast up starts it again.",
    },
  },
  readyFine: { cause: { "zh-CN": "{url}", en: "{url}" }, cure: null },
  readyNot: {
    cause: { "zh-CN": "未就绪：{down}", en: "not ready: {down}" },
    cure: {
      "zh-CN": "先解决上面列出的问题；再看 ./holdfast logs api。",
      en: "Mend what is listed above first; then look at ./holdfast logs api.",
    },
  },
  postgresFine: {
    cause: {
      "zh-CN": "有响应；fsync、整页写入、UTF-8 均正确",
      en: "answers; fsync, full page writes and UTF-8 are as they must be",
    },
    cure: null,
  },
  postgresDown: {
    cause: { "zh-CN": "没有响应（{message}）", en: "does not answer ({message})" },
    cure: START,
  },
  postgresSettings: {
    cause: { "zh-CN": "设置不安全：{settings}", en: "unsafe settings: {settings}" },
    cure: {
      "zh-CN": "这些设置会在断电时丢失证据记录。改回后重启。",
      en: "They lose the record of evidence in a power cut. Set them back, then restart.",
    },
  },
  postgresBehind: {
    cause: { "zh-CN": "缺少 {count} 个结构更新", en: "lacks {count} schema changes" },
    cure: {
      "zh-CN": "用 ./holdfast down，再 ./holdfast up 更新。",
      en: "./holdfast down, then ./holdfast up applies them.",
    },
  },
  redisFine: {
    cause: {
      "zh-CN": "有响应；有口令，逐次落盘，不淘汰",
      en: "answers; password set, every write synced, nothing evicted",
    },
    cure: null,
  },
  redisDown: {
    cause: { "zh-CN": "没有响应（{message}）", en: "does not answer ({message})" },
    cure: START,
  },
  redisSettings: {
    cause: { "zh-CN": "设置不合适：{settings}", en: "unfit settings: {settings}" },
    cure: {
      "zh-CN": "改为 maxmemory-policy noeviction、appendonly yes、设置口令，然后重启。",
      en: "Set maxmemory-policy noeviction, appendonly yes and a password, then restart.",
    },
  },
  immutableFine: {
    cause: {
      "zh-CN": "有效：root 也不能删除已锁定的文件",
      en: "works: not even root deletes a locked file by mistake",
    },
    cure: null,
  },
  immutableElsewhere: {
    cause: { "zh-CN": "由对象存储负责", en: "the object store's own matter" },
    cure: null,
  },
  immutableNot: {
    cause: {
      "zh-CN": "不可用（{why}）；锁定只由本程序执行",
      en: "not available ({why}); the lock is kept by this program alone",
    },
    cure: {
      "zh-CN": "把数据目录放在 ext4 或 xfs 上，并允许 CAP_LINUX_IMMUTABLE；演示数据有意关闭此项。",
      en: "Put the data folder on ext4 or xfs and allow CAP_LINUX_IMMUTABLE; for demo data it is off on purpose.",
    },
  },
  clockFine: { cause: { "zh-CN": "{now}，已同步", en: "{now}, synchronised" }, cure: null },
  clockUnknown: {
    cause: {
      "zh-CN": "{now}；无法得知是否同步",
      en: "{now}; whether it is synchronised cannot be told",
    },
    cure: {
      "zh-CN": "启用 systemd-timesyncd 或 chrony，使封存时间可信。",
      en: "Run systemd-timesyncd or chrony, so that times of sealing can be trusted.",
    },
  },
  clockUnsynchronised: {
    cause: { "zh-CN": "{now}，未同步", en: "{now}, not synchronised" },
    cure: {
      "zh-CN": "启用 systemd-timesyncd 或 chrony，并检查时间服务器。",
      en: "Run systemd-timesyncd or chrony, and check its time server.",
    },
  },
  clockBehind: {
    cause: {
      "zh-CN": "{now} 早于最近一次签名 {signed}",
      en: "{now} is before the last signature of {signed}",
    },
    cure: {
      "zh-CN": "校正时钟后再接收证据。",
      en: "Set the clock right before more evidence comes in.",
    },
  },
  sandboxFine: { cause: { "zh-CN": "有效：{version}", en: "works: {version}" }, cure: null },
  sandboxNot: {
    cause: { "zh-CN": "不可用（{message}）", en: "does not work ({message})" },
    cure: {
      "zh-CN": "安装 bubblewrap 与 ffmpeg，并允许用户命名空间。录像仍会封存，只是没有播放副本。",
      en: "Install bubblewrap and ffmpeg and allow user namespaces. Recordings are sealed all the same, without a viewing copy.",
    },
  },
  unsealedNone: { cause: { "zh-CN": "没有积压", en: "nothing waits" }, cure: null },
  unsealedFine: {
    cause: { "zh-CN": "已等待 {seconds} 秒", en: "has waited for {seconds} s" },
    cure: null,
  },
  unsealedOld: {
    cause: { "zh-CN": "已等待 {seconds} 秒", en: "has waited for {seconds} s" },
    cure: {
      "zh-CN": "查看 ./holdfast logs custody；条目页面显示每一步的原因。",
      en: "Look at ./holdfast logs custody; the item's page tells what each step waits for.",
    },
  },
  checkLate: {
    cause: { "zh-CN": "{seconds} 秒内没有回应", en: "no answer within {seconds} s" },
    cure: {
      "zh-CN": "先解决其他各项，再检查一次；./holdfast logs 显示卡在哪里。",
      en: "Mend the other findings, then look again; ./holdfast logs shows what hangs.",
    },
  },
  notChecked: {
    cause: { "zh-CN": "未检查：还没有初始化", en: "not checked: not set up yet" },
    cure: { "zh-CN": "先运行 ./holdfast up。", en: "Run ./holdfast up first." },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

export const DOCTOR = {
  ok: { "zh-CN": "正常", en: "ok  " },
  warning: { "zh-CN": "注意", en: "warn" },
  failed: { "zh-CN": "故障", en: "FAIL" },
  cure: { "zh-CN": "       → {cure}", en: "       → {cure}" },
  allWell: { "zh-CN": "全部正常。", en: "All is well." },
  someWarnings: {
    "zh-CN": "可以运行；{count} 项需要留意。",
    en: "It works; {count} to keep an eye on.",
  },
  someFailed: { "zh-CN": "{count} 项需要处理。", en: "{count} must be mended." },
} as const satisfies Readonly<Record<string, Text>>;
