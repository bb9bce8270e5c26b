/** What the signatures of a house are judged by, as `up` wrote it down; of a folder that is no house's, nothing. */
import { access } from "node:fs/promises";
import { dataFolder } from "./data-folder.ts";
import { boxFiles } from "./process-environment.ts";

/** `data`: as it was given. The operator's own variables are to win over these. */
export async function trustSettings(data: string): Promise<Readonly<Record<string, string>>> {
  const { rootCertificate, ledgerPublicKey, gmRoot } = boxFiles(dataFolder(data));
  const all = {
    HOLDFAST_ROOT_CERTIFICATE_FILE: rootCertificate,
    HOLDFAST_LEDGER_PUBLIC_KEY_FILE: ledgerPublicKey,
    HOLDFAST_GM_ROOT_CERTIFICATE_FILE: gmRoot,
  };
  const there: Record<string, string> = {};
  for (const [name, path] of Object.entries(all)) {
    await access(path).then(
      () => (there[name] = path),
      () => undefined,
    );
  }
  return there;
}
