/** What a support bundle is held against before it is written. */
import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { secretsIn } from "../../../services/command/support/own-secrets.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const body = pem.split("\n")[1] ?? "";

test.each([
  [
    "the password of an address",
    "postgresql://holdfast:pa55word%2Fx@127.0.0.1:5432/holdfast\n",
    ["pa55word%2Fx", "pa55word/x"],
  ],
  ["an address without one", "redis://127.0.0.1:6379", []],
  ["a token alone", "hfd_riJyOBkUJaq\n", ["hfd_riJyOBkUJaq"]],
  ["a key in PEM", pem, [body]],
  [
    "a certificate with its key",
    `-----BEGIN CERTIFICATE-----\nMIIBszCCAWU\n-----END CERTIFICATE-----\n${pem}`,
    [body],
  ],
  ["a public key", publicKey.export({ type: "spki", format: "pem" }) as string, []],
  [
    "log-ins",
    '[{"name":"zhangwei-the-first","role":"officer","password":"tj326-qr3ch"}]',
    ["tj326-qr3ch"],
  ],
  [
    "tokens in a list",
    '{"tokens":[{"of":"abcdefgh"},"ijklmnop"],"at":"2026-11-28T10:00:00Z"}',
    ["abcdefgh", "ijklmnop"],
  ],
  [
    "instants and digests",
    '{"heldAt":"2026-11-28T10:00:20.364Z","rootSha256":"5632492375e9627540f9"}',
    [],
  ],
  [
    "a key that is no text of ours",
    "17.small.ships\nand.more.of.them",
    ["17.small.ships", "and.more.of.them"],
  ],
  ["what is too short to be looked for", "abc", []],
])("%s", (_, text, secrets) => expect(secretsIn(text)).toEqual(secrets));
