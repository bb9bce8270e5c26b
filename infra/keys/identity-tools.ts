/** IdentityTools on OpenSSL: a device's keys, requests and certificates as texts. */
import { X509Certificate, createPrivateKey } from "node:crypto";
import type { IdentityTools } from "../../services/access/device-identity.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { newKey, pemOfKey } from "./certificate-authority.ts";
import { makeCertificateRequest } from "./certificate-request.ts";
import { readCertsOnly } from "./certs-only.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g;

const bad = (cause?: unknown): Refusal =>
  new Refusal("tampered", "access/bad-identity", "key and certificates do not belong together", {
    fix: "Have the certificate revoked, remove the folder, and enrol again.",
    ...(cause === undefined ? {} : { cause }),
  });

export const identityTools: IdentityTools = {
  newKey: () => pemOfKey(newKey()),
  request: (key, commonName) =>
    makeCertificateRequest(createPrivateKey(key), commonName).toString("base64"),
  certificates(body) {
    try {
      return readCertsOnly(Buffer.from(body, "base64")).map((certificate) => ({
        pem: certificate.toString(),
        sha256: sha256(certificate.raw),
      }));
    } catch (cause) {
      throw new Refusal("invalid", "access/bad-answer", "no certificates in the answer", { cause });
    }
  },
  check(pem, root) {
    try {
      const [own, ...above] = (pem.match(CERTIFICATE) ?? []).map(
        (text) => new X509Certificate(text),
      );
      if (own?.checkPrivateKey(createPrivateKey(pem)) !== true) throw bad();
      const pinned = new X509Certificate(root);
      const isBelow = (one: X509Certificate, other: X509Certificate): boolean =>
        one.checkIssued(other) && one.verify(other.publicKey);
      const leads = above.some((each) => isBelow(own, each) && isBelow(each, pinned));
      const commonName = /^CN=(.+)$/m.exec(own.subject)?.[1];
      if (!leads || commonName === undefined) throw bad();
      return {
        ...{ sha256: sha256(own.raw), commonName },
        notBefore: utcInstant(own.validFromDate),
        notAfter: utcInstant(own.validToDate),
      };
    } catch (cause) {
      throw cause instanceof Refusal ? cause : bad(cause);
    }
  },
};
