/** What `doctor` finds about the store: whether it is the right one, and whether its locks hold. */
import type { Explanation } from "./doctor-devices.ts";
import { OTHER_STORE } from "./store.ts";

export const STORE_FINDINGS = {
  storeFine: {
    cause: {
      "zh-CN": "锁定了对象并真的尝试删除，均被拒绝",
      en: "objects were locked and deleting them was really tried: refused",
    },
    cure: null,
  },
  storeOpen: {
    cause: { "zh-CN": "{probe}：{problem}", en: "{probe}: {problem}" },
    cure: {
      "zh-CN":
        "不要接收证据：此存储不能保证锁定。检查存储桶的 Object Lock 与版本控制，或更换存储。",
      en: "Take no evidence: this store does not keep locks. Check Object Lock and versioning of the bucket, or use another store.",
    },
  },
  storeDown: {
    cause: { "zh-CN": "无法访问（{message}）", en: "cannot be reached ({message})" },
    cure: {
      "zh-CN": "检查存储地址、凭据和目录权限。",
      en: "Check its address, credentials and the folder's permissions.",
    },
  },
  storeOther: { cause: OTHER_STORE.what, cure: OTHER_STORE.cure },
  storeIdDamaged: {
    cause: {
      "zh-CN":
        "存储的编号（对象 store-id）已损坏；凭其中的证据仍认得出是原来的存储，一切照常，但再丢失证据就无法认出它",
      en: "the store's id (the object store-id) is damaged; by what else lies in it the store is still known to be the right one, and all goes on, but nothing else names it",
    },
    cure: {
      "zh-CN":
        "查明磁盘是否损坏（./holdfast fsck --deep 读全部内容）。然后移走损坏的对象 store-id，换上一行文本“holdfast/store/v1 {id}”（以换行结束）。",
      en: 'Find out whether the disk fails (./holdfast fsck --deep reads everything). Then take the damaged object store-id away, and put the line "holdfast/store/v1 {id}" (with a line end) in its place.',
    },
  },
  storeUnasked: {
    cause: {
      "zh-CN": "未检查：数据库没有回答这是哪个存储",
      en: "not looked at: the database did not say which store it is",
    },
    cure: {
      "zh-CN": "先让数据库恢复，再检查一次。",
      en: "Bring the database back, then look again.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
