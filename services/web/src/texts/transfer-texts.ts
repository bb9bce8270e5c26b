/** Texts about transfer to an archive. */
import type { Texts } from "./text.ts";

export const transferTexts = {
  "disposal.none-archive": ["没有应移交的证据", "Nothing is to go to an archive"],
  "disposal.none-archive-how": [
    "按规则包已到移交年限的证据会列在这里。",
    "Items that are old enough for the archive, by the rules, are listed here.",
  ],
  "disposal.no-rule": [
    "现行规则包没有规定本级单位的移交年限。",
    "The policy pack in force names no transfer for an agency of this level.",
  ],
  "disposal.rule": [
    "依规则包 {{pack}}：保管期限为{{terms}}的，自接收之日起满 {{after}} 后移交。",
    "By the pack {{pack}}: what is kept {{terms}} goes to an archive {{after}} after it was received.",
  ],
  "disposal.rule-kept": ["移交后原件留存。", "The originals stay here too."],
  "disposal.rule-ends": [
    "最短保管期限已满的，回执生效 {{after}} 后销毁本单位的原件。",
    "What is past its shortest term ends here {{after}} after the receipt.",
  ],
  "disposal.term.P10Y": ["10 年", "for 10 years"],
  "disposal.term.P30Y": ["30 年", "for 30 years"],
  "disposal.term.permanent": ["永久", "for ever"],
  "disposal.term-or": ["或", " or "],
  "disposal.transfer-count": ["提出移交（{{count}} 件）", "Propose to transfer {{count}}"],
  "disposal.transfer-title": ["提出移交 {{count}} 件证据", "Propose to transfer {{count}} items"],
  "disposal.transfer-note": [
    "清单与接收档案馆即行固定，公告期开始。此后由他人逐件鉴定，再由另外至少两人批准，然后制作数据包。",
    "The list and its archive are frozen, and the notice begins. Somebody appraises it afterwards, two others at least approve, and the package is made.",
  ],
  "disposal.archive-organisation": ["档案馆名称", "The archive's name"],
  "disposal.archive-person": ["接收人姓名", "Who takes it there, by name"],
  "disposal.archive-fonds": ["全宗号", "Fonds number"],
  "disposal.archive-basis": ["移交依据文书号", "Number of the document that it is handed over on"],
  "disposal.archive-highest": ["可接收的最高密级", "Highest state secret it may take"],
  "disposal.level.none": ["不接收国家秘密", "none"],
  "disposal.level.secret": ["秘密", "secret"],
  "disposal.level.highly-secret": ["机密", "highly secret"],
  "disposal.level.top-secret": ["绝密", "top secret"],
  "disposal.handed-over": ["移交", "The transfer"],
  "disposal.package-none": ["数据包尚未制作", "Its package is not made yet"],
  "disposal.package-made": ["正在制作数据包", "The package is being made"],
  "disposal.package-take": ["取走数据包", "Take the package out"],
  "disposal.package-not-taken": [
    "尚未取走。数据包内附档案目录（metadata/archive-index.csv），内容为明文。",
    "Nobody took it out yet. It holds an index (metadata/archive-index.csv), and everything in plaintext.",
  ],
  "disposal.package-taken": ["已于 {{at}} 取走", "Taken out on {{at}}"],
  "disposal.receipt-enter": ["录入回执", "Enter the receipt"],
  "disposal.receipt-note": [
    "档案馆对 receipt.txt 的签名（.p7s），或其签字盖章后的扫描件（PDF、JPEG、PNG）。扫描件须由另一人与纸质原件核对后生效。",
    "What the archive signed of receipt.txt (.p7s), or a scan of the paper that it signed (PDF, JPEG, PNG). A scan counts once another person compared it with the paper.",
  ],
  "disposal.receipt-file": ["签名或扫描件", "Signature, or scan"],
  "disposal.receipt-waits": [
    "{{who}} 已录入扫描件，待另一人与纸质原件核对",
    "{{who}} entered a scan; another person is to compare it with the paper",
  ],
  "disposal.receipt-entered": [
    "回执已录入，一分钟内核验并生效",
    "The receipt is entered; it is verified, and counts, within a minute",
  ],
  "disposal.receipt-confirm": ["确认与纸质回执一致", "It is the same as the paper"],
  "disposal.receipt-confirm-note": [
    "请手持纸质回执，与下列摘要值所指的扫描件逐项核对。",
    "Have the paper in hand, and compare it with the scan of this digest.",
  ],
  "disposal.receipt-scan": ["所录入的扫描件", "The scan that was entered"],
  "disposal.received": ["回执自 {{at}} 起生效。", "The receipt counts since {{at}}."],
  "kind.disposal-dropped": ["退出移交", "Dropped out of a transfer"],
  "kind.disposal-transferred": ["档案馆已接收", "Received by the archive"],
  "action.disposal-dropped": [
    "{{who}} 因情况有变将证据退出一批移交，其数据包作废",
    "{{who}} took items out of a transfer for what came about; its package counts no more",
  ],
  "action.disposal-transferred": [
    "{{who}} 核验了档案馆的回执，移交生效",
    "{{who}} verified the archive's receipt: the transfer counts",
  ],
  "custody.transferred": [
    "{{who}} 核验了回执：此件已移交 {{archive}}",
    "{{who}} verified the receipt: {{archive}} has it",
  ],
  "code.disposal/package-failed": [
    "移交数据包未能制成；请停止后分成小批，或撤回该交付以重新制作",
    "The package of the transfer was not made: stop it and propose smaller ones, or withdraw the export to have it made once more",
  ],
  "code.disposal/receipt-differs": [
    "回执与数据包不符，不作任何销毁；撤回该交付后会重新制作数据包",
    "The receipt is not one for this package, and nothing ends; withdraw the export, and it is made anew",
  ],
  "code.disposal/receipt-of-another": [
    "回执的签名证书不是该档案馆的；请撤回该交付，由档案馆用其名下证书对新数据包签名，或改用纸质回执",
    "The certificate of the receipt does not name the archive: withdraw the export, and have the new one signed under a certificate in its name, or on paper",
  ],
  "code.disposal/receipt-unknown": [
    "回执的签名证书无可信根；请核对后把档案馆的根证书加入 HOLDFAST_RECIPIENT_ROOTS，或撤回后改用纸质回执",
    "Nobody known here answers for the certificate of the receipt: add the archive's root to HOLDFAST_RECIPIENT_ROOTS once it is compared, or withdraw the export and have it signed on paper",
  ],
} as const satisfies Texts;
