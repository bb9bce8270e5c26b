/** The device's own side: enrolment and renewal against the real doors, cut at every step. */
import { X509Certificate } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identityTools } from "../../../infra/keys/identity-tools.ts";
import { exchange } from "../../../infra/tus/exchange.ts";
import { FILES, type AskService, readIdentity } from "../../../services/access/device-identity.ts";
import { enrolHere, parseInvitation } from "../../../services/access/enrol-here.ts";
import { renewWhenDue } from "../../../services/access/renew-identity.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Cut, Device, isCut, isLetIn } from "../../fixtures/cut-device.ts";
import { MachineHouse } from "../../fixtures/machine-house.ts";
import { anyAction } from "../../fixtures/actions.ts";

const DAY_MS = 86_400_000;
let house: MachineHouse;
beforeEach(async () => {
  house = await MachineHouse.open();
});
afterEach(() => house.close());

const rootOf = () => sha256(new X509Certificate(house.authority.rootPem).raw);
const invitation = async () => ({
  server: `https://127.0.0.1:${house.port}`,
  code: await house.code(),
  rootSha256: rootOf(),
});
const SETTLED = [FILES.identity, FILES.root, FILES.server].toSorted();

describe("enrolment on the device", () => {
  it("reads the text of a code, and nothing else", () => {
    const root = "ab".repeat(32);
    const text = `holdfast-enrol:?server=https%3A%2F%2Fbox%3A8422&code=hfe_x&root=${root}`;
    expect(parseInvitation(text)).toEqual({
      server: "https://box:8422",
      code: "hfe_x",
      rootSha256: root,
    });
    for (const other of [
      "hfe_x",
      text.replace("https", "http"),
      text.replace("root=ab", "root=z"),
      text.replace("&code=hfe_x", ""),
      text.replace("https%3A%2F%2Fbox%3A8422", ""),
    ]) {
      expect(parseInvitation(other), other).toBeNull();
    }
  });

  it("goes on after a cut at any step, and gets one certificate", async () => {
    for (const persists of [false, true]) {
      let steps = 0;
      for (let at = 1; ; at += 1) {
        const device = new Device(house);
        Object.assign(device, { left: at, persists });
        const invited = await invitation();
        const before = (await house.certificates.certificates(house.first.id)).length;
        const cut = await isCut(enrolHere(device.deps, invited));
        device.left = Infinity;
        const { certificate } = await enrolHere(device.deps, invited);
        expect(certificate.commonName).toBe(house.first.id);
        expect(await isLetIn(device), `step ${at}`).toBe(true);
        const after = await house.certificates.certificates(house.first.id);
        expect(after.length - before, `step ${at}`).toBe(1);
        steps = at;
        if (!cut) break;
      }
      expect(steps).toBeGreaterThan(8);
    }
  }, 60_000);

  it("tells its code to no server that does not show the root of the code", async () => {
    const device = new Device(house);
    const asked: string[] = [];
    const deps = {
      ...device.deps,
      ask: ((sender, method, url, ...more) => {
        asked.push(url.pathname);
        return exchange(sender, method, url, ...more);
      }) as AskService,
    };
    const wrong = { ...(await invitation()), rootSha256: sha256("another root") };
    await expect(enrolHere(deps, wrong)).rejects.toMatchObject({ code: "access/other-root" });
    expect(asked).toEqual(["/.well-known/est/cacerts"]);
    expect(device.names()).toEqual([]);
  });

  it("says what the service says, keeps its identity, and refuses another house", async () => {
    const device = new Device(house);
    const invited = await invitation();
    const bad = enrolHere(device.deps, { ...invited, code: `hfe_${"A".repeat(43)}` });
    await expect(bad).rejects.toMatchObject({ code: "access/unknown-enrolment-code" });
    const first = await enrolHere(device.deps, invited);
    expect((await enrolHere(device.deps, await invitation())).pem).toBe(first.pem);
    await expect(
      enrolHere(device.deps, { ...invited, server: "https://127.0.0.1:1" }),
    ).rejects.toMatchObject({ code: "access/enrolled-elsewhere" });
    device.kept.set(FILES.identity, first.pem.replace(/^[^]*?KEY-----\n(?=-----BEGIN C)/, ""));
    await expect(readIdentity(device.files, identityTools)).rejects.toMatchObject({
      code: "access/bad-identity",
    });
  });

  it("enrols anew where the service no longer lets it in, also as another device, over a cut anywhere", async () => {
    for (const persists of [false, true]) {
      for (let at = 1; ; at += 1) {
        const device = new Device(house);
        const { pem, isKept } = await enrolHere(device.deps, await invitation());
        expect(isKept).toBe(false);
        await house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
        device.kept.set(FILES.unproven, pem);
        const invited = { ...(await invitation()), code: await house.code(house.other.id) };
        const before = (await house.certificates.certificates(house.other.id)).length;
        Object.assign(device, { left: at, persists });
        const cut = await isCut(enrolHere(device.deps, invited));
        device.left = Infinity;
        const { certificate } = await enrolHere(device.deps, invited);
        expect(certificate.commonName, `step ${at}`).toBe(house.other.id);
        expect(await isLetIn(device), `step ${at}`).toBe(true);
        expect(device.kept.has(FILES.unproven), `step ${at}`).toBe(false);
        const after = await house.certificates.certificates(house.other.id);
        expect(after.length - before, `step ${at}`).toBe(1);
        if (!cut) break;
        expect(at).toBeLessThan(20);
      }
    }
  }, 60_000);

  it("tells a kept identity, uses no code for it, and replaces none that the service did not judge", async () => {
    const device = new Device(house);
    const { pem } = await enrolHere(device.deps, await invitation());
    const invited = await invitation();
    expect(await enrolHere(device.deps, invited)).toMatchObject({ pem, isKept: true });
    const unjudged = [null, { status: 503, headers: {}, body: "" }];
    for (const answer of unjudged) {
      const deps = { ...device.deps, ask: async () => answer };
      await expect(enrolHere(deps, invited)).rejects.toMatchObject({ kind: "unavailable" });
    }
    expect(device.kept.get(FILES.identity)).toBe(pem);
    expect((await enrolHere(new Device(house).deps, invited)).isKept).toBe(false);
  });

  it("waits while custody does not sign, and gives up with what to do", async () => {
    house.signs = false;
    const device = new Device(house);
    const invited = await invitation();
    const answered: AskService = async (sender, method, url, headers, body) =>
      url.pathname.endsWith("/simpleenroll")
        ? { status: 202, headers: { "retry-after": "30" }, body: "" }
        : exchange(sender, method, url, headers, body);
    await expect(enrolHere({ ...device.deps, ask: answered }, invited)).rejects.toMatchObject({
      code: "access/not-signed-yet",
      kind: "unavailable",
    });
    house.signs = true;
    expect((await enrolHere(device.deps, invited)).certificate.commonName).toBe(house.first.id);
  });
});

describe("renewal on the device", () => {
  it("comes at two thirds of the certificate's life and not before", async () => {
    const device = new Device(house);
    expect(await renewWhenDue(device.deps)).toBeNull();
    const { pem } = await enrolHere(device.deps, await invitation());
    device.ahead = 18 * DAY_MS;
    expect((await renewWhenDue(device.deps))?.pem).toBe(pem);
    device.ahead = 21 * DAY_MS;
    expect((await renewWhenDue(device.deps))?.pem).not.toBe(pem);
    expect(device.names()).toEqual(SETTLED);
  });

  it("is let in after a cut at any step, and goes on to one new certificate", async () => {
    for (const persists of [false, true]) {
      for (let at = 1; ; at += 1) {
        const device = new Device(house);
        const { pem } = await enrolHere(device.deps, await invitation());
        const before = (await house.certificates.certificates(house.first.id)).length;
        device.ahead = 21 * DAY_MS;
        Object.assign(device, { left: at, persists });
        const cut = await isCut(renewWhenDue(device.deps));
        device.left = Infinity;
        expect(await isLetIn(device), `cut ${at}`).toBe(true);
        const isOpen = device.kept.get(FILES.identity) === pem || device.kept.has(FILES.unproven);
        if (isOpen) await renewWhenDue(device.deps);
        expect(device.kept.get(FILES.identity)).not.toBe(pem);
        expect(await isLetIn(device)).toBe(true);
        expect(device.kept.has(FILES.unproven)).toBe(false);
        const all = await house.certificates.certificates(house.first.id);
        expect(all.length - before, `cut ${at}`).toBe(1);
        if (!cut) break;
        expect(at).toBeLessThan(20);
      }
    }
  }, 60_000);

  it("keeps the old certificate where the new one is not let in, and tries another key", async () => {
    const device = new Device(house);
    await enrolHere(device.deps, await invitation());
    device.ahead = 21 * DAY_MS;
    Object.assign(device, { left: 5, persists: false }); // the question whether the new one is let in
    await expect(renewWhenDue(device.deps)).rejects.toThrow(Cut);
    device.left = Infinity;
    expect(device.names()).toContain(FILES.unproven);
    const [newest] = await house.certificates.certificates(house.first.id);
    const { certificates, by } = house;
    await certificates.revoke(house.first.id, newest!.sha256, by, house.clock(), anyAction);
    await expect(renewWhenDue(device.deps)).rejects.toMatchObject({
      code: "access/certificate-revoked",
    });
    expect(device.names()).toEqual(SETTLED);
    expect(await isLetIn(device)).toBe(true);
    await renewWhenDue(device.deps);
    expect(await isLetIn(device)).toBe(true);
  });

  it("tries another key where custody refused one, or its certificate was revoked unheard", async () => {
    for (const code of ["access/certificate-refused", "access/certificate-revoked"]) {
      const device = new Device(house);
      const { pem } = await enrolHere(device.deps, await invitation());
      device.ahead = 21 * DAY_MS;
      house.signs = false;
      await expect(renewWhenDue(device.deps)).rejects.toMatchObject({
        code: "access/not-signed-yet",
      });
      house.signs = true;
      const { certificates, by, first } = house;
      const [asked] = await certificates.waiting(1);
      if (code === "access/certificate-refused") await certificates.refuse(asked!.id, "access/x");
      else {
        await house.sign();
        const issued = await certificates.outcome(asked!.authority.sha256, asked!.publicKeySha256);
        await certificates.revoke(
          first.id,
          issued!.certificate!.sha256,
          by,
          house.clock(),
          anyAction,
        );
      }
      await expect(renewWhenDue(device.deps)).rejects.toMatchObject({ code });
      expect(device.kept.has(FILES.pendingKey)).toBe(false);
      const renewed = await renewWhenDue(device.deps);
      expect(renewed?.pem).not.toBe(pem);
      expect(await isLetIn(device)).toBe(true);
    }
  });

  it("is refused in words once the certificate in use is revoked or over", async () => {
    const device = new Device(house);
    await enrolHere(device.deps, await invitation());
    device.ahead = 21 * DAY_MS;
    house.setAhead(40 * DAY_MS);
    await expect(renewWhenDue(device.deps)).rejects.toMatchObject({
      code: "access/certificate-not-valid-now",
    });
    house.setAhead(0);
    await house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
    await expect(renewWhenDue(device.deps)).rejects.toMatchObject({
      code: "access/certificate-revoked",
    });
  });
});
