/** For builds of the verifier: of node-forge the reader of DER alone comes along, without its ciphers, keys and TLS. */
import type { Plugin } from "vite";

const DER_ONLY = "\0node-forge-der";

export const derOnly: Plugin = {
  name: "der-only",
  enforce: "pre",
  resolveId: (id) => (id === "node-forge" ? DER_ONLY : null),
  load: (id) =>
    id === DER_ONLY ? 'import asn1 from "node-forge/lib/asn1.js"; export default { asn1 };' : null,
};
