/** PEM (RFC 7468) read and written without OpenSSL, for what must not come near it. */

/** The DER of every block with this label. */
export const dersIn = (text: string, label: string): Buffer<ArrayBuffer>[] =>
  [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`, "g"))].map(
    ([, base64 = ""]) => Buffer.from(base64, "base64"),
  );

export const pemOf = (der: Uint8Array, label: string): string => {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
};
