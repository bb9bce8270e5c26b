/** Keys of files keep the contract of KeyHandle. */
import { generateKeyPairSync } from "node:crypto";
import { keyInHand } from "../../infra/keys/key-file.ts";
import { keyHandleContract } from "../contract/key-handle.contract.ts";

const RSA = { modulusLength: 3_072 };
const kinds = {
  "P-256": () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
  "RSA-3072": () => generateKeyPairSync("rsa", RSA).privateKey,
  Ed25519: () => generateKeyPairSync("ed25519").privateKey,
};
for (const [kind, made] of Object.entries(kinds)) {
  keyHandleContract(`file, ${kind}`, () => {
    const nothing = () => Promise.resolve();
    return Promise.resolve({ key: keyInHand(made()), cut: null, mend: nothing, close: nothing });
  });
}
