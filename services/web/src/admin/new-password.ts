/** A first password for a person: 100 random bits in letters and digits that are not mistaken for each other. */

const SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS = 5;

export function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * 4));
  // 256 is a multiple of 32, so no sign is likelier than another.
  const signs = Array.from(bytes, (byte) => SIGNS[byte % SIGNS.length] ?? "");
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * 4, group * 4 + 4).join(""),
  ).join("-");
}
