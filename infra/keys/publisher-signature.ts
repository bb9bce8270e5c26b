/** Judges what the publisher of a policy pack signed: as recipients' signatures, with the end of the certificate. */
import { utcInstant } from "../../services/kernel/clock.ts";
import type { PublisherSignatures } from "../../services/policy/publisher.ts";
import { outsideJudge } from "./recipient-signature.ts";

/** `rootsPem`: "" for none. @throws Error where that is no PEM of certificates. */
export function publisherSignatures(rootsPem: string): PublisherSignatures {
  const judge = outsideJudge(rootsPem);
  return {
    judge(...given) {
      const verdict = judge(...given);
      if (!verdict.valid) return verdict;
      const { certificate, ...told } = verdict;
      return { ...told, validUntil: utcInstant(new Date(certificate.validTo)) };
    },
  };
}
