/** Time stamps: what our own authority answers, what is believed of an answer, and what is not. */
import { X509Certificate, hash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  Malformed,
  boolean,
  encode,
  integer,
  octets,
  oid,
  sequence,
} from "../../../infra/keys/asn1.ts";
import { OID } from "../../../infra/keys/oids.ts";
import { createTimestampAuthority } from "../../../infra/keys/timestamp-authority.ts";
import {
  MAX_CERTIFICATES,
  readRoots,
  judgeTimestampChain,
} from "../../../infra/keys/timestamp-chain.ts";
import { freshNonce, timestampRequest } from "../../../infra/keys/timestamp-client.ts";
import { readRequest } from "../../../infra/keys/timestamp-forms.ts";
import { readResponse } from "../../../infra/keys/timestamp-token.ts";
import { judgeTimestamp } from "../../../infra/keys/timestamp-verifier.ts";
import { NOON, type OwnAuthority, ownAuthority } from "../../fixtures/timestamps.ts";
import { NOW, againOf, make } from "./authority.ts";

const NOTE = Buffer.from("haikou/2026\n7\nroot\n\n— haikou/2026 sig\n");

describe("time stamps of our own authority", () => {
  let tsa: OwnAuthority;
  beforeEach(async () => (tsa = await ownAuthority()));
  afterEach(() => tsa.remove());

  const stamp = (bytes: Uint8Array = NOTE, nonce = freshNonce()) =>
    tsa.answer(timestampRequest(bytes, nonce));
  const judge = (response: Uint8Array, bytes: Uint8Array = NOTE, asked = {}) =>
    judgeTimestamp(bytes, response, tsa.rootCertificatePem, asked);
  const stamped = async () => {
    const verdict = judge(await stamp());
    if (!verdict.valid) throw new Error(verdict.reason);
    return verdict;
  };
  /** A request by hand, over SHA-256 unless `digest` says another. */
  const ask = (more: Parameters<typeof sequence>, digest: string = OID.sha256, bytes = 32) =>
    tsa.answer(
      encode(
        sequence(
          integer(Buffer.of(1)),
          sequence(sequence(oid(digest)), octets(Buffer.alloc(bytes, 7))),
          ...more,
        ),
      ),
    );
  const failure = async (answer: Promise<Uint8Array>) => {
    const response = readResponse(await answer);
    return response.granted ? "granted" : response.failure;
  };

  it("state the time to the millisecond, and who says so", async () => {
    expect(await stamped()).toMatchObject({
      genTime: "2026-11-25T12:00:00.250Z",
      authority: "CN=Holdfast time stamp authority,O=海口 Test",
      accuracyMs: null,
    });
    tsa.setClock(new Date("2026-11-25T12:00:01.000Z"));
    expect(await stamped()).toMatchObject({ genTime: "2026-11-25T12:00:01.000Z" });
  });

  it("are about exactly these bytes, this nonce and this policy", async () => {
    const nonce = freshNonce();
    const response = await stamp(NOTE, nonce);
    const { policy } = await stamped();
    expect(judge(response, NOTE, { nonce, policy })).toMatchObject({ valid: true, policy });
    expect(judge(response, Buffer.concat([NOTE, Buffer.from("\n")]))).toEqual(
      no("timestamps/other-bytes"),
    );
    expect(judge(response, NOTE, { nonce: freshNonce() })).toEqual(no("timestamps/other-nonce"));
    expect(judge(response, NOTE, { policy: "1.2.3" })).toEqual(no("timestamps/other-policy"));
    expect(judge(await ask([]), NOTE, { nonce })).toEqual(no("timestamps/other-bytes"));
  });

  it("are not believed after a change of any byte, but for granted and granted with changes", async () => {
    const response = Buffer.from(await stamp());
    const statusAt = response.indexOf(Buffer.of(0x02, 0x01, 0x00)) + 2;
    const believed: (readonly [number, number])[] = [];
    for (const [at, byte] of response.entries()) {
      for (const bit of at < 12 ? [0, 1, 2, 3, 4, 5, 6, 7] : [at & 7]) {
        const changed = Buffer.from(response);
        changed[at] = byte ^ (1 << bit);
        if (judge(changed).valid) believed.push([at, bit]);
      }
    }
    expect(believed).toEqual([[statusAt, 0]]);
    for (const cut of [response.subarray(0, -1), Buffer.concat([response, Buffer.of(0)])])
      expect(judge(cut)).toEqual(no("timestamps/malformed"));
    expect(judge(Buffer.alloc(100_000, 0x30))).toEqual(no("timestamps/malformed"));
  });

  it("never have the same number twice, also over restarts and from a folder restored from a copy", async () => {
    const serials = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      for (const verdict of await Promise.all([stamped(), stamped(), stamped()]))
        serials.add(verdict.serial);
      tsa = await tsa.reopen();
    }
    const state = { policy: "2.25.1", serial: 0, stampedAt: 0 };
    await writeFile(join(tsa.folder, "state.json"), JSON.stringify(state));
    serials.add((await stamped()).serial);
    expect(serials.size).toBe(13);
  });

  it("are not given while the clock is behind the last one, also after a restart", async () => {
    await stamped();
    tsa.setClock(new Date(NOON.getTime() - 1));
    expect(await failure(stamp())).toBe("timeNotAvailable");
    tsa = await tsa.reopen();
    expect(await failure(stamp())).toBe("timeNotAvailable");
    expect(tsa.failures).toEqual(["timeNotAvailable"]);
    tsa.setClock(NOON);
    expect(await failure(stamp())).toBe("granted");
  });

  it("are not given once the certificate is over, nor believed outside its time", async () => {
    const response = await stamp();
    tsa.setClock(new Date("2036-11-25T12:00:01Z"));
    expect(await failure(stamp())).toBe("timeNotAvailable");
    expect(judge(response)).toMatchObject({ valid: true });
  });

  it("are refused by name for what is asked wrongly", async () => {
    const nonce = integer(freshNonce());
    expect(await failure(ask([oid("1.2.3.4")]))).toBe("unacceptedPolicy");
    expect(await failure(ask([nonce], "1.3.14.3.2.26", 20))).toBe("badAlg");
    expect(await failure(ask([nonce], OID.sha512, 32))).toBe("badDataFormat");
    expect(await failure(ask([nonce, boolean(true), nonce]))).toBe("badDataFormat");
    expect(await failure(tsa.answer(Buffer.from("hello")))).toBe("badDataFormat");
    expect(await failure(tsa.answer(Buffer.alloc(0)))).toBe("badDataFormat");
    expect(await failure(ask([boolean(true)], OID.sha512, 64))).toBe("granted");
  });

  it("are judged by the root that is pinned, also where they bring no certificate", async () => {
    const response = await stamp();
    const other = await ownAuthority();
    const verdict = judgeTimestamp(NOTE, response, other.rootCertificatePem);
    await other.remove();
    expect(verdict).toEqual(no("timestamps/not-chained-to-root"));
    expect(judgeTimestamp(NOTE, response, "")).toEqual(no("timestamps/unusable-root"));
    const bare = await tsa.answer(
      encode(
        sequence(
          integer(Buffer.of(1)),
          sequence(sequence(oid(OID.sha256)), octets(hash("sha256", NOTE, "buffer"))),
        ),
      ),
    );
    expect(judge(bare)).toEqual(no("timestamps/other-certificate"));
  });

  it("come of a folder that is made once", async () => {
    const before = tsa.rootCertificatePem;
    expect(await createTimestampAuthority(tsa.folder, "another", NOON)).toBe(false);
    expect((await tsa.reopen()).rootCertificatePem).toBe(before);
  });
});

function timestampChainFault(...given: Parameters<typeof judgeTimestampChain>) {
  const judged = judgeTimestampChain(...given);
  return "fault" in judged ? judged.fault : null;
}

describe("certificates of authorities", () => {
  it("that are not for time stamps alone do not stamp", () => {
    const root = make("root", "root", null);
    const at = new Date("2026-11-24T12:00:00Z");
    const fault = (profile: Parameters<typeof make>[0], when = at) =>
      timestampChainFault(make(profile, "leaf", root).certificate, [], [root.certificate], when);
    expect(fault("tsa")).toBeNull();
    for (const profile of ["signer", "device", "server", "issuing"] as const)
      expect(fault(profile)).toBe("timestamps/not-for-timestamps");
    expect(fault("tsa", new Date("2026-11-26T12:00:00Z"))).toBe(
      "timestamps/certificate-not-valid-then",
    );
    const signer = make("signer", "signer", root);
    const below = make("tsa", "leaf", signer).certificate;
    expect(timestampChainFault(below, [signer.certificate], [root.certificate], at)).toBe(
      "timestamps/not-chained-to-root",
    );
    const issuing = make("issuing", "issuing", root);
    const third = make("tsa", "leaf", issuing).certificate;
    const chain = [make("issuing", "issuing", null).certificate, issuing.certificate];
    expect(timestampChainFault(third, chain, [root.certificate], at)).toBeNull();
    expect(timestampChainFault(third, [], [root.certificate], at)).toBe(
      "timestamps/not-chained-to-root",
    );
    // The device authority stands under the same root as what seals: it may make no time.
    const devices = make("device-authority", "devices", root);
    const forged = make("tsa", "leaf", devices).certificate;
    expect(timestampChainFault(forged, [devices.certificate], [root.certificate], at)).toBe(
      "timestamps/not-an-authority",
    );
  });

  it("of one name and key, many of them, cost a bounded number of checks", () => {
    const root = make("root", "root", null);
    const parent = make("issuing", "loop", null);
    const tangle = Array.from({ length: 16 }, () => againOf(parent));
    const leaf = make("tsa", "leaf", parent).certificate;
    const check = vi.spyOn(X509Certificate.prototype, "verify");
    try {
      expect(() => timestampChainFault(leaf, tangle, [root.certificate], NOW)).toThrow(Malformed);
      expect(check.mock.calls.length).toBeLessThan(400);
    } finally {
      check.mockRestore();
    }
    // Honest cross-signing with everything a token may bring still finds its way.
    const crossed = [...tangle.slice(1), againOf(parent, root.issuer)];
    expect(timestampChainFault(leaf, crossed, [parent.certificate], NOW)).toBeNull();
  });

  it("beside the roots are as many as a token may bring, and no more", () => {
    const root = make("root", "root", null);
    const below = make("issuing", "below", root);
    const helpers = (count: number) => {
      const between = Array.from({ length: count }, () => againOf(below, root.issuer));
      return readRoots([root.certificate, ...between].join("")).helpers.length;
    };
    expect(helpers(MAX_CERTIFICATES)).toBe(MAX_CERTIFICATES);
    expect(() => helpers(MAX_CERTIFICATES + 1)).toThrow(Malformed);
  });
});

describe("a request", () => {
  it("is read back as it was written", () => {
    const nonce = freshNonce();
    expect(readRequest(timestampRequest(NOTE, nonce))).toMatchObject({
      imprint: { algorithm: { name: "sha256" }, digest: hash("sha256", NOTE, "buffer") },
      nonce,
      policy: null,
      wantsCertificate: true,
      hasExtensions: false,
    });
  });
});

const no = (reason: string) => ({ valid: false, reason });
