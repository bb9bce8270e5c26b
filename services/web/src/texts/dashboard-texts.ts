/** Texts of the first screen: figures, what an empty house needs first, and how long ago something was. */
import type { Texts } from "./text.ts";

export const dashboardTexts = {
  "dashboard.title": ["概况", "Overview"],
  "dashboard.lead": [
    "按您可以知悉的内容统计；点击数字查看对应的清单。",
    "Counted of what you may know of. Each figure leads to its list.",
  ],
  "dashboard.work": ["待办与直播", "Work and rooms"],
  "dashboard.items": ["证据", "Items"],
  "dashboard.today": ["今日接收", "received today"],
  "dashboard.week": ["本周接收（周一起）", "received since Monday"],
  "dashboard.sealed": ["已封存", "sealed"],
  "dashboard.quarantined": ["已隔离", "in quarantine"],
  "dashboard.oldest": ["最早的已等待 {{age}}：", "The oldest has waited for {{age}}:"],
  "dashboard.hand-ins": ["逾期未移交的录制活动", "sessions with an overdue hand-in"],
  "dashboard.rooms": ["正在录制的场所", "rooms recorded now"],
  "dashboard.more": ["{{count}} 以上", "{{count}}+"],
  "awaits.seal": ["待封存", "waiting for the seal"],
  "awaits.copy": ["待制作观看副本", "waiting for the viewing copy"],
  "age.minutes": ["{{count}} 分钟", "{{count}} min"],
  "age.hours": ["{{count}} 小时", "{{count}} h"],
  "age.days": ["{{count}} 天", "{{count}} d"],
  "first.title": ["开始使用", "First steps"],
  "first.lead": [
    "还没有任何证据。按顺序完成下列事项；完成的会自动标出。",
    "There are no items yet. Do these in order; what is done is ticked by itself.",
  ],
  "first.health": ["查看各部分是否正常", "See that all parts are well"],
  "first.keys": ["签名密钥已生成并登记", "Signing keys are made and entered"],
  "first.policy": ["批准一个规则包", "Approve a policy pack"],
  "first.device": [
    "添加一台设备，并保存只显示一次的令牌",
    "Add a device, and keep the token that is shown once",
  ],
  "first.push": ["推送第一个录像：", "Push a first recording:"],
  "first.done": ["已完成", "Done"],
  "first.open": ["待完成", "To do"],
} as const satisfies Texts;
