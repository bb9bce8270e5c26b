/** Names of keys in tokens (RFC 7512), with what is refused, and when a PIN may be tried. */
import { describe, expect, it } from "vitest";
import { mayLogIn } from "../../../infra/keys/pkcs11/token.ts";
import {
  isKeyPlace,
  parseTokenUri,
  parseWrappingUri,
} from "../../../infra/keys/pkcs11/token-uri.ts";

const HOW = "?module-path=/usr/lib/m.so&pin-source=file:/run/pin";

describe("a key's name", () => {
  it("is read with percent-encoding, in any order, from a path or a file URI", () => {
    const uri = parseTokenUri(
      "pkcs11:object=%E5%8F%96%E8%AF%81;id=%00%ff;type=private;token=my%20token;serial=12" +
        "?pin-source=/run/a%20pin&module-path=/usr/lib/m.so",
    );
    expect(uri).toEqual({
      name: { token: "my token", serial: "12" },
      object: "取证",
      id: Buffer.of(0, 255),
      modulePath: "/usr/lib/m.so",
      pinFile: "/run/a pin",
    });
    expect(parseTokenUri(`pkcs11:token=t;id=%01${HOW}`).pinFile).toBe("/run/pin");
    expect(parseTokenUri(`pkcs11:token=t;id=%01${HOW.replace("file:", "file://")}`)).toMatchObject({
      ...{ pinFile: "/run/pin", object: null },
    });
  });

  it.each([
    "",
    "pkcs11:",
    `pkcs11:object=a${HOW}`,
    `pkcs11:token=t${HOW}`,
    "pkcs11:token=t;object=a",
    "pkcs11:token=t;object=a?module-path=/m.so",
    "pkcs11:token=t;object=a?module-path=m.so&pin-source=/pin",
    "pkcs11:token=t;object=a?module-path=/m.so&pin-source=pin",
    "pkcs11:token=t;object=a?module-path=/m.so&pin-source=/pin%00",
    "pkcs11:token=t;object=a?module-path=/m.so&pin-value=1234",
    `pkcs11:token=t;token=u;object=a${HOW}`,
    `pkcs11:token=t;object=a;x-vendor=1${HOW}`,
    `pkcs11:token=t;object=a;type=public${HOW}`,
    `pkcs11:token=t;object=a%2${HOW}`,
    `pkcs11:token=;object=a${HOW}`,
    `pkcs11:token=t;object=a b${HOW}`,
    `pkcs11:token=t;object=a${HOW}${HOW}`,
    `pkcs11:token=t;object=${"a".repeat(1_000)}${HOW}`,
    "file:/keys/signer.pem",
  ])("is refused: %s", (text) => {
    expect(isKeyPlace(text)).toBe(false);
    const refused = { kind: "invalid", code: "keys/bad-token-uri" };
    expect(() => parseTokenUri(text)).toThrow(expect.objectContaining(refused));
  });

  it("may be a file, which needs no more words", () => {
    expect(isKeyPlace("file")).toBe(true);
    expect(isKeyPlace(`pkcs11:token=t;object=a${HOW}`)).toBe(true);
  });
});

it("the names of wrapping keys begin with object, and no id or private key is among them", () => {
  const uri = parseWrappingUri(`pkcs11:token=t;object=haikou;type=secret-key${HOW}`);
  expect(uri).toMatchObject({ object: "haikou", pinFile: "/run/pin" });
  for (const part of [
    "id=%01",
    "object=a;id=%01",
    "object=a;type=private",
    "object=".padEnd(30, "a"),
  ]) {
    const refused = expect.objectContaining({ code: "keys/bad-token-uri" }) as unknown;
    expect(() => parseWrappingUri(`pkcs11:token=t;${part}${HOW}`)).toThrow(refused);
  }
});

it("a PIN is not tried where that could lock it: the last try is a person's", () => {
  const [countLow, finalTry, locked] = [0x10000, 0x20000, 0x40000];
  expect([0, 0x40d, countLow].map((flags) => mayLogIn({ flags }))).toEqual([true, true, true]);
  for (const flags of [finalTry, locked, countLow | finalTry]) {
    expect(mayLogIn({ flags })).toBe(false);
  }
});
