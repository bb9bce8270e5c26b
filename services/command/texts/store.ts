/** What is said of a store that is not the one its database knows. */
import type { Text } from "../../kernel/language.ts";

const what: Text = {
  "zh-CN": "这个存储不是数据库所认识的那个（{code}）；什么也没有写入，证据也没有因此丢失",
  en: "this store is not the one that the database knows ({code}); nothing was written, and nothing is lost by that",
};
const cure: Text = {
  "zh-CN":
    "挂载原来的目录，或改回原来的存储桶；若是数据库不对，请恢复属于这个存储的数据库。若这是原存储的完整副本，只缺编号：把一行文本“holdfast/store/v1 ”加数据库表 store_identity 中的 id 存为对象 store-id。",
  en: 'Mount the folder, or set the bucket, of before; or restore the database that belongs to this store. If it is a whole copy of the right one and lacks its id alone: put the line "holdfast/store/v1 " and the id of the table store_identity into it, as the object store-id.',
};

export const OTHER_STORE = {
  what,
  cure,
  told: {
    "zh-CN": `未检查：${what["zh-CN"]}。${cure["zh-CN"]}`,
    en: `Not looked at: ${what.en}. ${cure.en}`,
  },
} as const satisfies Readonly<Record<string, Text>>;
