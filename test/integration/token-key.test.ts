/** A key in a token of SoftHSM keeps the contract of KeyHandle, never leaves, and its PIN is not tried to its end. */
import { generateKeyPairSync } from "node:crypto";
import { chmod, readFile, readdir, rm, stat } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isSignatureOf } from "../../infra/keys/key-handle.ts";
import { TokenClient } from "../../infra/keys/pkcs11/token-client.ts";
import { parseTokenUri } from "../../infra/keys/pkcs11/token-uri.ts";
import { keyHandleContract } from "../contract/key-handle.contract.ts";
import { SoftToken } from "../fixtures/soft-token.ts";

let token: SoftToken;
let opened: number[] = [];
const clients: TokenClient[] = [];
beforeAll(async () => {
  token = await SoftToken.make();
});
beforeEach(() => {
  opened = [];
});
afterEach(async () => {
  for (const each of clients.splice(0)) await each.close();
  await token.putBack();
  await token.writePin();
  await rm(`${token.folder}/refused-pin.json`, { force: true });
});
afterAll(async () => {
  await token.remove();
});

function client(
  object: string,
  more?: string,
  limitMs = 20_000,
  onTry?: (pid: number) => void,
): TokenClient {
  const made = new TokenClient(parseTokenUri(token.uri(object, more)), token.folder, {
    env: token.env,
    limitMs,
    ...(onTry === undefined ? {} : { onTry }),
    onOpen: (pid) => opened.push(pid),
  });
  clients.push(made);
  return made;
}

for (const kind of ["p256", "rsa3072", "ed25519"] as const) {
  keyHandleContract(`SoftHSM, ${kind}`, async () => {
    const own = client(kind);
    const [spki] = await own.keys();
    return {
      key: own.key(spki ?? (await own.make(kind))),
      cut: () => token.takeOut(),
      mend: () => token.putBack(),
      close: () => own.close(),
    };
  });
}

describe("a token", () => {
  const unavailable = (code: string) => ({ kind: "unavailable", code });

  it("signs hundreds of times over one login, in one process", async () => {
    const own = client("steady");
    const key = own.key(await own.make("p256"));
    for (let round = 0; round < 400; round++) await key.sign(Buffer.from([round % 256]));
    expect(opened).toHaveLength(1);
  });

  it("makes keys that are sensitive and stay, and refuses any that could leave", async () => {
    const own = client("kept");
    await own.make("p256");
    const shown = await token.tool("--list-objects", "--type", "privkey");
    expect(shown).toMatch(/label: +kept[\s\S]*sensitive, always sensitive, never extractable/);
    const loose = ["--keypairgen", "--key-type", "EC:prime256v1", "--label", "loose"];
    await token.tool(...loose, "--id", "77", "--extractable");
    await expect(client("loose").keys()).rejects.toMatchObject(unavailable("keys/exportable"));
  });

  it("knows a key by its id, and says so when it is another token's", async () => {
    const named = client("by-id", ";id=%0A%0B");
    const spki = await named.make("ed25519");
    expect(await client("by-id", ";id=%0A%0B").keys()).toEqual([spki]);
    expect(await client("by-id", ";id=%0A%0C").keys()).toEqual([]);
    const missing = unavailable("keys/not-in-token");
    await expect(client("kept").key(spki).check()).rejects.toMatchObject(missing);
    await expect(client("kept").key(spki).sign(spki)).rejects.toMatchObject(missing);
  });

  it("signs with its own key, whatever public keys were put under its ID, and other keys under its name", async () => {
    const planted = (): Buffer =>
      generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
        format: "der",
        type: "spki",
      });
    await token.plant(planted(), "twins", "0101");
    const made = await client("twins", ";id=%01%01").make("p256");
    for (let more = 0; more < 3; more++) await token.plant(planted(), "twins", "0101");
    const own = client("twins", ";id=%01%01");
    expect(await own.keys()).toEqual([made]);
    expect(isSignatureOf(made, await own.key(made).sign(made), made)).toBe(true);
    const loose = ["--keypairgen", "--key-type", "EC:prime256v1", "--label", "twins", "--id"];
    await token.tool(...loose, "0202", "--extractable");
    await token.tool(...loose, "0303", "--sensitive");
    await token.tool("--delete-object", "--type", "pubkey", "--id", "0303");
    const named = client("twins");
    expect(isSignatureOf(made, await named.key(made).sign(made), made)).toBe(true);
    await expect(named.keys()).rejects.toMatchObject(unavailable("keys/exportable"));
  });

  it("does not try a PIN again of which nobody heard what became, until its file is written anew", async () => {
    const cut = client("kept", "", 20_000, (pid) => process.kill(pid, "SIGKILL"));
    await expect(cut.keys()).rejects.toMatchObject(unavailable("keys/token-fault"));
    const again = client("kept");
    await expect(again.keys()).rejects.toMatchObject(unavailable("keys/pin-refused"));
    expect(opened).toEqual([]);
    await token.writePin();
    expect(await again.keys()).toHaveLength(1);
    expect(await readdir(token.folder)).not.toContain("refused-pin.json");
  });

  it("tries a wrong PIN once, also over restarts, and again only when its file is written anew", async () => {
    await token.writePin("0000-1111");
    for (let start = 0; start < 3; start++) {
      const refused = unavailable("keys/pin-refused");
      await expect(client("kept").keys()).rejects.toMatchObject(refused);
    }
    const { mtimeMs } = await stat(`${token.folder}/refused-pin.json`);
    const again = client("kept");
    await expect(again.keys()).rejects.toMatchObject(unavailable("keys/pin-refused"));
    expect((await stat(`${token.folder}/refused-pin.json`)).mtimeMs).toBe(mtimeMs);
    await token.writePin();
    expect(await again.keys()).toHaveLength(1);
    expect(opened).toHaveLength(1);
  });

  it("takes no PIN from a file that others read, nor without a PIN", async () => {
    const unreadable = unavailable("keys/pin-unreadable");
    await token.writePin("");
    await expect(client("kept").keys()).rejects.toMatchObject(unreadable);
    await rm(token.pinFile);
    await expect(client("kept").keys()).rejects.toMatchObject(unreadable);
    await token.writePin();
    await chmod(token.pinFile, 0o640);
    await expect(client("kept").keys()).rejects.toMatchObject(unreadable);
  });

  it("is looked for again after its process was killed, in mid-work too", async () => {
    const own = client("kept");
    const [spki] = await own.keys();
    const key = own.key(spki ?? Buffer.alloc(0));
    const asked = Array.from({ length: 40 }, (_, at) => key.sign(Buffer.from([at])));
    await asked[0];
    for (const pid of opened) process.kill(pid, "SIGKILL");
    expect(await Promise.all(asked)).toHaveLength(40);
    expect(opened).toHaveLength(2);
  });

  it("that stands still is given up and ended; the next call begins with a new login", async () => {
    const own = client("kept", "", 4_000);
    const [spki] = await own.keys();
    const key = own.key(spki ?? Buffer.alloc(0));
    const [stuck] = opened;
    process.kill(stuck ?? 0, "SIGSTOP");
    await expect(key.sign(Buffer.of(1))).rejects.toMatchObject(unavailable("keys/token-gone"));
    await expect.poll(() => readFile(`/proc/${stuck}/stat`, "utf8").catch(() => "")).toBe("");
    expect(await key.sign(Buffer.of(1))).toBeInstanceOf(Buffer);
    expect(opened).toHaveLength(2);
  });

  it("that is not there, or whose module is not, is gone", async () => {
    const uri = token.uri("kept");
    for (const other of [
      uri.replace("token=evidence", "token=other"),
      uri.replace("libsofthsm2", "no-such-module"),
    ]) {
      const own = new TokenClient(parseTokenUri(other), token.folder, {
        env: token.env,
        limitMs: 20_000,
      });
      await expect(own.keys()).rejects.toMatchObject(unavailable("keys/token-gone"));
      await own.close();
    }
  });
});
