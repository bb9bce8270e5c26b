/** What `webhooks` says, in both languages. */
import type { Text } from "../../kernel/language.ts";
import type { AttemptFault, DeliveryState, StopReason } from "../../webhooks/webhook.ts";

export const STOP_WORDS = {
  "by-hand": { "zh-CN": "由管理员停止", en: "stopped by somebody" },
  failing: { "zh-CN": "三天送不到，已停止", en: "stopped: nothing arrived for three days" },
  gone: {
    "zh-CN": "接收方称已不存在（410），已停止",
    en: "stopped: its receiver says it is gone (410)",
  },
  account: {
    "zh-CN": "所用账号已不能听取，已停止",
    en: "stopped: an account it rests on may hear nothing any more",
  },
  forgotten: {
    "zh-CN": "其间发生的事已不再保留，已停止：请重新添加",
    en: "stopped: what happened meanwhile is not kept any more; add it anew",
  },
} as const satisfies Readonly<Record<StopReason, Text>>;

export const STATE_WORDS = {
  waiting: { "zh-CN": "待发", en: "waiting" },
  delivered: { "zh-CN": "已送达", en: "delivered" },
  "given-up": { "zh-CN": "已放弃", en: "given up" },
  withheld: { "zh-CN": "未发（已不可见）", en: "not sent (hidden since)" },
} as const satisfies Readonly<Record<DeliveryState, Text>>;

export const FAULT_WORDS = {
  "address-refused": { "zh-CN": "地址不允许", en: "address not allowed" },
  "no-such-name": { "zh-CN": "无此域名", en: "no such name" },
  "no-connection": { "zh-CN": "连不上", en: "no connection" },
  "no-trust": { "zh-CN": "证书不可信", en: "certificate not trusted" },
  "too-slow": { "zh-CN": "超时", en: "too slow" },
  "too-long": { "zh-CN": "应答过长", en: "answer too long" },
  cut: { "zh-CN": "连接中断", en: "cut off" },
} as const satisfies Readonly<Record<AttemptFault, Text>>;

export const WEBHOOKS = {
  about: {
    "zh-CN": "Webhook：把发生的事告诉其他系统",
    en: "webhooks: other systems that are told what happens",
  },
  list: {
    "zh-CN": "列出 Webhook；有非人为停止的或送不到的，以 1 结束",
    en: "list them; ends with 1 if one stopped by itself or nothing arrives",
  },
  add: { "zh-CN": "增加一个；密钥只显示这一次", en: "add one; its secret is shown this once" },
  rotate: {
    "zh-CN": "更换密钥；其间新旧两个都签名",
    en: "exchange its secret; for a while both sign",
  },
  stop: {
    "zh-CN": "停止；其间发生的恢复后补发",
    en: "stop it; what happens meanwhile is sent once it goes on",
  },
  start: { "zh-CN": "恢复", en: "let it go on" },
  remove: { "zh-CN": "移除，连同密钥", en: "remove it, with its secrets" },
  test: { "zh-CN": "试发一条空消息", en: "send a message about nothing" },
  deliveries: { "zh-CN": "列出投递记录，最近的在先", en: "list what was sent, newest first" },
  redeliver: { "zh-CN": "重新投递一条，编号不变", en: "send one again, under its own id" },
  optionUrl: { "zh-CN": "接收地址（https://…）", en: "address of the receiver (https://…)" },
  optionDescription: { "zh-CN": "说明", en: "what it is for" },
  optionEvent: { "zh-CN": "只告知这些事件；不填则全部", en: "only these events; all without it" },
  optionAs: {
    "zh-CN": "以哪个账号听取；不填则为本人",
    en: "the account that it hears as; yours without it",
  },
  optionAfter: {
    "zh-CN": "从此序号之后告知；不填则从现在起",
    en: "tell what came after this number; from now on without it",
  },
  optionOverlap: {
    "zh-CN": "新旧密钥并用几小时（0–168）",
    en: "hours for which both secrets sign (0 to 168)",
  },
  optionWhy: { "zh-CN": "事由（记入操作记录）", en: "why, for the record of actions" },
  none: { "zh-CN": "没有 Webhook", en: "There are no webhooks" },
  line: {
    "zh-CN": "{id}  {url}  {description}\n  以 {as} 听取：{types}\n  {state}",
    en: "{id}  {url}  {description}\n  hears as {as}: {types}\n  {state}",
  },
  allEvents: { "zh-CN": "全部事件", en: "all events" },
  running: { "zh-CN": "运行中", en: "running" },
  failingSince: { "zh-CN": "自 {at} 起送不到", en: "nothing arrives since {at}" },
  added: {
    "zh-CN": "已增加 {id}。密钥（只显示这一次）：\n  {secret}",
    en: "{id} is added. Its secret, shown this once:\n  {secret}",
  },
  rotated: {
    "zh-CN": "{id} 的新密钥（只显示这一次），旧密钥到 {until} 为止：\n  {secret}",
    en: "The new secret of {id}, shown this once; the last one signs until {until}:\n  {secret}",
  },
  stopped: { "zh-CN": "{id} 已停止", en: "{id} is stopped" },
  started: { "zh-CN": "{id} 已恢复", en: "{id} goes on" },
  removed: { "zh-CN": "{id} 已移除", en: "{id} is removed" },
  tested: { "zh-CN": "试发消息 {delivery} 已排队", en: "Message {delivery} waits to be sent" },
  noDeliveries: { "zh-CN": "没有投递记录", en: "Nothing was sent" },
  delivery: {
    "zh-CN": "{id}  {madeAt}  {type}  {state}  {attempts}",
    en: "{id}  {madeAt}  {type}  {state}  {attempts}",
  },
  again: { "zh-CN": "{delivery} 将重新投递", en: "{delivery} is sent again" },
} as const satisfies Readonly<Record<string, Text>>;
