/** Configuration of the media process as to signatures inside recordings. */
import { z } from "zod";
import { readRoots } from "../../services/source/foreign-chain.ts";

export const SourceConfig = z.object({
  HOLDFAST_SOURCE_ROOTS: z
    .string()
    .refine(isRoots, "certificates in PEM")
    .default("")
    .describe("Certificates in PEM of camera makers whose signatures inside recordings count"),
});

function isRoots(pem: string): boolean {
  try {
    readRoots(pem);
    return true;
  } catch {
    return false;
  }
}
