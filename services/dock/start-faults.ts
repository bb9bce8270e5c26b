/** Why a dock does not start, in both languages, with what to do: settings, keys, folders, ports. */
import type { z } from "zod";
import type { Language } from "../kernel/language.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { Explained } from "./problem.ts";

const text = (zh: string, en: string, nextZh: string, nextEn: string): Explained => ({
  what: { "zh-CN": zh, en },
  next: { "zh-CN": nextZh, en: nextEn },
});

export const START_FAULTS = {
  "settings-unreadable": text(
    "无法读取采集站的设置文件",
    "the settings file of the dock cannot be read",
    "检查 --config 给出的路径和权限。",
    "Check the path given with --config, and its permissions.",
  ),
  "settings-no-json": text(
    "采集站的设置文件不是 JSON",
    "the settings file of the dock is no JSON",
    "检查逗号、引号和括号。",
    "Check its commas, quotes and brackets.",
  ),
  "settings-wrong": text(
    "采集站的设置缺少或有误：{detail}",
    "settings of the dock are missing or wrong: {detail}",
    "README 的“A docking station”一节列出了全部设置。",
    'README lists every setting under "A docking station".',
  ),
  "no-token": text(
    "没有采集站的证书或设备令牌",
    "the dock has neither certificate nor device token",
    "用 device code 生成注册码，再 dock enrol；或用 device add --kind dock 登记并设置 HOLDFAST_DEVICE_TOKEN 或 HOLDFAST_DEVICE_TOKEN_FILE。",
    "Make a code with device code, then dock enrol; or register it with device add --kind dock, and set HOLDFAST_DEVICE_TOKEN or HOLDFAST_DEVICE_TOKEN_FILE.",
  ),
  "root-unreadable": text(
    "无法读取根证书文件",
    "the file of the root certificate cannot be read",
    "检查设置 root 的路径；证书应从另一渠道取得。",
    "Check the path in `root`; get the certificate another way than from the server.",
  ),
  "ledger-key-wrong": text(
    "设置中的账本公钥无效",
    "the ledger key in the settings is no verifier key",
    "填入机构公布的账本公钥（名称+编号+公钥）。",
    "Give the ledger's verifier key as the agency published it (name+id+key).",
  ),
  "state-unusable": text(
    "无法使用采集站的状态文件夹",
    "the state folder of the dock cannot be used",
    "检查设置 state 的路径、权限和硬盘空间。",
    "Check the path in `state`, its permissions and the room on its disk.",
  ),
  "key-unusable": text(
    "采集站自己的密钥（dock-key.pem）无法读取",
    "the dock's own key (dock-key.pem) cannot be read",
    "从备份恢复；没有备份时把它移走，采集站会生成新密钥。",
    "Restore it from a copy; without one move it away, and the dock makes a new one.",
  ),
  "identity-unusable": text(
    "采集站的证书（identity 文件夹）无法读取",
    "the dock's certificate (folder identity) cannot be read",
    "从备份恢复；没有备份时请管理员生成注册码（device code），再用 dock enrol 重新注册。不要动 dock-key.pem。",
    "Restore it from a copy; without one have an administrator make a code (device code) and enrol anew (dock enrol). Leave dock-key.pem where it is.",
  ),
  "already-running": text(
    "另一个采集站进程（{detail}）正在使用此状态文件夹",
    "another dock (process {detail}) has this state folder",
    "先结束它，或用 --state 指定另一个文件夹。",
    "End it first, or name another folder with --state.",
  ),
  "port-taken": text(
    "屏幕页面的端口已被占用",
    "the port of the wall is taken",
    "用 --port 或设置 wallPort 换一个端口。",
    "Choose another one with --port or `wallPort`.",
  ),
  usage: text(
    "用法：dock run|status|simulate",
    "usage: dock run|status|simulate",
    "每个命令的选项见 holdfast dock --help。",
    "See holdfast dock --help for the options of each.",
  ),
} as const satisfies Readonly<Record<string, Explained>>;
export type StartFaultCode = keyof typeof START_FAULTS;

/** Ends the start of a dock; `detail` goes into the words. */
export class StartFault extends Error {
  override readonly name = "StartFault";
  readonly code: StartFaultCode;
  readonly detail: string;

  constructor(code: StartFaultCode, detail = "", cause?: unknown) {
    super(`${code} ${detail}`.trim(), cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }
}

/** What `work` gives; whatever it throws instead is this fault. */
export async function orFault<T>(code: StartFaultCode, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StartFault(code, "", cause);
  }
}

/** Names of the settings that are wrong, never their values. */
export const settingsIn = ({ issues }: z.ZodError): string =>
  [
    ...new Set(
      issues.flatMap((issue) =>
        issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".") || "{}"],
      ),
    ),
  ].join(", ");

/** One line for a person; null for a fault that is none of these. */
export function faultLine(error: unknown, language: Language): string | null {
  const fault = isRefusal(error, "ledger/bad-verifier-key")
    ? new StartFault("ledger-key-wrong")
    : isPortTaken(error)
      ? new StartFault("port-taken")
      : error;
  if (!(fault instanceof StartFault)) return null;
  const { what, next } = START_FAULTS[fault.code];
  const colon = language === "en" ? ". " : "。";
  return `${what[language].replace("{detail}", fault.detail)}${colon}${next[language]}`;
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";
