/** The public page for verifying: plain HTML for whoever has no account, of the ledger and of what is shown alone, bounded. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { verifyDoor } from "../../../services/api/verify/verify-door.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { parseVerifierKey, verifierKey } from "../../../services/ledger/note.ts";
import { parseProof } from "../../../services/ledger/tlog-proof.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

const BYTES = Buffer.from("现场录像");
let authority: Authority;
let receipt: { statement: string; signature: string; proof: string };
let url: string;
let close: () => void;

beforeAll(async () => {
  authority = await makeAuthority();
  const house = await SealingHouse.open(authority);
  const { id } = await house.verified(BYTES);
  await sealOriginal(house.process(), id);
  const { statement, signature, proof } = (await house.seals.receipt(id))!;
  const base64 = Buffer.from(signature).toString("base64");
  receipt = { statement, signature: base64, proof };
  const { key } = parseVerifierKey(house.ledgerKey)!;
  const app = express().use(
    verifyDoor({
      ...{ ledger: house.log.ledger, objects: house.objects, signatures: cmsVerifier },
      verifierKey: (origin) => verifierKey(origin, key),
      ...{ rootCertificatePem: authority.rootPem, publicOrigin: "https://evidence.example" },
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/verify`;
  close = () => server.close();
});
afterAll(async () => {
  close();
  await authority.remove();
});

const file = (changes: Partial<typeof receipt> = {}): string =>
  JSON.stringify({ type: "holdfast/receipt/v1", ...receipt, ...changes });

async function asked(shown: Readonly<Record<string, string | Blob>>, language = "en") {
  const form = new FormData();
  for (const [name, value] of Object.entries(shown)) form.set(name, value);
  const answer = await fetch(`${url}?lang=${language}`, { method: "POST", body: form });
  const html = await answer.text();
  const lines = [...html.matchAll(/<li class="(\w+)">(.*?)<\/li>/gs)].map(([, tone, text]) => [
    tone,
    text,
  ]);
  return { status: answer.status, html, lines, tones: lines.map(([tone]) => tone) };
}

describe("the page", () => {
  it("is in either language, without a script, and lets a browser load nothing", async () => {
    const page = async (language: string) => {
      const answer = await fetch(url, { headers: { "accept-language": language } });
      return { html: await answer.text(), policy: answer.headers.get("content-security-policy") };
    };
    const [english, chinese] = [await page("en-GB"), await page("zh-CN,zh;q=0.9")];
    expect(english.html).toContain('<html lang="en">');
    expect(chinese.html).toContain('<html lang="zh-CN">');
    expect(chinese.html).toContain("核验");
    for (const { html, policy } of [english, chinese]) {
      expect(html).not.toMatch(/<script|\son\w+=|{{|http:/i);
      expect(html.length).toBeLessThan(8_000);
      expect(policy).toMatch(/^default-src 'none';style-src 'nonce-[^']+';form-action 'self'/);
    }
    expect(english.html).toContain("curl -s https://evidence.example/ledger/checkpoint");
  });
});

describe("what is shown", () => {
  it("of a receipt tells that it is ours, of which file, and that the ledger still holds it", async () => {
    const found = await asked({ file: new Blob([file()]), digest: sha256(BYTES) });
    expect(found.tones).toEqual(["good", "good", "good"]);
    expect(found.html).toContain(sha256(BYTES));
    expect((await asked({ text: file() }, "zh-CN")).html).toContain("这是本机构签发的回执");
    const other = await asked({ file: new Blob([file()]), digest: sha256("another") });
    expect(other.tones).toEqual(["good", "bad", "good"]);
  });

  it("of a receipt that was changed, or is proven by another entry, tells that it does not hold", async () => {
    const longer = receipt.statement.replace('"sealed"', '"sealed" ');
    expect((await asked({ text: file({ statement: longer }) })).tones).toEqual(["bad"]);
    const note = parseProof(receipt.proof)!.note.replace(/\n\d+\n/, "\n999\n");
    const proof = receipt.proof.replace(parseProof(receipt.proof)!.note, note);
    expect((await asked({ text: file({ proof }) })).tones).toEqual(["bad"]);
  });

  it("of a proof and of a checkpoint tells whether the log continues them, pasted with a browser's line breaks too", async () => {
    const pasted = receipt.proof.replaceAll("\n", "\r\n");
    const { note } = parseProof(receipt.proof)!;
    for (const text of [pasted, receipt.proof, note]) {
      expect((await asked({ text })).tones).toEqual(["good"]);
    }
    const forged = note.replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${"A".repeat(43)}=\n`);
    expect((await asked({ text: forged })).tones).toEqual(["bad"]);
  });

  it("of a digest tells the public entry that names it, and of all others one thing, whatever they are of", async () => {
    const { manifestSha256, itemId } = JSON.parse(receipt.statement) as Record<string, string>;
    const found = await asked({ digest: manifestSha256!.toUpperCase() });
    expect(found.tones).toEqual(["good"]);
    expect(found.html).toContain(`clip/v1\nitem ${itemId}\nmanifest sha256 ${manifestSha256}\n`);
    const [lying, never] = [sha256(BYTES), sha256("never here")];
    const [of, none] = [await asked({ digest: lying }), await asked({ digest: never })];
    expect(of.tones).toEqual(["open"]);
    const plain = (html: string, digest: string) =>
      html.replaceAll(digest, "").replace(/nonce="[^"]+"/, "");
    expect(plain(of.html, lying)).toBe(plain(none.html, never));
    expect((await asked({ digest: itemId! })).status).toBe(400);
  });

  it("is bounded, and whatever it is it is words and no markup", async () => {
    expect((await asked({ file: new Blob([Buffer.alloc(2 << 20)]) })).status).toBe(413);
    expect((await asked({})).status).toBe(400);
    const plain = await fetch(url, { method: "POST", body: "digest=1" });
    expect(plain.status).toBe(400);
    const cut = await fetch(url, {
      ...{ method: "POST", body: "--x\r\nContent-Disposition: form-data" },
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    expect(cut.status).toBe(400);
    const ledger = { origin: "<script>alert(1)</script>/2026", index: 0 };
    const hostile = [
      file({ statement: JSON.stringify({ ledger }) }),
      "[".repeat(100_000),
      '{"type":"holdfast/receipt/v1","statement":"","signature":"","proof":""}',
      receipt.proof.replace(/index \d+/, "index 9007199254740991"),
      `<b>${"x".repeat(9_000)}</b>`,
    ];
    for (const text of hostile) {
      const { status, html } = await asked({ text });
      expect([text.slice(0, 40), status]).toEqual([text.slice(0, 40), 200]);
      expect(html).not.toMatch(/<script|<b>x/);
    }
  });
});
