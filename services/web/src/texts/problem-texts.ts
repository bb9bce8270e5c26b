/** What a refusal code means to a person, and what to do next; reasons on an item are codes too. */
import type { Texts } from "./text.ts";

export const problemTexts = {
  "problem.request": ["请求编号 {{id}}", "Request {{id}}"],
  "problem.unreachable": [
    "服务没有应答。请检查网络；页面会继续尝试。",
    "The service does not answer. Check the network; the page keeps trying.",
  ],
  "problem.unreadable": [
    "服务的回答无法读懂。请重试；若仍如此，请通知管理员。",
    "The service answered in a way this page cannot read. Try again, then tell an administrator.",
  ],
  "code.access/cross-site": [
    "请求来自另一个地址。请用铁证自己的地址打开本页；若在代理之后，请管理员设置 HOLDFAST_PUBLIC_URL。",
    "The request came from another address. Open Holdfast by its own address; behind a proxy an administrator must set HOLDFAST_PUBLIC_URL.",
  ],
  "code.access/last-admin": [
    "这是最后一位管理员，不能停用。请先添加另一位。",
    "This is the last administrator. Add another one first.",
  ],
  "code.access/name-taken": ["此名称已被使用，请换一个。", "This name is taken. Choose another."],
  "code.access/no-certificate-yet": [
    "该设备还没有有效证书。请先让它完成注册。",
    "The device has no certificate in use. Let it enrol first.",
  ],
  "code.access/no-page-token": [
    "此页面属于另一次登录。请重试；若仍如此，请重新载入页面。",
    "This page belongs to another log-in. Try again; if it stays, load the page anew.",
  ],
  "code.access/no-machine-port": [
    "没有启用设备端口，设备无法注册。请管理员运行 ./holdfast doctor。",
    "There is no port for machines, so devices cannot enrol. An administrator should run ./holdfast doctor.",
  ],
  "code.access/no-such-certificate": [
    "没有这张证书。请刷新列表。",
    "There is no such certificate. Refresh the list.",
  ],
  "code.access/no-such-assignment": ["此设备没有这条登记。", "This device has no such entry."],
  "code.access/already-corrected": [
    "这条登记已被更正。请刷新后更正较新的一条。",
    "This entry was corrected already. Reload, and correct the newer one.",
  ],
  "code.access/bad-period": ["结束早于开始。", "It ends before it begins."],
  "code.access/no-reason": ["更正须说明原因。", "A correction needs a reason."],
  "code.access/no-such-device": [
    "没有这个设备。请刷新列表。",
    "There is no such device. Refresh the list.",
  ],
  "code.access/no-such-log-in": [
    "没有这处登录，可能已经结束。",
    "There is no such log-in; it may be over already.",
  ],
  "code.access/no-such-token": [
    "没有这个令牌。请刷新列表。",
    "There is no such token. Refresh the list.",
  ],
  "code.access/no-such-user": [
    "没有这个人员。请刷新列表。",
    "There is no such person. Refresh the list.",
  ],
  "code.access/same-person": [
    "此事须由两人完成，请由另一人以自己的账号办理",
    "This takes two people: let another one do it, under an account of their own",
  ],
  "code.access/account-too-new": [
    "两人中一人的账号是另一人在七日内建立或重设的，{{from}} 之前不能作为第二人。请由账号与对方无此关系的同事办理。",
    "One of the two made the other's account, or set how it logs in, in the last seven days; it cannot be the second before {{from}}. Somebody can whose account has no such tie to the first.",
  ],
  "code.access/not-permitted": [
    "您的角色不能这样做；此次请求已记录。请找有此权限的同事。",
    "Your role may not do this, and the request is on record. Ask someone whose role may.",
  ],
  "code.access/not-signed-in": ["请先登录。", "Log in first."],
  "code.access/password-too-easy": [
    "密码太容易猜。请用自己的一句话：不要姓名、常用词或键盘上连续的键。",
    "The password is easily guessed. Use a sentence of your own: no name, no common word, no row of keys.",
  ],
  "code.access/password-too-short": [
    "密码太短，至少 12 个字符。",
    "The password is too short: at least 12 characters.",
  ],
  "code.access/too-many-attempts": [
    "尝试太频繁。请等几秒再试一次。",
    "Too many attempts at once. Wait a few seconds, then try once.",
  ],
  "code.access/wrong-password": [
    "密码不对（登录时也可能是用户名不对）。请核对；忘记密码请找管理员。",
    "That password is wrong; when you log in, it may be the name. Check what you typed; an administrator can help if you forgot it.",
  ],
  "code.api/bad-request": [
    "请求无法读懂。请刷新页面后再试。",
    "The request was not understood. Reload the page and try again.",
  ],
  "code.api/body-too-large": ["输入的内容太多，请缩短。", "That is too much text. Shorten it."],
  "code.cases/no-such-case": [
    "没有这个案件。请核对案号。",
    "There is no such case. Check its number.",
  ],
  "code.cases/not-linked": [
    "此件没有关联到该案件。请刷新后再看。",
    "The item is not linked to that case. Refresh and look again.",
  ],
  "code.cases/number-taken": [
    "已有此案号的案件。请在列表中找到它，或换一个案号。",
    "A case with this number exists. Find it in the list, or use another number.",
  ],
  "code.evidence/moved": [
    "此件刚被改动。请刷新后再试。",
    "The item moved meanwhile. Refresh and try again.",
  ],
  "code.evidence/no-such-item": [
    "没有这件证据，或您无权查看。请核对编号。",
    "There is no such item, or it is not for you. Check the id.",
  ],
  "code.ingest/bytes-not-durable": [
    "存储未能可靠写入，未确认收到。设备会自动重传；请通知管理员检查存储。",
    "The store could not keep the bytes safely, so they were not acknowledged. The device sends again; have the store checked.",
  ],
  "code.ingest/declared-digest-differs": [
    "收到的字节与设备声明的摘要不同。请不要清空设备，重新上传，并检查设备存储。",
    "The bytes differ from the digest the device stated. Keep the device's copy, upload again, and check its storage.",
  ],
  "code.ingest/storage-full": [
    "存储已满。请管理员扩容；设备会自动重传。",
    "The store is full. An administrator must make room; the device sends again.",
  ],
  "code.ingest/stored-bytes-differ": [
    "存储读回的字节与收到的不同。请不要清空设备，立即通知管理员检查存储，然后重新上传。",
    "The store gave back other bytes than were received. Keep the device's copy, have the store checked at once, then upload again.",
  ],
  "code.internal": [
    "服务内部出错，已自动记录。请稍后再试；若仍如此，请把请求编号告诉管理员。",
    "An internal fault, already logged. Try again later; if it stays, give an administrator the request number.",
  ],
  "code.kernel/not-strict-json": [
    "请求格式不正确。请刷新页面后再试。",
    "The request was malformed. Reload the page and try again.",
  ],
  "code.objects/digest-mismatch": [
    "存储给出的字节不对。请立即通知管理员检查存储。",
    "The store gave other bytes. Have an administrator check it at once.",
  ],
  "code.objects/held": [
    "该对象正被保全，不能删除",
    "A hold is on this object: it cannot be deleted",
  ],
  "code.objects/hold-not-kept": [
    "存储没有保住保全标记；请检查存储是否支持法律保留",
    "The store did not keep the hold. Check that it knows legal holds",
  ],
  "code.objects/lock-not-kept": [
    "存储没有保持锁定，因此未封存；会自动再试。请管理员运行 holdfast doctor。",
    "The store did not keep the lock, so nothing is sealed; it is tried again. An administrator should run holdfast doctor.",
  ],
  "code.objects/no-such-object": [
    "存储中没有此文件。请立即通知管理员。",
    "The store has no such file. Tell an administrator at once.",
  ],
  "code.objects/store-unavailable": [
    "存储暂时没有应答，会自动再试。",
    "The store does not answer just now; it is tried again.",
  ],
  "code.review/access-not-recorded": [
    "访问未能记录，因此没有给出内容。请稍后再试。",
    "The access could not be recorded, so nothing was given out. Try again in a moment.",
  ],
  "code.review/bad-body": [
    "填写的内容不符合要求。请检查各项后再试。",
    "Something entered is not as required. Check each field and try again.",
  ],
  "code.review/bad-cursor": ["列表已变化。请刷新页面。", "The list has changed. Reload the page."],
  "code.review/bad-query": [
    "地址中的条件无法读懂。请清除筛选后再试。",
    "The address holds a condition that is not understood. Clear the filters and try again.",
  ],
  "code.review/no-glyph": [
    "字体中没有此记录里的这些字符：{{characters}}，不能制作 PDF。请改为导出 CSV 或 JSONL。",
    "The font lacks these characters of the record: {{characters}}. So there is no PDF. Take it away as CSV or JSONL.",
  ],
  "code.review/no-such-copy": [
    "没有这个副本。请刷新页面。",
    "There is no such copy. Reload the page.",
  ],
  "code.review/no-such-thing": [
    "没有这个地址。请刷新页面。",
    "Nothing has this address. Reload the page.",
  ],
  "code.review/not-in-ledger-yet": [
    "账本还没有这条记录；读取和操作每小时记入一次。",
    "The ledger does not tell of it yet; accesses and actions are entered by the hour.",
  ],
  "code.review/not-yet-sealed": [
    "此件还没有封存。请等状态变为“已封存”；隔离的原件不会封存。",
    "The item is not sealed yet. Wait for “Sealed”; an item in quarantine never is.",
  ],
  "code.review/not-yet-verified": [
    "原件还没有核验完。请等封存后再试；隔离的原件不会给出。",
    "The original is not verified yet. Wait until it is sealed; one in quarantine is not given out.",
  ],
  "code.review/stored-bytes-differ": [
    "存储给出的字节与封存的不同。请重新读取整个原件核对，并立即通知管理员。",
    "The store gave other bytes than were sealed. Read the whole original again, and tell an administrator at once.",
  ],
  "code.review/too-many-readings": [
    "已有别的原件正在重新读取。请等它们完成后再试。",
    "Other originals are being read again. Try once they are done.",
  ],
  "code.review/too-many-prints": [
    "正在打印别的记录，且已有人在等。请等它们完成后再试，或改为导出 CSV、JSONL。",
    "Other records are being printed, and others wait. Try again when they are done, or take it away as CSV or JSONL.",
  ],
  "code.packages/item-not-sealed": [
    "其中有一件还没有封存。请等它封存后再制作证据包。",
    "One of the items is not sealed yet. Wait until it is, then make the package again.",
  ],
  "code.source/verdict-differs": [
    "其中一件录像的自带签名结论与保管记录不符，未制作证据包。请立即通知管理员和审计人员。",
    "Of one item, the verdict on the recording's own signatures is not the one on record; no package was made. Tell an administrator and an auditor at once.",
  ],
  "code.packages/no-such-package": [
    "没有这个证据包。请刷新列表。",
    "There is no such package. Refresh the list.",
  ],
  "code.packages/not-ready": [
    "证据包还没有准备好。请稍候。",
    "The package is not ready yet. Wait a moment.",
  ],
  "code.packages/too-large": [
    "证据包太大。请分成几个，每个少放几件。",
    "The package would be too large. Make several with fewer items each.",
  ],
  "code.keys/certificate-expired": [
    "签名证书已过期，暂不封存。请管理员把 issuing.pem 放回密钥文件夹，随后会自动换发。",
    "The certificate that signs is over, so nothing is sealed. An administrator should put issuing.pem back into the keys folder; a new one is then made.",
  ],
  "code.keys/revoked": [
    "正在使用的签名密钥已被吊销，换发新密钥后自动继续封存。若长时间如此，请管理员查看 holdfast logs custody。",
    "The key in use was revoked; sealing goes on by itself once a new one is made. If this lasts, an administrator should read holdfast logs custody.",
  ],
  "code.sealing/bad-manifest": [
    "清单无法读懂，因此未封存。请通知管理员和审计人员。",
    "The manifest cannot be read, so nothing is sealed. Tell an administrator and an auditor.",
  ],
  "code.sealing/copy-differs": [
    "存储给出的证明文件与写入的不同，因此未封存；会自动再试。请管理员检查存储。",
    "The store gave a proof back differently than it was written, so nothing is sealed; it is tried again. Have the store checked.",
  ],
  "code.sealing/manifest-differs": [
    "清单与记录的摘要不同，因此未封存。请立即通知管理员和审计人员。",
    "The manifest differs from its digest on record, so nothing is sealed. Tell an administrator and an auditor at once.",
  ],
  "code.sealing/object-differs": [
    "存储中的原件与核验时不同，因此未封存。请立即通知管理员检查存储。",
    "The stored original differs from the verified one, so it is not sealed. Have the store checked at once.",
  ],
  "code.sealing/signature-unsound": [
    "签名未通过自检，因此未封存；会自动再试。请管理员检查证书。",
    "The signature did not pass its own check, so nothing is sealed; it is tried again. An administrator should check the certificate.",
  ],
  "code.sealing/signer-unavailable": [
    "签名进程没有应答，因此尚未封存；恢复后会自动继续。请管理员查看 holdfast logs signer。",
    "The signer does not answer, so nothing is sealed yet; it goes on by itself once it does. An administrator should read holdfast logs signer.",
  ],
  "code.sealing/lock-not-kept": [
    "存储没有保持锁定，因此未封存；会自动再试。请管理员运行 holdfast doctor。",
    "The store did not keep the lock, so nothing is sealed; it is tried again. An administrator should run holdfast doctor.",
  ],
} as const satisfies Texts;
