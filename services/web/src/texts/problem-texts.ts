/** What a refusal code means to a person, and what to do next; reasons on an item are codes too. */
import type { Texts } from "./text.ts";

export const problemTexts = {
  "problem.title": ["未能完成", "This did not work"],
  "problem.request": ["请求编号 {{id}}", "Request {{id}}"],
  "problem.unreachable": [
    "服务没有应答。请检查网络；页面会继续尝试。",
    "The service does not answer. Check the network; the page keeps trying.",
  ],
  "problem.unreadable": [
    "服务的回答无法读懂。请重试；若仍如此，请通知管理员。",
    "The service answered in a way this page cannot read. Try again, then tell an administrator.",
  ],
  "code.access/not-logged-in": ["请先登录。", "Log in first."],
  "code.access/wrong-name-or-password": [
    "用户名或密码不对。请再试一次，或请管理员重设。",
    "Name or password is wrong. Try again, or ask an administrator for a new password.",
  ],
  "code.media/unreadable": [
    "没有解码器能读懂此文件。原件已封存，可下载后用厂商播放器打开。",
    "No decoder can read this file. The original is sealed; download it and use the maker's player.",
  ],
  "code.media/not-allowed": [
    "此类文件不允许解码（例如播放列表或文本）。原件已封存。",
    "This kind of file is never decoded (a playlist or text, for example). The original is sealed.",
  ],
  "code.media/too-large": [
    "画面、流数或时长超出解码限制。原件已封存。",
    "Its picture size, streams or length exceed the decoding limits. The original is sealed.",
  ],
  "code.media/timed-out": [
    "制作副本超过时间限制。原件已封存。",
    "Making the copy exceeded its time limit. The original is sealed.",
  ],
  "code.media/tool-failed": [
    "媒体工具多次失败。原件已封存；请通知管理员。",
    "The media tool failed repeatedly. The original is sealed; tell an administrator.",
  ],
  "code.ingest/declared-digest-differs": [
    "收到的字节与设备声明的摘要不同。请不要清空设备，重新上传，并检查设备存储。",
    "The bytes differ from the digest the device stated. Keep the device's copy, upload again, and check its storage.",
  ],
  "code.ingest/stored-bytes-differ": [
    "存储读回的字节与收到的不同。请不要清空设备，立即通知管理员检查存储，然后重新上传。",
    "The store gave back other bytes than were received. Keep the device's copy, have the store checked at once, then upload again.",
  ],
  "code.sealing/declared-digest-differs": [
    "收到的字节与设备声明的摘要不同。请不要清空设备，重新上传，并检查设备存储。",
    "The bytes differ from the digest the device stated. Keep the device's copy, upload again, and check its storage.",
  ],
  "code.sealing/lock-not-kept": [
    "存储没有保持锁定，因此未封存。请管理员运行 holdfast doctor 检查存储。",
    "The store did not keep the lock, so nothing was sealed. An administrator should run holdfast doctor.",
  ],
  "code.evidence/no-such-item": [
    "没有这件证据，或您无权查看。请核对编号。",
    "There is no such item, or it is not for you. Check the id.",
  ],
  "code.evidence/moved": [
    "此件刚被改动。请刷新后再试。",
    "The item moved meanwhile. Refresh and try again.",
  ],
  "code.kernel/not-strict-json": [
    "请求格式不正确。请刷新页面后再试。",
    "The request was malformed. Reload the page and try again.",
  ],
  "code.internal": [
    "服务内部出错，已自动记录；会自动再试。",
    "An internal error, already logged; it is tried again.",
  ],
} as const satisfies Texts;
