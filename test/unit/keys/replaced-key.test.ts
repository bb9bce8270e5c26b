/** A signer whose key was replaced or revoked meanwhile asks which is in use, and signs with that. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { renewSigner } from "../../../infra/keys/certificate-authority.ts";
import { certifiedKey } from "../../../infra/keys/house-key.ts";
import { manifestSigner } from "../../../infra/keys/cms-signer.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { Refusal, type RefusalCode } from "../../../services/kernel/refusal.ts";
import { SignerHouse } from "../../fixtures/signer.ts";

let house: SignerHouse;
beforeEach(async () => {
  house = await SignerHouse.make();
});
afterEach(() => house.remove());

it.each(["keys/revoked", "sealing/other-certificate"] as const)(
  "after %s",
  async (code: RefusalCode) => {
    const clock = () => utcInstant(new Date());
    let over = "";
    const mayUse = ({ raw }: { raw: Buffer }): Promise<void> =>
      certifiedKey("manifest-signer", { raw }).spkiSha256 === over
        ? Promise.reject(new Refusal("unavailable", code, "over"))
        : Promise.resolve();
    let { signing } = await house.open();
    const key = {
      certificate: () => signing.certificate(),
      sign: (...said: Parameters<typeof signing.sign>) => signing.sign(...said),
    };
    const signer = manifestSigner(key, await house.rootPem, clock, mayUse);
    const bytes = Buffer.from("manifest");
    const by = async () => {
      const verdict = await cmsVerifier.verify(
        bytes,
        await signer.sign(bytes),
        await house.rootPem,
      );
      return verdict.valid ? verdict.certificate.spkiSha256 : null;
    };
    const first = await by();
    over = first ?? "";
    await expect(signer.sign(bytes)).rejects.toMatchObject({ code });
    await renewSigner(house.keys, new Date());
    ({ signing } = await house.open());
    const second = await by();
    expect([second === null, second === first]).toEqual([false, false]);
  },
);
