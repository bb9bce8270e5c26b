/** What a witness says to the people who run it, in both languages. */
import type { Text } from "../kernel/language.ts";

export const WORDS = {
  usage: {
    "zh-CN": "用法：witness init --name 名称 | run | status，均可加 --state 文件夹。",
    en: "usage: witness init --name NAME | run | status, each with --state FOLDER if it is another.",
  },
  badName: {
    "zh-CN": "名称不能含空格和加号，建议用网址形式，例如 court.example.cn/witness。",
    en: "A name has no space and no plus sign; an address is best, e.g. court.example.org/witness.",
  },
  keyIsThere: {
    "zh-CN": "此文件夹里已有见证密钥，未作改动：{folder}",
    en: "This folder has a witness's key already; nothing was changed: {folder}",
  },
  noLogs: {
    "zh-CN": "没有要见证的账本：把机构账本的公钥（一行一个，经另一渠道取得）写入 {file}。",
    en: "There is no log to witness: write the agency's ledger key (one a line, got another way than from its server) into {file}.",
  },
  badLog: {
    "zh-CN": "{file} 第 {line} 行不是账本公钥（名称+编号+公钥）。",
    en: "Line {line} of {file} is no verifier key of a ledger (name+id+key).",
  },
  badKey: {
    "zh-CN": "--log 不是账本公钥（名称+编号+公钥）。",
    en: "--log is no verifier key of a ledger (name+id+key).",
  },
  alreadyRunning: {
    "zh-CN": "另一个进程（{pid}）正在使用此文件夹：{folder}",
    en: "Another process ({pid}) has this folder: {folder}",
  },
  badHost: {
    "zh-CN": "无法在地址 {host} 上监听，请用 --host 换一个。",
    en: "Nothing can listen at the address {host}; choose another one with --host.",
  },
  portTaken: {
    "zh-CN": "端口 {port} 无法使用，用 --port 换一个。",
    en: "Port {port} cannot be opened; choose another with --port.",
  },
  running: {
    "zh-CN": "见证 {name} 正在 {url} 等待检查点；账本 {logs} 个。",
    en: "Witness {name} awaits checkpoints at {url}; logs: {logs}.",
  },
  isRunning: { "zh-CN": "正在运行", en: "running" },
  notRunning: { "zh-CN": "未运行", en: "not running" },
  nothingYet: { "zh-CN": "还没有见证过任何检查点", en: "no checkpoint was cosigned yet" },
  log: {
    "zh-CN": "{origin}：见证到 {size} 条，时间 {at}",
    en: "{origin}: cosigned up to {size} entries, at {at}",
  },
  noSuchLog: {
    "zh-CN": "没有见证过账本 {origin}。",
    en: "Nothing was cosigned of the log {origin}.",
  },
  refused: {
    "zh-CN":
      "有 {count} 个检查点无法证明是此前历史的延续（在 refused 文件夹）。用 holdfast ledger compare 比对；若确为分叉，即为账本被改写的证据，请保存。",
    en: "{count} checkpoints could not be shown to continue what was cosigned before (folder refused). Compare them with holdfast ledger compare: a fork is evidence that the log was rewritten; keep it.",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Why a witness does not start, by code of the refusal. */
export const REFUSALS: Readonly<Record<string, Text>> = {
  "ledger/no-witness-key": {
    "zh-CN": "没有可用的见证密钥。用 holdfast witness init 创建，或从备份恢复文件夹。",
    en: "There is no usable key of a witness. Make one with holdfast witness init, or restore the folder from its copy.",
  },
  "ledger/witness-memory-damaged": {
    "zh-CN":
      "见证的记录（witness-memory.json）缺失或损坏，不能启动：它不知道自己见证过什么。请恢复最新的一份，切勿用旧的或空的；没有最新的一份时，请另建新密钥的见证。",
    en: "The witness's memory (witness-memory.json) is missing or damaged, so it does not start: it cannot tell what it cosigned. Restore the newest copy, never an older or an empty one; without the newest make a new witness with a new key.",
  },
};

/** Printed once, by `init`; in both languages, because it is handed over. */
export const HAND_OVER = `铁证账本见证 · Holdfast ledger witness

见证公钥（请当面或书面交给机构，勿经其服务器转交）
Verifier key (hand it over in person or on paper, not through the agency's server):

  {vkey}

机构在 HOLDFAST_WITNESSES_FILE 所指的策略文件中写入这一行（地址按实际填写）
The agency puts this line into the policy that its HOLDFAST_WITNESSES_FILE points to (with the real address):

  witness {label} {vkey} http://127.0.0.1:{port}/

接下来 · What is next
1. 把机构账本的公钥写入 {logs}（一行一个；同一机构每年的新账本用同一公钥，自动接受）。
   Write the agency's ledger key into {logs} (one a line; the agency's log of each new year has the same key and is accepted).
2. holdfast witness run --state {folder}
   只监听 127.0.0.1；对外请用反向代理（HTTPS）。 It listens on 127.0.0.1; put a proxy with HTTPS before it.
3. 备份 witness-key.pem；witness-memory.json 只能恢复最新的一份，旧的会让见证为改写的历史作证。没有最新的一份时，请另建新密钥的见证。
   Back up witness-key.pem. Of witness-memory.json only the newest copy may be restored: with an older one the witness could vouch
   for a rewritten history. Without the newest, make a new witness with a new key.
`;
