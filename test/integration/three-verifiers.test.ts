/** The verifier, the shell script and the page say the same of the same packages, good and bad. */
import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCK_STATEMENT } from "../../services/batches/dock-statement.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type BatchId, type DeviceId, newId } from "../../services/kernel/ids.ts";
import { SECOND_ROOT, itemPaths } from "../../services/packages/package-layout.ts";
import type { Verdict } from "../../services/packages/finding.ts";
import type { Pins } from "../../services/packages/trust.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { ODD_CERTIFICATES, signedBy } from "../fixtures/odd-certificates.ts";
import { HOSTILE_ZIPS } from "../fixtures/hostile-zips.ts";
import { builtVerifierPage, openedOffline, shownOn } from "../fixtures/verifier-page.ts";
import {
  type Files,
  type Items,
  PACKAGE_CASES,
  type PackageCase,
  rebagged,
} from "../fixtures/package-cases.ts";
import { keyCases } from "../fixtures/signing-key-cases.ts";
import { SIGNED_CASES, signedAnew } from "../fixtures/signed-package-cases.ts";
import { secondKeyCases } from "../fixtures/second-key-cases.ts";
import { SECOND_CASES } from "../fixtures/second-signature-cases.ts";
import { anyAction } from "../fixtures/actions.ts";
import { onvifFile } from "../fixtures/onvif-recordings.ts";
import { packagesWithLists } from "../fixtures/revocation-lists.ts";
import { renewAt, yearsAfter } from "../fixtures/renewals.ts";
import { type OwnAuthority, ownAuthority, stamp } from "../fixtures/timestamps.ts";
import { openedVisit, statedVisit } from "../fixtures/stated-visit.ts";
import { rawZip } from "../fixtures/raw-zip.ts";
import {
  type Trusted,
  lettersOf,
  levelsIn,
  linesOf,
  scriptOutput,
  trustedBy,
  unpacked,
  zipOf,
} from "../fixtures/verify-script.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";

let world: World;
let sound: Files;
let stranger: Files;
let items: Items;
let tsa: OwnAuthority;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const file = await builtVerifierPage();
  const now = utcInstant(new Date());
  world = await makeWorld(now);
  const deviceId = newId<DeviceId>();
  // The first is signed so; of the second, which is not, all three must say that it should be.
  await world.deps.signings.setSigning(deviceId, "onvif-media-signing", "user:x", now, anyAction);
  const [lookedAt, batch, salted] = [true, newId<BatchId>(), newId<BatchId>()];
  for (const id of [batch, salted]) await openedVisit(world.deps, id);
  const one = await world.sealedItem(onvifFile("to-the-end.mp4"), {
    copy: Buffer.from("copy"),
    ...{ deviceId, lookedAt, batch, isEncrypted: true },
  });
  const two = await world.sealedItem(Buffer.alloc(70_000, 7), {
    ...{ filename: "现场 02.mp4", provenBy: "store-checksum" },
    anchor: `haikou/${now.slice(0, 4)} 1 ${"a".repeat(64)}`,
    ...{ deviceId, lookedAt, batch: salted },
  });
  items = { one, two };
  await statedVisit(world.deps, batch, { "CLIP0007.MP4": one }, DOCK_STATEMENT);
  await statedVisit(world.deps, salted, { "CLIP0008.MP4": two });
  // What is entered for the first package stands below the checkpoint that is stamped.
  await packageOf(world, one, two);
  tsa = await ownAuthority(new Date());
  await stamp(world, `haikou/${now.slice(0, 4)}`, { court: tsa });
  sound = await packageOf(world, one, two);
  const other = await makeWorld(now);
  stranger = await packageOf(other, await other.sealedItem(Buffer.from("made up")));
  await other.close();
  ({ browser, page } = await openedOffline(file, complaints));
}, 120_000);
afterAll(async () => {
  await rm(dirname(fileURLToPath(page.url())), { recursive: true });
  await browser.close();
  await world.close();
  await tsa.remove();
});

function filesOfCase(change: PackageCase[2], lists: PackageCase[3]): Files {
  const files = new Map(sound);
  change(files, items, stranger);
  if (lists === undefined) rebagged(files);
  return files;
}

const pinned = (): Trusted => trustedBy(world.pins);

const onPage = (bytes: Buffer, trusted = pinned()) => shownOn(page, bytes, trusted);

const byScript = (files: Files, trusted = pinned()): Promise<string> =>
  scriptOutput(files, sound.get("verify/verify.sh")!, trusted);

/** What each says; the page says of each check what the verifier does. */
async function said(files: Files, pins: Pins, trusted: Trusted) {
  const script = byScript(files, trusted);
  const report = await verifyPackage(world.deps, new MemoryPackage(files), pins);
  const shown = await onPage(zipOf(files), trusted);
  expect(shown.findings.sort()).toEqual(linesOf(report));
  return { report, shown, script: await script };
}

async function allSay(files: Files, levels: string): Promise<void> {
  const { report, shown, script } = await said(files, world.pins, pinned());
  expect({
    verifier: lettersOf(report.levels),
    page: lettersOf(shown.levels),
    script: levelsIn(script),
  }).toEqual({ verifier: levels, page: levels, script: levels });
}

describe("each package", () => {
  it.each(PACKAGE_CASES)("%s: %s, by the verifier, the page and the script", async (...one) => {
    const [, levels, change, lists] = one as unknown as PackageCase;
    await allSay(filesOfCase(change, lists), levels);
  });
  it.each(SIGNED_CASES)("signed by the agency: %s: %s, by all three", async (...one) => {
    const [, levels, change, lists] = one as unknown as (typeof SIGNED_CASES)[number];
    const files = new Map(sound);
    change(files, items, stranger);
    await signedAnew(files, (bytes) => world.deps.signer.sign(bytes), lists);
    await allSay(files, levels);
  });
  it("with a list of revoked certificates, by all three", async () => {
    for (const [files, levels] of await packagesWithLists(sound, tsa)) await allSay(files, levels);
  });
});

describe("a manifest signed anew, by the agency's own authority", () => {
  it.each(ODD_CERTIFICATES)("under a certificate $name", async (certificate) => {
    const files = new Map(sound);
    const path = `metadata/${items.one}/manifest.json`;
    const signature = await signedBy(certificate, world.deps.folder, files.get(path)!);
    files.set(`${path}.p7s`, signature);
    rebagged(files);
    // Another signature is never the one that was listed; whether it holds is another question.
    const expected = certificate.isGood === true ? "FPPIIPI" : "FFPIIPI";
    const { levels } = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
    expect(lettersOf(levels)).toBe(expected);
    expect(lettersOf((await onPage(zipOf(files))).levels)).toBe(expected);
    expect(levelsIn(await byScript(files))).toBe(expected);
  });
});

const word = (verdict: Verdict) => (verdict === "INDETERMINATE" ? "OPEN" : verdict);

describe("the key that signed", () => {
  it("is judged alike: told of, revoked before and after, stolen, with records that are none", async () => {
    for (const { name, files, pins, verdict, levels } of await keyCases()) {
      const { report, script } = await said(files, pins, trustedBy(pins));
      expect([name, lettersOf(report.levels), levelsIn(script)]).toEqual([name, levels, levels]);
      const line = /^(\w+) +L1 \S+ manifest (?:was|what is said of its key)/m.exec(script)?.[1];
      expect([name, line]).toEqual([name, word(verdict)]);
    }
  });
});

describe("second signatures with SM2", () => {
  it("are judged by all three alike, under a root that was pinned, the package's own, and none", async () => {
    const twice = await makeWorld(utcInstant(new Date()), true);
    const item = await twice.sealedItem(Buffer.from("signed twice"), { copy: Buffer.from("copy") });
    const good = await packageOf(twice, item);
    const secondRoot = good.get(SECOND_ROOT)!.toString();
    for (const { name, isPinned, change, verdict, level } of SECOND_CASES) {
      const files = new Map(good);
      change(files, itemPaths(item, "original").second);
      rebagged(files);
      const trusted = { ...trustedBy(twice.pins), ...(isPinned ? { secondRoot } : {}) };
      const pins = { ...twice.pins, secondRootPem: isPinned ? secondRoot : null };
      const { report, script } = await said(files, pins, trusted);
      const found = report.findings.find(({ check }) => check === "second-signature")!;
      const line = /^(\w+) +L1 \S+ second signature [^:]*: manifest[.]json/m.exec(script)?.[1];
      const signed = /^(\w+) +L1 signed/m.exec(script)?.[1];
      expect({ name, verdict: found.verdict, level: report.levels[1]?.verdict }).toEqual({
        ...{ name, verdict, level },
      });
      expect({ name, line, signed }).toEqual({ name, line: word(verdict), signed: level });
    }
    await twice.close();
  });

  it("fail where their key was revoked before, and hold where it was later, by all three", async () => {
    for (const { name, files, pins, verdict, levels } of await secondKeyCases()) {
      const trusted = { ...trustedBy(pins), secondRoot: pins.secondRootPem };
      const { report, script } = await said(files, pins, trusted);
      expect([name, lettersOf(report.levels), levelsIn(script)]).toEqual([name, levels, levels]);
      const line =
        /^(\w+) +L1 \S+ manifest, signed with SM2, (?:was|what)/m.exec(script)?.[1] ??
        /^(\w+) +L1 \S+ second signature \S+ manifest[.]json/m.exec(script)?.[1];
      expect([name, line]).toEqual([name, word(verdict)]);
    }
  });
});

describe("the page", () => {
  it.each(HOSTILE_ZIPS)(
    "refuses an archive as the verifier does: %s (%#)",
    async (fault, entries) => {
      const { outcome, levels } = await onPage(rawZip(entries));
      expect(outcome).toContain(fault);
      expect(levels).toEqual([]);
    },
  );

  it("takes a fingerprint for a root, as openssl prints it, and refuses another", async () => {
    const digest = sha256(new X509Certificate(world.pins.rootCertificatePem).raw).toUpperCase();
    const text = `sha256 Fingerprint=${digest.match(/../g)!.join(":")}`;
    const { ledgerKey } = pinned();
    const right = await onPage(zipOf(sound), { root: text, ledgerKey });
    expect(lettersOf(right.levels)).toBe("PPPIIPI");
    const other = text.replace(/..$/, text.endsWith("00") ? "01" : "00");
    const wrong = await onPage(zipOf(sound), { root: other, ledgerKey });
    expect(lettersOf(wrong.levels)).toBe("PFFIIPI");
    expect(wrong.findings.join()).toContain("packages/root-differs");
    const none = await onPage(zipOf(sound), { root: "", ledgerKey: "" });
    expect(lettersOf(none.levels)).toBe("PIIIIPI");
    expect(await page.textContent("#page")).toMatch(/enter it under “Root certificate” above/);
    await page.fill("#pin-root", text);
    await page.getByRole("button", { name: "Check again under these" }).click();
    await page.waitForSelector("[data-level=L1][data-verdict=PASSED]");
    const senseless = await onPage(zipOf(sound), { root: "abc", ledgerKey: "" });
    expect(senseless.outcome).toContain("neither a fingerprint");
  });

  it("finds a package stamped once the authority's root is given", async () => {
    const timestampRoot = tsa.rootCertificatePem;
    const shown = await onPage(zipOf(sound), { ...pinned(), timestampRoot });
    expect(lettersOf(shown.levels)).toBe("PPPPIPI");
    const pins = { ...world.pins, timestampRoots: timestampRoot };
    const report = await verifyPackage(world.deps, new MemoryPackage(sound), pins);
    expect(shown.findings.sort()).toEqual(linesOf(report));
  });

  it("finds a stamp that is over held by a renewal, and open without, as the verifier does", async () => {
    const start = utcInstant(new Date());
    const [renewedAt, later] = [yearsAfter(start, 9), yearsAfter(start, 12)];
    const archive = await ownAuthority(new Date(renewedAt));
    await renewAt(world, renewedAt, { archive });
    const renewed = await packageOf(world, items.one, items.two);
    const timestampRoot = tsa.rootCertificatePem + archive.rootCertificatePem;
    await page.clock.setFixedTime(later);
    for (const [files, levels] of [
      [sound, "PPPIIPI"],
      [renewed, "PPPPIPI"],
    ] as const) {
      const shown = await onPage(zipOf(files), { ...pinned(), timestampRoot });
      expect(lettersOf(shown.levels)).toBe(levels);
      const pins = { ...world.pins, timestampRoots: timestampRoot };
      const judges = { ...world.deps, clock: () => later };
      const report = await verifyPackage(judges, new MemoryPackage(files), pins);
      expect(shown.findings.sort()).toEqual(linesOf(report));
    }
    await page.clock.setFixedTime(new Date());
    await archive.remove();
  });

  it("takes an unpacked folder, speaks Chinese, and holds no sum of the levels", async () => {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-page-"));
    await unpacked(sound, join(folder, "bag"));
    await page.evaluate("document.querySelector('#levels, #outcome')?.remove()");
    await page.fill("#pin-root", "");
    await page.setInputFiles("#folder", join(folder, "bag"));
    await page.waitForSelector("#levels");
    await page.getByRole("button", { name: "中文" }).click();
    const text = (await page.textContent("#page")) ?? "";
    expect(text).toContain("每一级单独成立，不合成一个总结论。");
    expect(text).toContain("不证明");
    expect(text).toContain("现场_02.mp4");
    expect(await page.locator(".level").count()).toBe(7);
    await page.getByRole("button", { name: "English" }).click();
    await rm(folder, { recursive: true });
  });

  it("is one file below 600 kB that names no address, and asked for nothing until now", async () => {
    const html = await readFile(fileURLToPath(page.url()), "utf8");
    expect(Buffer.byteLength(html)).toBeLessThan(600_000);
    expect(html).toContain("default-src 'none'; script-src 'sha256-");
    expect(html.match(/\b(?:src|href)="[^"]*"/g)).toBeNull();
    expect(complaints, "all that it asked for, and of its policy broke").toEqual([]);
  });
});
