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
  "dashboard.silent-devices": ["久未联系的设备", "devices not heard for long"],
  "dashboard.mine": ["本人录制的", "recorded by me"],
  "dashboard.mine-none-waits": ["其中没有待封存的。", "None of it waits for its seal."],
  "dashboard.mine-unsealed": ["{{count}} 件待封存", "{{count}} waiting for the seal"],
  "dashboard.mine-receipt": [
    "能否清空设备，以接入回执为准",
    "Whether a camera may be wiped, the receipt of its visit says",
  ],
  "dashboard.rooms": ["正在录制的场所", "rooms recorded now"],
  "dashboard.more": ["{{count}} 以上", "{{count}}+"],
  "awaits.seal": ["待封存", "waiting for the seal"],
  "awaits.copy": ["待制作观看副本", "waiting for the viewing copy"],
  "age.minutes": ["{{count}} 分钟", "{{count}} min"],
  "age.hours": ["{{count}} 小时", "{{count}} h"],
  "age.days": ["{{count}} 天", "{{count}} d"],
  "first.title": ["开始使用", "First steps"],
  "first.lead": [
    "按系统此刻的实际情况判断，完成的会自动标出，可随时离开再继续。",
    "Judged by how the house really stands at this moment: what is done is ticked by itself, and you can leave and go on at any time.",
  ],
  "first.count": ["已完成 {{done}} 项，共 {{all}} 项", "{{done}} of {{all}} done"],
  "first.put-away": ["收起", "Put away"],
  "first.show": ["显示开始使用的步骤", "Show the first steps"],
  "first.state.done": ["已完成", "Done"],
  "first.state.waits": ["待完成", "To do"],
  "first.state.wrong": ["有问题", "Wrong"],
  "first.state.unread": ["尚未得知", "Not known yet"],
  "first.machine": ["各部分正常", "All parts are well"],
  "first.machine-how": [
    "下列各部分须处理；./holdfast doctor 还核对时钟、磁盘和程序。",
    "These parts need you; ./holdfast doctor also looks at the clock, the disk and the programs.",
  ],
  "first.lock": ["存储确实锁定", "The store really locks"],
  "first.lock-how": [
    "封存进程每次启动都锁定真实对象并尝试删除，删得掉就不运行。它现在没有运行；下面的命令会再试一次并说明原因。",
    "The custody process locks real objects at each start, tries to delete them, and does not run where that works. It does not run now; this command tries again and says why.",
  ],
  "first.stamps": ["时间戳按时取得", "Time stamps come in time"],
  "first.stamps-how": [
    "没有时间戳也会封存，但时间只有本单位自己的说法。",
    "Sealing goes on without them, but then only your own word says when it was.",
  ],
  "first.keys": ["签名密钥已生成并登记", "Signing keys are made and entered"],
  "first.keys-how": [
    "签名进程启动时生成密钥，随后记入账本。请把密钥文件夹另行备份，与数据库分开存放；是否已备份系统无从得知。",
    "The signer makes them at its start, and the ledger is told. Back the folder of keys up, apart from the database: whether you did, the house cannot know.",
  ],
  "first.policy": ["规则包已生效", "A policy pack is in force"],
  "first.policy-how": [
    "一人提出、另一人批准；保存期限和应录事项由它规定。",
    "One person proposes it and another approves; it says how long things are kept and what must be recorded.",
  ],
  "first.officers": ["执法人员和单位已登记", "Officers and their units are entered"],
  "first.officers-how": [
    "逐一登记，或从人事系统导出的 CSV 导入。",
    "One by one, or from a CSV table of your personnel system.",
  ],
  "first.people": ["各角色都有人", "Each role has somebody"],
  "first.people-how": [
    "很多事项须由两人办理：提出和批准不能是同一人。",
    "Much here takes two people: who proposes something may not approve it.",
  ],
  "first.roles": ["尚缺：{{roles}}", "Still without anybody: {{roles}}"],
  "first.device": ["已添加设备或采集站", "A device or dock is added"],
  "first.device-how": [
    "添加后保存只显示一次的令牌，然后在采集站运行：",
    "Add it, keep the token that is shown once, then run this at the dock:",
  ],
  "first.clip": [
    "第一个录像已接收、核对并封存",
    "Received, verified and sealed: a first recording",
  ],
  "first.clip-how": [
    "从设备上传，或用下面的命令发送一个文件；这里会随时显示它到了哪一步。",
    "Send it from a device, or a file with this command; how far it is shows here as it happens.",
  ],
} as const satisfies Texts;
