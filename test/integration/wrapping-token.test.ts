/** Key-encryption keys in a token of SoftHSM keep the contract of those in files, never leave, and say what is wrong. */
import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseWrappingUri } from "../../infra/keys/pkcs11/token-uri.ts";
import { WrappingToken } from "../../infra/keys/pkcs11/wrapping-token.ts";
import { KEY_FAMILIES } from "../../services/encryption/key-family.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { dataKeyWrapperContract } from "../contract/data-key-wrapper.contract.ts";
import { SoftToken } from "../fixtures/soft-token.ts";

let token: SoftToken;
let opened: number[] = [];
const open: WrappingToken[] = [];
beforeAll(async () => {
  token = await SoftToken.make();
});
afterEach(async () => {
  await token.putBack();
  await token.writePin();
});
afterAll(async () => {
  for (const each of open) await each.close();
  await token.remove();
});

function wrapperOf(agency: string): WrappingToken {
  const env = token.env;
  const made = new WrappingToken(parseWrappingUri(token.uri(agency)), {
    ...{ env, limitMs: 20_000 },
    onOpen: (pid) => opened.push(pid),
  });
  open.push(made);
  return made;
}

/** As an operator makes one: README, "Wrapping keys in a token". */
const keygen = (label: string, ...more: readonly string[]): Promise<string> =>
  token.tool("--keygen", "--key-type", "AES:32", "--label", label, ...more);

dataKeyWrapperContract("SoftHSM", async () => {
  const wrapper = wrapperOf("haikou");
  for (const family of KEY_FAMILIES) await wrapper.makeFirst(family);
  return {
    wrapper,
    add: async (kek) => void (await keygen(`haikou-${kek}`, "--sensitive", "--private")),
    takeAway: async () => {
      await token.takeOut();
      return () => token.putBack();
    },
    close: () => wrapper.close(),
  };
});

describe("key-encryption keys in a token", () => {
  const out = (why: string) => ({
    ...{ kind: "unavailable", code: "encryption/no-wrapping-key" },
    facts: expect.objectContaining({ why }) as unknown,
  });
  const [itemId, dataKey] = [newId<ItemId>(), randomBytes(32)];

  it("are made once for each family, sensitive, never extractable; an agency's own, and not anybody's", async () => {
    const sanya = wrapperOf("sanya");
    // Without a login anybody may put keys into a token.
    await keygen("sanya-state-2", "--sensitive");
    expect(await sanya.makeFirst("state")).toBe(true);
    expect(await sanya.makeFirst("state")).toBe(false);
    const shown = await token.tool("--list-objects", "--type", "secrkey");
    expect(shown).toMatch(/label: +sanya-state-1[\s\S]*?sensitive, always sensitive, never ext/);
    const wrapped = await sanya.wrap("state", itemId, dataKey);
    expect(wrapped.kek).toBe("state-1");
    await keygen("sanya-duty-1", "--private", "--extractable");
    await expect(sanya.wrap("duty", itemId, dataKey)).rejects.toMatchObject(out("keys/exportable"));
    const other = wrapperOf("san");
    await expect(other.unwrap(itemId, wrapped)).rejects.toMatchObject(out("keys/not-in-token"));
  });

  it("open what any of two of one name wrapped, and say so when the one that did is destroyed", async () => {
    const own = wrapperOf("ding'an");
    await keygen("ding'an-open-1", "--sensitive", "--private", "--id", "02");
    const wrapped = await own.wrap("open", itemId, dataKey);
    await keygen("ding'an-open-1", "--sensitive", "--private", "--id", "01");
    const later = await own.wrap("open", itemId, dataKey);
    for (const each of [wrapped, later]) {
      expect(Buffer.from(await own.unwrap(itemId, each)).equals(dataKey)).toBe(true);
    }
    await token.tool("--delete-object", "--type", "secrkey", "--id", "02");
    const differs = { kind: "tampered", code: "encryption/wrapped-key-differs" };
    await expect(own.unwrap(itemId, wrapped)).rejects.toMatchObject(differs);
    await token.tool("--delete-object", "--type", "secrkey", "--id", "01");
    await expect(own.unwrap(itemId, later)).rejects.toMatchObject(out("keys/not-in-token"));
  });

  it("are reached over one login a process, by several at once; a wrong PIN is tried once by all of them", async () => {
    for (const each of open.splice(0)) await each.close();
    opened = [];
    const [one, other] = [wrapperOf("haikou"), wrapperOf("haikou")];
    const both = [one, other].flatMap((each) =>
      Array.from({ length: 20 }, () => each.wrap("state", itemId, dataKey)),
    );
    await Promise.all(both);
    expect(opened).toHaveLength(2);
    await one.close();
    await other.close();
    await token.writePin("0000-1111");
    for (const each of [one, other]) {
      await expect(each.current("state")).rejects.toMatchObject(out("keys/pin-refused"));
    }
    const fix = expect.stringContaining("pin-source") as unknown;
    await expect(one.current("state")).rejects.toMatchObject({ fix });
    await token.writePin();
    expect(await one.current("state")).toBe("state-1");
    // Out and back under an open session, with nothing asked but which key is the newest.
    await token.takeOut();
    await expect(one.current("state")).rejects.toMatchObject({ kind: "unavailable" });
    await token.putBack();
    expect(await one.current("state")).toBe("state-1");
    expect(await readdir(token.folder)).not.toContain("refused-pin.json");
  });
});
