/** Whether the subject of a certificate (RFC 4514) gives a name as one of these attributes. Pure. */

type Attribute = "O" | "OU" | "CN";

export function subjectNames(
  subject: string,
  attributes: readonly Attribute[],
  wanted: string,
): boolean {
  const name = wanted.normalize("NFC").replaceAll(/^#|[,+"\\<>;]/gu, String.raw`\$&`);
  const own = name === "" ? [] : attributes.map((one) => `${one}=${name}`);
  // A comma that separates nothing has a backslash before it (RFC 4514, section 2.4).
  const parts = subject.normalize("NFC").split(/(?<!\\),/u);
  return parts.some((part) => own.includes(part));
}
