/** Texts for refusals about what lies encrypted. */
import type { Texts } from "./text.ts";

export const encryptionTexts = {
  "code.encryption/frame-differs": [
    "加密存储的文件已被改动，无法解开。请立即通知管理员和审计人员。",
    "The file lies encrypted and was changed; it does not open. Tell an administrator and an auditor at once.",
  ],
  "code.encryption/key-destroyed": [
    "此证据的密钥已销毁，内容无法再读取。",
    "The key of this item was destroyed; nobody can read it again.",
  ],
  "code.encryption/no-wrapping-key": [
    "现在没有打开此证据所需的密钥，会自动再试。请管理员运行 holdfast doctor。",
    "The key that opens this item is not there now; it is tried again. An administrator should run holdfast doctor.",
  ],
  "code.encryption/wrapped-key-differs": [
    "打开此证据的密钥不是原来的那一把。请管理员运行 holdfast doctor。",
    "The key that should open this item is another one than before. An administrator should run holdfast doctor.",
  ],
  "code.media/copy-differs": [
    "存储给出的副本与生成的不同，没有采用。请管理员检查存储；原件不受影响。",
    "The store gave back another copy than was made, so it was not kept. An administrator should check the store; the original is untouched.",
  ],
} as const satisfies Texts;
