/** What to do about each part of the house that is not well, by the name and kind that /readyz gives it. */
import type { Texts } from "./text.ts";

export const cureTexts = {
  "cure.postgres.needed": [
    "./holdfast doctor 会说明数据库有什么问题。",
    "./holdfast doctor tells what is wrong with the database.",
  ],
  "cure.redis.needed": [
    "./holdfast doctor 会说明队列有什么问题；什么也不会丢，恢复后继续处理。",
    "./holdfast doctor tells what is wrong with the queue. Nothing is lost; work goes on once it is back.",
  ],
  "cure.store.needed": [
    "./holdfast doctor 会说明存储有什么问题。",
    "./holdfast doctor tells what is wrong with the store.",
  ],
  "cure.signer.worker": [
    "上传照常接收并保留，但不签名、不出具回执。查看 ./holdfast logs signer，然后重新启动该进程。",
    "Uploads are taken and kept, but nothing is signed, and no receipt is given. Read ./holdfast logs signer, then start that process again.",
  ],
  "cure.custody.worker": [
    "上传照常接收并保留，但不封存、不出具回执。查看 ./holdfast logs custody，然后重新启动该进程。",
    "Uploads are taken and kept, but nothing is sealed and no receipt is given. Read ./holdfast logs custody, then start that process again.",
  ],
  "cure.custody.backlog": [
    "有证据等待封存过久；打开该证据可看到每一步在等什么。",
    "An item waits long for its seal; its page tells what each step waits for.",
  ],
  "cure.media.worker": [
    "证据照常封存，但不制作观看副本。查看 ./holdfast logs media，然后重新启动该进程。",
    "Everything is sealed, but no viewing copy is made. Read ./holdfast logs media, then start that process again.",
  ],
  "cure.room.alarm": [
    "存储将满：放不下的录像会被拒绝（507），由设备保留。请扩容或换到更大的磁盘；已确认接收的都在。",
    "The store is nearly full: recordings that do not fit are refused (507), and their devices keep them. Enlarge it, or move it to a larger disk; what was acknowledged is kept.",
  ],
  "cure.ledger.alarm": [
    "账本不能登记，什么都不会封存；上传照常接收并等待，已有回执仍有效。./holdfast doctor 会说明要从备份恢复什么；绝不要重置签名进程的记忆。",
    "The ledger takes no entries: nothing is sealed. Uploads are taken and wait; what has a receipt stays valid. ./holdfast doctor tells what to restore; never reset the signer's memory.",
  ],
  "cure.live-silent.alarm": [
    "正在录制，但有通道没有数据，可能正在丢失内容。“正在录制”页会指出是哪个；检查摄像机、录制机和网络。",
    "A room is recorded and a channel of it sends nothing: words may be lost now. The page Rooms now names it; look at its camera, its recorder and the network.",
  ],
  "cure.live-heads.backlog": [
    "直播链已半分钟以上没有登入账本；录制照常。查看 ./holdfast logs custody。",
    "The ledger is not told where chains of live recordings stand, for half a minute or more; recording goes on. See ./holdfast logs custody.",
  ],
  "cure.live-closing.backlog": [
    "直播录制结束二十分钟后仍未封存。./holdfast live show 会指出在等哪个通道或片段。",
    "A live session ended and is not sealed twenty minutes later. ./holdfast live show names the channel or take that it waits for.",
  ],
  "cure.fixity.alarm": [
    "存储的内容与封存时不同：./holdfast fsck 会指出。不要改动任何内容，通知审计人员。",
    "Something stored is not what was sealed: ./holdfast fsck names it. Change nothing; get an auditor.",
  ],
  "cure.fixity.backlog": [
    "核对落后于周期，或有内容无法读取：查看 ./holdfast logs custody。",
    "The audit is behind its period, or cannot read something: see ./holdfast logs custody.",
  ],
  "cure.holds.backlog": [
    "存储未显示保全已生效：“保全”页说明原因。其内容仍不会被销毁。",
    "The store does not show that what is on hold is held: its page tells why. Nothing of it may end all the same.",
  ],
  "cure.hold-reviews.backlog": [
    "有保全已过复核日：“保全”页列出。解除前一直有效。",
    "The day of review of a hold is over: the page Holds names it. It holds until somebody releases it.",
  ],
  "cure.disposal.alarm": [
    "已批准的处置不能继续，或与批准的文本不符：“处置”页和 ./holdfast doctor 说明原因。在此期间什么都不会被销毁。",
    "A disposal that was approved does not go on, or is not what people approved: its page and ./holdfast doctor tell why. Nothing of it is destroyed meanwhile.",
  ],
  "cure.legal-reviews.alarm": [
    "有审核意见逾期：“法制审核”页列出。",
    "Opinions of legal review are overdue: the page of legal reviews names the cases.",
  ],
  "cure.spot-checks.alarm": [
    "有抽查评分逾期：“抽查”页列出。",
    "Score sheets are overdue: the page Spot checks names them.",
  ],
  "cure.retention-reviews.alarm": [
    "有证据未按期查看是否仍需保存：“处置”页列出。",
    "Nobody looked in time whether some items are still needed: the page Disposal names them.",
  ],
  "cure.spot-check-draws.alarm": [
    "抽查范围已固定一刻钟而未抽样：查看 ./holdfast logs custody。",
    "A spot check is not drawn, though its population was fixed a quarter of an hour ago: see ./holdfast logs custody.",
  ],
  "cure.search.backlog": [
    "检索更新滞后：./holdfast logs custody 中的“search”说明原因。什么也不会丢。",
    "Search finds changes late: ./holdfast logs custody says why the round “search” does not get on. Nothing is lost.",
  ],
  "cure.deadlines.alarm": [
    "有案件法定期限已过：“案件”页列出。",
    "Terms of the law in cases are over: the page Cases names them.",
  ],
  "cure.ledger-history.worker": [
    "有见证方看到了另一份账本历史。数据库、存储和密钥都保持原样；./holdfast doctor 说明要比对什么。",
    "A witness saw another history of the ledger. Leave database, store and keys as they are; ./holdfast doctor tells what to compare.",
  ],
  "cure.witnesses.backlog": [
    "有见证方一刻钟未联署；./holdfast doctor 说明联系谁。封存照常。",
    "A witness has not cosigned for a quarter of an hour; ./holdfast doctor tells whom to ask. Sealing goes on.",
  ],
  "cure.certificates.backlog": [
    "有密钥的证书即将到期：./holdfast keys list 指出是哪个，./holdfast doctor 说明怎么办。",
    "The certificate of a key in use ends soon: ./holdfast keys list tells which, ./holdfast doctor what to do.",
  ],
  "cure.case-system.backlog": [
    "有案件系统久未来信：检查对接，或用 ./holdfast import cases 导入。等待结案的证据照常保存。",
    "A case system was not heard for long: look after the connection, or use ./holdfast import cases. What waits for the end of a case is kept meanwhile.",
  ],
  "cure.silent-devices.backlog": [
    "有设备久未联系：在“设备”页查看是哪些，找到后把录像交来；已不再使用的请停用。",
    "Devices were not heard for long: the page Devices tells which. Find them and have what they hold handed in; retire those that are out of use.",
  ],
  "cure.encryption.alarm": [
    "加密的证据无法读取，或待加密的在等待：./holdfast doctor 指出密钥和办法。不要用新密钥顶替。",
    "Encrypted items cannot be read, or what is to be encrypted waits: ./holdfast doctor names the key and what to do. Put no new key in its place.",
  ],
  "cure.webhooks.alarm": [
    "有推送被停止，或接收方收不到：“Webhook 推送”页列出。检查接收方后重新开始；等待的届时发送，什么也不会丢。",
    "A webhook was stopped, or nothing arrives at its receiver: the page Webhooks names it. Look after the receiver, then start it; what waits is sent then.",
  ],
  "cure.timestamps.backlog": [
    "有时间戳机构一刻钟未给出时间戳；./holdfast doctor 说明是哪个、为什么。封存照常。",
    "An authority for time stamps gave none for a quarter of an hour; ./holdfast doctor tells which and why. Sealing goes on.",
  ],
  "cure.timestamp-lists.backlog": [
    "取不到某时间戳机构的吊销列表，或其更新已晚；./holdfast doctor 说明是哪个。封存照常。",
    "An authority's list of revoked certificates cannot be had, or the next one is late; ./holdfast doctor tells which. Sealing goes on.",
  ],
  "cure.renewals.backlog": [
    "时间戳续期已等待一刻钟：用 ./holdfast doctor 查看各机构。封存照常。",
    "A renewal of time stamps has waited for its own for a quarter of an hour: see the authorities in ./holdfast doctor. Sealing goes on.",
  ],
} as const satisfies Texts;
