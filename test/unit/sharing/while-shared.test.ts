/** What becomes of a share while it is open: acknowledged by a signature of openssl, its item held or destroyed, a label that comes and goes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { tellShut } from "../../../services/sharing/end-guest.ts";
import { placedHold } from "../../fixtures/placed-hold.ts";
import { VIEWING } from "../../fixtures/review-house.ts";
import { openSharing } from "../../fixtures/sharing-house.ts";

let at: Awaited<ReturnType<typeof openSharing>>;
beforeEach(async () => {
  at = await openSharing();
});
afterEach(() => at.house.close());

const codeOf = async (answer: Promise<Response>) =>
  ((await (await answer).json()) as { code: string }).code;
/** What an answer says, without what names the request. */
async function said(answer: Promise<Response>): Promise<unknown> {
  const given = await answer;
  const { requestId, ...body } = (await given.json()) as Record<string, unknown>;
  expect(requestId).toBeTruthy();
  return [given.status, body];
}
const viewing = (id: string, item: string = at.house.item.id) =>
  `/shared/${id}/items/${item}/viewing`;
const stateOf = async (id: string) => (await at.json(at.send("GET", `/shares/${id}`)))["state"];

async function opened(changes: object = {}) {
  const { id: guestId, cookie } = await at.guest();
  const id = await at.share(guestId, changes);
  expect((await at.acknowledge(cookie, id)).status).toBe(200);
  return { guestId, id, get: (path: string, more = {}) => at.asGuest(cookie, "GET", path, more) };
}

test("is acknowledged by a CMS that openssl made over the receipt; another text, another's bytes and none are refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "share-receipt-"));
  try {
    const openssl = (...args: string[]) =>
      execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    const own = ["-keyout", "key.pem", "-out", "cert.pem", "-days", "2"];
    openssl("req", "-x509", "-utf8", ...key, ...own, "-subj", "/O=某县人民检察院/CN=李检察官");
    const sign = (text: string): string => {
      writeFileSync(join(folder, "receipt.txt"), text);
      const by = ["-signer", "cert.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "p7s"];
      openssl("cms", "-sign", "-binary", "-in", "receipt.txt", ...by);
      return readFileSync(join(folder, "p7s"), "base64");
    };
    const { id: guestId, cookie } = await at.guest();
    const id = await at.share(guestId);
    const { receipt } = await at.json<{ receipt: { text: string; sha256: string } }>(
      at.asGuest(cookie, "GET", `/shared/${id}`),
    );
    const acknowledge = (signature: string) =>
      at.asGuest(cookie, "POST", `/shared/${id}/acknowledgement`, {
        body: JSON.stringify({ sha256: receipt.sha256, signature }),
      });
    const signature = sign(receipt.text);
    for (const bad of [sign(`${receipt.text} `), signature.slice(0, 400), "AAAA"]) {
      expect(await codeOf(acknowledge(bad))).toBe("exports/signature-invalid");
    }
    expect(await stateOf(id)).toBe("not-acknowledged");
    expect((await acknowledge(signature)).status).toBe(200);
    const share = await at.json<Record<string, unknown>>(at.send("GET", `/shares/${id}`));
    expect(share["acknowledged"]).toMatchObject({
      ...{ kind: "signature", signer: "CN=李检察官,O=某县人民检察院" },
      certificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const files = await Promise.all(
      ["receipt", "signature"].map((name) => at.send("GET", `/shares/${id}/${name}`)),
    );
    for (const [name, file] of [
      ["given.txt", files[0]!],
      ["given.p7s", files[1]!],
    ] as const) {
      writeFileSync(join(folder, name), Buffer.from(await file.arrayBuffer()));
    }
    // By openssl alone, over what the house gives out.
    const given = ["-inform", "DER", "-in", "given.p7s", "-content", "given.txt"];
    openssl("cms", "-verify", "-binary", ...given, "-CAfile", "cert.pem", "-purpose", "any");
    expect((await at.asGuest(cookie, "GET", viewing(id))).status).toBe(200);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a hold changes nothing for the guest, and tells them nothing; the agency sees both", async () => {
  const { id, get } = await opened();
  const told = async () => [
    await at.json(get(`/shared/${id}/items`)),
    await at.json(get("/shared")),
  ];
  const before = await told();
  const hold = await placedHold(at.house);
  expect(await told()).toEqual(before);
  expect(Buffer.from(await (await get(viewing(id))).arrayBuffer())).toEqual(VIEWING);
  expect(await stateOf(id)).toBe("opened");
  const held = await at.json<{ entries: unknown[] }>(at.send("GET", "/holds"));
  expect(held.entries).toMatchObject([{ id: hold.id }]);
});

test("an item that ends while it is shared is gone for the guest in the middle of what plays, and a share of nothing else says that it ended", async () => {
  const { house } = at;
  const other = house.received.id;
  const both = { scope: { type: "items", itemIds: [house.item.id, other] }, download: true };
  const { id, guestId, get } = await opened(both);
  const alone = await at.share(guestId);
  const part = { headers: { range: "bytes=0-3" } };
  expect((await get(viewing(id), part)).status).toBe(206);
  const end = async (item: ItemId, stage: "disposing" | "disposed") =>
    house.evidence.add({ ...(await house.evidence.get(item)), stage });
  for (const stage of ["disposing", "disposed"] as const) {
    await end(house.item.id, stage);
    const nothing = await said(get(viewing(id, "3f2b8c1e-1111-4111-8111-111111111111"), part));
    for (const kind of ["viewing", "original", "poster", "verification"]) {
      expect(await said(get(viewing(id).replace("viewing", kind), part))).toEqual(nothing);
    }
    const { entries } = await at.json<{ entries: { id: string }[] }>(get(`/shared/${id}/items`));
    expect(entries.map((entry) => entry.id)).toEqual([other]);
  }
  // The other one is still there; of the share of that item alone nothing is.
  expect([(await get(`/shared/${id}`)).status, (await get(`/shared/${alone}`)).status]).toEqual([
    200, 404,
  ]);
  expect([await stateOf(id), await stateOf(alone)]).toEqual(["opened", "gone"]);
  await end(other, "disposing");
  expect(await stateOf(id)).toBe("gone");
  expect(await at.json(get("/shared"))).toEqual({ entries: [] });
});

test("a share that a label shut stays shut when the label ends; another that two people gave opens", async () => {
  const { house } = at;
  const { id, guestId, get } = await opened();
  const label = { kind: "trade", basis: "商业秘密" };
  const path = `/items/${house.item.id}/labels`;
  const { id: labelId } = await at.json<{ id: string }>(at.send("POST", path, label));
  const gone = await said(get("/shared/3f2b8c1e-1111-4111-8111-111111111111"));
  expect(await said(get(`/shared/${id}`))).toEqual(gone);
  const round = () =>
    tellShut({ ...house, sharing: at.sharing, today: house.classification.today });
  expect(await round()).toBe(1);
  expect(await stateOf(id)).toBe("shut");
  const ended = await at.send("DELETE", `${path}/${labelId}`, { reason: "no secret" });
  expect(await at.json(ended)).toMatchObject({ id: labelId, endReason: "no secret" });
  expect(await round()).toBe(0);
  for (const of of ["", "/items"]) expect(await said(get(`/shared/${id}${of}`))).toEqual(gone);
  expect((await get(viewing(id))).status).toBe(404);
  expect(await at.json(get("/shared"))).toEqual({ entries: [] });
  expect(await stateOf(id)).toBe("shut");

  const anew = await at.share(guestId);
  expect((await get(`/shared/${anew}`)).status).toBe(200);
  expect((await get(`/shared/${id}`)).status).toBe(404);
});
