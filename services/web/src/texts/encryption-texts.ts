/** Texts for refusals about what lies encrypted. */
import type { Texts } from "./text.ts";

export const encryptionTexts = {
  "facts.stored": ["存储方式", "In the store"],
  "facts.in-clear": ["未加密", "In clear"],
  "facts.encrypted": ["加密存储（{{scheme}}）", "Encrypted ({{scheme}})"],
  "facts.sha256-proves": [
    "上面的 SHA-256 是明文的摘要：它说明解密后的内容与收到的一致。",
    "The SHA-256 above is of the plaintext: it shows that what is opened is what was received.",
  ],
  "facts.key": ["数据密钥由谁包装", "Data key wrapped by"],
  "facts.key-destroyed": [
    "数据密钥已销毁：无人能再读出内容。",
    "The data key was destroyed: nobody can read it any more.",
  ],
  "facts.family.state": ["国家秘密类密钥", "keys for state secrets"],
  "facts.family.duty": ["保密义务类密钥", "keys for duties of secrecy"],
  "facts.family.open": ["普通密钥", "keys for everything else"],
  "facts.stored-sha256": ["密文 SHA-256", "SHA-256 of the ciphertext"],
  "facts.stored-proves": [
    "存储中的对象应当具有这一摘要：无需密钥即可核对存储，但不能说明明文是什么。两个摘要都在签名的清单中。",
    "What lies in the store must have this digest: the store can be checked without any key, and it says nothing of the plaintext. Both digests stand in the signed manifest.",
  ],
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
