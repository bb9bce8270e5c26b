/** What the dock says about each problem and what to do next, in both languages. */
import type { Explained, ProblemTexts } from "./problem.ts";

const text = (zh: string, en: string, nextZh: string, nextEn: string): Explained => ({
  what: { "zh-CN": zh, en },
  next: { "zh-CN": nextZh, en: nextEn },
});

export const PROBLEMS: ProblemTexts = {
  unreadable: text(
    "文件不允许读取",
    "a file may not be read",
    "检查存储卡的权限和文件系统，然后重新插入。",
    "Check the card's permissions and file system, then put it in again.",
  ),
  "read-error": text(
    "存储卡读取出错，可能已损坏",
    "the card gives read errors; it may be damaged",
    "不要继续使用或格式化此卡；保留原卡，请管理员恢复数据。",
    "Do not use or format this card; keep it, and have an administrator recover it.",
  ),
  "file-gone": text(
    "录像在封存之前从卡上消失",
    "a recording vanished from the card before it was sealed",
    "查明是谁删除了它，并通知管理员。",
    "Find out who removed it, and tell an administrator.",
  ),
  "changed-while-read": text(
    "文件在读取时发生变化",
    "a file changed while it was read",
    "让执法仪停止录制；采集站会重新读取。",
    "Let the camera stop recording; the dock reads it again.",
  ),
  "quarantined-once": text(
    "服务端隔离了这份录像，稍后会重新发送",
    "the server put the recording in quarantine; it is sent again soon",
    "保留存储卡；不需要其他操作。",
    "Keep the card; nothing else is needed.",
  ),
  quarantined: text(
    "服务端多次隔离了这份录像",
    "the server put the recording in quarantine again and again",
    "保留存储卡，请管理员查看被隔离的条目和存储。",
    "Keep the card, and have an administrator look at the quarantined items and the store.",
  ),
  refused: text(
    "服务端拒绝接收这份录像",
    "the server refuses this recording",
    "保留存储卡，把原因告诉管理员；问题解决后重新启动采集站。",
    "Keep the card and tell an administrator why; start the dock again when it is solved.",
  ),
  "receipt-invalid": text(
    "回执未通过核验",
    "a receipt does not verify",
    "不要清除录像。请管理员核对服务地址、根证书和账本公钥。",
    "Wipe nothing. Have an administrator compare the server's address, root certificate and ledger key.",
  ),
  "not-read-back": text(
    "录像已封存，但服务端没有读回核对，本站不据此标记或删除",
    "it is sealed, but the service did not read it back, and this dock marks and deletes nothing on that",
    "录像留在卡上。请管理员决定：服务端设 HOLDFAST_READ_BACK=always，或本站设 acceptStoreChecksum。",
    "The recording stays on the card. An administrator decides: HOLDFAST_READ_BACK=always there, or acceptStoreChecksum here.",
  ),
  "receipt-of-other-bytes": text(
    "回执说的不是这份录像",
    "a receipt speaks of other bytes",
    "不要清除录像。保留存储卡，并立即通知管理员。",
    "Wipe nothing. Keep the card, and tell an administrator at once.",
  ),
  "ledger-not-pinned": text(
    "回执来自未指定的账本",
    "the receipt is of a ledger that is not pinned here",
    "从另一渠道核对账本公钥，写入采集站配置后重新启动。",
    "Compare the ledger's key by another way, put it into the dock's settings and start again.",
  ),
  "source-differs": text(
    "卡上的文件已与封存的录像不同",
    "the file on the card is no longer the one that was sealed",
    "不要清除。保留存储卡，请管理员检查。",
    "Wipe nothing. Keep the card and have an administrator look at it.",
  ),
  "not-marked": text(
    "已封存，但无法在卡上写标记",
    "sealed, but the card takes no mark",
    "检查卡的写保护和剩余空间。录像本身是安全的。",
    "Look at the card's write protection and room. The recording itself is safe.",
  ),
  "not-deleted": text(
    "已封存，但无法从卡上删除",
    "sealed, but it cannot be deleted from the card",
    "检查卡的写保护。录像本身是安全的。",
    "Look at the card's write protection. The recording itself is safe.",
  ),
  "clock-unclear": text(
    "采集站时钟与服务端不一致，暂不删除",
    "the dock's clock differs from the server's, so nothing is deleted",
    "校准采集站的时钟。",
    "Set the dock's clock.",
  ),
  "server-away": text(
    "服务端没有响应",
    "the server does not answer",
    "可以继续插卡；恢复后自动继续。若持续不恢复，请检查网络。",
    "Cards may go on being put in; it goes on by itself. If it stays, check the network.",
  ),
  "server-full": text(
    "服务端存储已满",
    "the server's store is full",
    "请管理员扩容；之后自动继续。",
    "An administrator must make room; then it goes on by itself.",
  ),
  "quota-used-up": text(
    "今天的上传配额已用完",
    "today's quota of uploads is used up",
    "录像留在卡上，配额恢复后自动继续。急用时请管理员提高配额（device quota）。",
    "The recordings stay on the cards; it goes on by itself when the quota allows. If it is urgent, have an administrator raise it (device quota).",
  ),
  "token-refused": text(
    "服务端不认可此采集站的令牌或证书",
    "the server does not let this dock in: its token or certificate",
    "请管理员生成注册码（device code），在采集站上重新注册（dock enrol）；或登记采集站并用新令牌启动。",
    "Have an administrator make a code (device code) and enrol the dock anew (dock enrol), or register it and start with the new token.",
  ),
  "state-disk-full": text(
    "采集站的硬盘已满",
    "the dock's own disk is full",
    "在采集站上腾出空间；之后自动继续。",
    "Make room on the dock; then it goes on by itself.",
  ),
  "state-not-written": text(
    "采集站无法保存工作记录",
    "the dock cannot keep its notes",
    "检查采集站的硬盘，必要时更换。录像仍在卡上。",
    "Check the dock's disk and replace it if need be. The recordings are still on the cards.",
  ),
  "clock-far-off": text(
    "执法仪时钟偏差很大",
    "the camera's clock is far off",
    "校准执法仪的时钟，并把偏差记入案卷。",
    "Set the camera's clock, and note the difference in the case.",
  ),
  "anchor-not-left": text(
    "未能在卡上留下账本检查点；录像不受影响",
    "no checkpoint of the ledger could be left on the card; the recordings are not touched",
    "请查看卡是否写保护、已满，或同名文件并非采集站所留。",
    "See whether the card is write-protected or full, or a file of that name is not a dock's.",
  ),
  "empty-files": text(
    "卡上有空文件，其中没有内容可保存",
    "there are empty files on the card; nothing is in them to be secured",
    "检查执法仪是否正常录制。",
    "Check whether the camera records as it should.",
  ),
  "state-rebuilt": text(
    "采集站的工作记录曾损坏，已重新向服务端核对",
    "the dock's notes were damaged and are checked anew with the server",
    "不需要操作；若反复出现，请检查采集站的硬盘。",
    "Nothing to do; if it comes again, check the dock's disk.",
  ),
  "own-clock-off": text(
    "采集站时钟与服务端不一致",
    "the dock's clock differs from the server's",
    "校准采集站的时钟。",
    "Set the dock's clock.",
  ),
  "certificate-not-renewed": text(
    "采集站的证书未能续期",
    "the dock's certificate could not be renewed",
    "到期前仍可上传，采集站会自动重试。若持续出现，请管理员运行 device code 并重新注册。",
    "It serves until it ends, and the dock tries again. If this stays, have an administrator run `device code` and enrol anew.",
  ),
  "batch-refused": text(
    "服务端不接受本次采集的清单",
    "the server does not take the list of this visit",
    "每份录像的回执仍然有效。把原因告诉管理员，然后重新启动采集站。",
    "The receipt of each recording still holds. Tell an administrator, then start the dock again.",
  ),
  "batch-receipt-invalid": text(
    "本次采集的批次回执未通过核验",
    "the receipt of this visit does not verify",
    "以每份录像的回执为准。请管理员核对服务地址、根证书和账本公钥。",
    "Go by the receipt of each recording. Have an administrator compare the server's address, root certificate and ledger key.",
  ),
  "too-many-files": text(
    "卡上文件太多，无法列入一次采集的清单",
    "there are too many files on the card for one visit's list",
    "录像照常封存；请清理卡上已封存的旧录像。",
    "They are sealed all the same; clear old sealed recordings from the card.",
  ),
  "batch-not-stated": text(
    "卡上的文件名太长或异常，无法写入本次采集的清单",
    "names on the card are too long or too odd for this visit's list",
    "录像照常封存，以每份录像的回执为准。请清理已封存的录像，然后重新插卡。",
    "They are sealed all the same; go by the receipt of each. Clear sealed recordings from the card, then put it in again.",
  ),
  "unknown-card": text(
    "未登记的存储卡",
    "a card that is not in the map of cameras",
    "把它的序列号或识别文件写入采集站配置的 cameras。",
    "Put its serial or its layout file into `cameras` of the dock's settings.",
  ),
  "card-unreadable": text(
    "存储卡无法读取",
    "the card cannot be read",
    "重新插入；若仍不行，保留原卡并通知管理员。",
    "Put it in again; if that does not help, keep it and tell an administrator.",
  ),
  "card-gone": text(
    "存储卡在完成之前被取出",
    "the card was taken out before all of it was sealed",
    "请重新插入；会从中断处继续。",
    "Put it in again; it goes on where it stopped.",
  ),
};
