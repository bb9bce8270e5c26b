/** The page that goes into every package, read once from where it was built beside this code. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../../services/verifier/page/dist/verify.html");

/** Null where it was not built: packages then go without, which `absent` is to tell a person. */
export async function readVerifierPage(absent: () => void): Promise<Uint8Array | null> {
  try {
    return await readFile(FILE);
  } catch {
    absent();
    return null;
  }
}
