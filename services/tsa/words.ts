/** What the authority for time stamps says to a person, in both languages. */
import type { Text } from "../kernel/language.ts";

export const WORDS = {
  usage: {
    "zh-CN":
      "用法：tsa init [--name 机构名称] | tsa run [--host 地址] [--port 端口]，均可加 --state 文件夹、--json",
    en: "usage: tsa init [--name OWNER] | tsa run [--host ADDRESS] [--port PORT], each with --state FOLDER, --json",
  },
  ready: {
    "zh-CN":
      "时间戳机构已在 {folder} 建立。\n  root.pem      根证书：交给核验者，并请其通过其他渠道核对指纹 {fingerprint}\n  root-key.pem  根密钥：请移至离线保存\n启动：./holdfast tsa run --state {folder}\n这台机器的时钟应有可信来源；时钟倒退时不出具时间戳。",
    en: "The authority for time stamps is in {folder}.\n  root.pem      its root: give it to those who verify, and have them compare the fingerprint {fingerprint} another way\n  root-key.pem  the root's key: take it offline\nStart it: ./holdfast tsa run --state {folder}\nGive this machine a clock that can be relied on; when it runs backwards nothing is stamped.",
  },
  isThere: {
    "zh-CN": "{folder} 中已有时间戳机构，未作改动。",
    en: "There is an authority for time stamps in {folder} already; it was left as it is.",
  },
  running: {
    "zh-CN": "时间戳机构正在 {url} 提供服务（根证书：{url}root.pem）",
    en: "The authority for time stamps answers at {url} (its root: {url}root.pem)",
  },
  notThere: {
    "zh-CN": "{folder} 中没有时间戳机构。请先运行 tsa init。",
    en: "There is no authority for time stamps in {folder}. Run tsa init first.",
  },
  stateMissing: {
    "zh-CN": "{folder} 中的 state.json 缺失或无法读取。请从最新备份恢复；不要新建，序号不得重复。",
    en: "state.json in {folder} is missing or cannot be read. Restore the newest copy; do not make a new one, numbers must not repeat.",
  },
  alreadyRunning: {
    "zh-CN": "另一个进程（{pid}）正在使用 {folder}。",
    en: "Another process ({pid}) uses {folder}.",
  },
  badHost: {
    "zh-CN": "无法在地址 {host} 上监听，请用 --host 换一个。",
    en: "Nothing can listen at the address {host}; choose another one with --host.",
  },
  portTaken: {
    "zh-CN": "端口 {port} 无法使用，请用 --port 换一个。",
    en: "Port {port} cannot be used; choose another one with --port.",
  },
} as const satisfies Readonly<Record<string, Text>>;
