/** What `doctor` is told of the keys of a house: when certificates end, and how the keys came to be. */
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import {
  DEVICE_AUTHORITY,
  ISSUING,
  ROOT_CERTIFICATE,
  hasRootKey,
} from "./certificate-authority.ts";
import { isOfCeremony } from "./ceremony.ts";
import { readOrNull } from "./private-file.ts";
import { signerValidTo } from "./signer-token.ts";

export async function houseKeys(folder: string) {
  const authorities: { name: string; validTo: Date }[] = [];
  for (const name of [ROOT_CERTIFICATE, ISSUING, DEVICE_AUTHORITY]) {
    // The key of an authority may have been moved to a safe place, with its certificate.
    const pem = await readOrNull(join(folder, name));
    if (pem !== null) authorities.push({ name, validTo: new X509Certificate(pem).validToDate });
  }
  return {
    signerValidTo: await signerValidTo(folder),
    authorities,
    isOfCeremony: await isOfCeremony(folder),
    hasRootKey: await hasRootKey(folder),
  };
}
