/** What `disposal` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const DISPOSAL = {
  about: {
    "zh-CN": "处置：期满的证据，经公告、鉴定、至少两人批准和宽限期后销毁",
    en: "disposal: what is past its term ends after notice, appraisal, two approvals at least and a grace",
  },
  list: {
    "zh-CN": "列出各批处置；加 --due 则列出最短保管期限已满的证据及不得处置的原因",
    en: "list the batches; with --due the items that are past their term, and what stands against each",
  },
  show: {
    "zh-CN": "显示一批处置：逐件的去向、不得处置的原因、供批准的摘要值",
    en: "show a batch: what becomes of each item, what stands against it, and the digest to approve",
  },
  propose: {
    "zh-CN": "提出处置：清单即行固定，公告期开始；写 --archive 则为移交",
    en: "propose that items end, or with --archive go to one: the list is frozen and its notice begins",
  },
  appraise: {
    "zh-CN": "公告期满后鉴定：除 --keep 所列继续保存外，其余销毁或移交",
    en: "appraise a batch after its notice: all is destroyed, or transferred, but what --keep names",
  },
  approve: {
    "zh-CN": "批准所读文本；须由未提出、未鉴定的至少两人在 24 小时内先后批准",
    en: "approve the text that was read; it takes two at least who neither proposed nor appraised, within 24 hours",
  },
  prolong: {
    "zh-CN": "延长宽限期，不超过该批规则所许的最长天数",
    en: "prolong the grace of a batch, as far as its rule allows",
  },
  optionUntil: {
    "zh-CN": "不销毁的最后一天（年-月-日）",
    en: "last day on which nothing is destroyed (YYYY-MM-DD)",
  },
  nowProlonged: {
    "zh-CN": "已延长 {id} 的宽限期：{at} 之前不销毁",
    en: "The grace of {id} is prolonged: nothing is destroyed before {at}",
  },
  endsBy: {
    "zh-CN":
      "现在提出的批次依 {pack}：公告 {days} 个工作日；批准：{by}；宽限 {hours} 小时，可延长至 {most} 小时",
    en: "A batch proposed now ends by {pack}: notice of {days} working days; approved by {by}; grace of {hours} hours, at most {most}",
  },
  ownRule: {
    "zh-CN":
      "  依 {pack}：公告 {days} 个工作日；批准：{by}；宽限 {hours} 小时，可延长至 {most} 小时",
    en: "  by {pack}: notice of {days} working days; approved by {by}; grace of {hours} hours, at most {most}",
  },
  settings: { "zh-CN": "本单位设置", en: "the settings of this house" },
  awaits: { "zh-CN": "  尚待批准：{by}", en: "  still to approve: {by}" },
  stop: {
    "zh-CN": "停止一批处置；尚未销毁的继续保存",
    en: "stop a batch: what is not destroyed by then is kept",
  },
  optionDue: {
    "zh-CN": "列出最短保管期限已满的证据，而非各批处置",
    en: "the items that are past their term, instead of batches",
  },
  optionTransfer: {
    "zh-CN": "列出按规则应移交档案馆的证据",
    en: "the items that go to an archive, by the rules",
  },
  optionArchive: {
    "zh-CN": "移交给这个档案馆（不写则为销毁），另须 --person、--fonds、--basis",
    en: "transfer to this archive, instead of destruction; needs --person, --fonds and --basis",
  },
  optionPerson: { "zh-CN": "档案馆接收人姓名", en: "who takes it at the archive, by name" },
  optionFonds: { "zh-CN": "全宗号", en: "fonds number (全宗号) of this agency at the archive" },
  optionBasis: {
    "zh-CN": "移交依据文书号",
    en: "number of the document that it is handed over on",
  },
  optionDocument: {
    "zh-CN": "该文书的文件，记其摘要值",
    en: "that document; its digest is kept",
  },
  optionHighest: {
    "zh-CN": "档案馆可接收的最高密级（默认不接收国家秘密）",
    en: "highest state secret that the archive may take (none unless said)",
  },
  optionOver: { "zh-CN": "只列已结束的", en: "only those that are over" },
  optionItem: { "zh-CN": "证据编号，可多个", en: "ids of items" },
  optionAllDue: {
    "zh-CN": "现有可处置的全部证据（至多 500 件）",
    en: "all that may end now, at most 500",
  },
  optionKeep: { "zh-CN": "继续保存的证据编号", en: "ids of items that are kept" },
  optionWhy: { "zh-CN": "事由（记入操作记录）", en: "why, for the record" },
  optionSha256: {
    "zh-CN": "所读鉴定文本的摘要值（disposal show 所示）",
    en: "digest of the appraisal that was read, as `disposal show` tells it",
  },
  none: { "zh-CN": "没有处置批次", en: "There are no batches" },
  noneDue: { "zh-CN": "没有期满的证据", en: "Nothing is past its term" },
  noneToArchive: { "zh-CN": "没有应移交的证据", en: "Nothing is to go to an archive" },
  noRule: {
    "zh-CN": "现行规则包没有规定本级单位的移交年限",
    en: "The policy pack in force names no transfer for an agency of this level",
  },
  ruleKept: {
    "zh-CN": "依规则包 {pack}：保管期限 {terms}，自接收起满 {after} 移交；移交后原件留存",
    en: "By the pack {pack}: what is kept for {terms} goes to an archive {after} after reception; the originals stay here too",
  },
  ruleEnds: {
    "zh-CN":
      "依规则包 {pack}：保管期限 {terms}，自接收起满 {after} 移交；期满的，回执生效 {kept} 后销毁本单位的原件",
    en: "By the pack {pack}: what is kept for {terms} goes to an archive {after} after reception; what is past its term ends here {kept} after the receipt",
  },
  toArchive: {
    "zh-CN": "  移交 {organisation}（{person}），全宗号 {fonds}，依据 {basis}",
    en: "  goes to {organisation} ({person}), fonds {fonds}, on the basis of {basis}",
  },
  handOver: {
    "zh-CN":
      "  数据包 {id}；取走、取得回执、录入：\n  holdfast export take {id}；export receipt {id}；export acknowledge {id} --signed|--paper …",
    en: "  package {id}; take it there, and enter the archive's receipt:\n  holdfast export take {id}; export receipt {id}; export acknowledge {id} --signed|--paper …",
  },
  received: {
    "zh-CN": "  档案馆回执自 {at} 起生效：\n  {sha256}",
    en: "  the archive's receipt counts since {at}:\n  {sha256}",
  },
  archiveWhole: {
    "zh-CN": "移交须同时写明 --person、--fonds 和 --basis",
    en: "A transfer needs --person, --fonds and --basis too",
  },
  secondOfTransfer: {
    "zh-CN": "{id} 已获全部批准；正在制作移交数据包，编号见：\n  holdfast disposal show {id}",
    en: "Batch {id} has its approvals; its package is being made, and named by:\n  holdfast disposal show {id}",
  },
  blocked: {
    "zh-CN": "现在不能处置任何证据：{code}\n  {fix}",
    en: "Nothing can be disposed of now: {detail}\n  {fix}",
  },
  dueItem: {
    "zh-CN": "{id}  {file}（{bytes} 字节），保管至 {floor}\n  {against}",
    en: "{id}  {file} ({bytes} bytes), kept until {floor}\n  {against}",
  },
  may: { "zh-CN": "可以提出处置", en: "may be proposed" },
  batch: {
    "zh-CN":
      "{id}  {state}\n  {at} {by} 提出：{reason}\n  共 {items} 件：在办 {waiting}，保存 {kept}，退出 {dropped}，移交留存 {transferred}，销毁 {destroyed}",
    en: "{id}  {state}\n  proposed at {at} by {by}: {reason}\n  items: {items}; on their way {waiting}, kept {kept}, dropped out {dropped}, transferred and kept {transferred}, destroyed {destroyed}",
  },
  notice: { "zh-CN": "  公告至 {day}", en: "  notice until {day}" },
  appraised: {
    "zh-CN": "  {at} {by} 鉴定，供批准的摘要值：\n  {sha256}",
    en: "  appraised at {at} by {by}; the digest to approve:\n  {sha256}",
  },
  approvedBy: { "zh-CN": "  {at} {by} 批准", en: "  approved at {at} by {by}" },
  lapsed: { "zh-CN": "  {at} {by} 的批准已过期", en: "  the approval of {at} by {by} has lapsed" },
  grace: { "zh-CN": "  {at} 之前不销毁", en: "  nothing is destroyed before {at}" },
  stoppedBy: { "zh-CN": "  {at} {by} 停止：{reason}", en: "  stopped at {at} by {by}: {reason}" },
  item: { "zh-CN": "  {id}  {what}", en: "  {id}  {what}" },
  stalled: { "zh-CN": "  自 {at} 起不能继续：{why}", en: "  it cannot go on, since {at}: {why}" },
  waiting: { "zh-CN": "在办", en: "on its way" },
  proposed: {
    "zh-CN":
      "已提出处置 {id}，共 {items} 件，公告至 {day}。期满后鉴定：\n  holdfast disposal appraise {id} --why …",
    en: "Batch {id} is proposed, items: {items}, notice until {day}. Then appraise it:\n  holdfast disposal appraise {id} --why …",
  },
  nowAppraised: {
    "zh-CN":
      "已鉴定 {id}。另外至少两人阅读后批准：\n  holdfast disposal approve {id} --sha256 {sha256}",
    en: "Batch {id} is appraised. Two others at least read it and approve:\n  holdfast disposal approve {id} --sha256 {sha256}",
  },
  allKept: {
    "zh-CN": "已鉴定 {id}：全部继续保存",
    en: "Batch {id} is appraised: all of it is kept",
  },
  first: {
    "zh-CN": "已批准 {id}；24 小时内还须批准：{by}",
    en: "Batch {id} is approved; within 24 hours it takes another approval too: {by}",
  },
  second: {
    "zh-CN":
      "{id} 已获全部批准；{at} 起销毁，在此之前可以停止：\n  holdfast disposal stop {id} --why …",
    en: "Batch {id} has its approvals; it is destroyed from {at} on, and can be stopped until then:\n  holdfast disposal stop {id} --why …",
  },
  nowStopped: { "zh-CN": "已停止 {id}", en: "Batch {id} is stopped" },
  nothing: {
    "zh-CN": "请指明证据（--item），或 --all-due；没有可处置的证据时不能提出",
    en: "Name items with --item, or say --all-due; and something has to be due",
  },
  noneToKeep: {
    "zh-CN": "“{id}”不在这批之中",
    en: "“{id}” is not in this batch",
  },
} as const satisfies Readonly<Record<string, Text>>;
