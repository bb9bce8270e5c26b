/** What every Resolve does: all addresses of a name as text, a refusal where there is none. */
import { isIP } from "node:net";
import { describe, expect, it } from "vitest";
import type { Resolve } from "../../services/webhooks/webhook-door.ts";

/** `known`: a name that has an address; `unknown`: one that has none. */
export function resolveContract(
  name: string,
  resolve: Resolve,
  { known, unknown }: { readonly known: string; readonly unknown: string },
): void {
  describe(`Resolve: ${name}`, () => {
    it("answers every address of a name, each as an address is written", async () => {
      const addresses = await resolve(known);
      expect(addresses.length).toBeGreaterThan(0);
      expect(addresses.filter((address) => isIP(address) === 0)).toEqual([]);
    });

    it("rejects where a name has none", async () => {
      await expect(resolve(unknown)).rejects.toThrow();
    });
  });
}
