/** The unified social credit code (统一社会信用代码, GB 32100-2015): its letters and its check character. Pure. */

/** Without I, O, S, V and Z. */
const LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;
/** Weights are the powers of 3 modulo 31 (GB 32100 annex A). */
const BASE = 3;

/** As it is typed, in any case and with blanks; null where it is none. */
export function parseCreditCode(text: string): string | null {
  const code = text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  if (code.length !== LENGTH) return null;
  const values = Array.from(code, (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) return null;
  let [sum, weight] = [0, 1];
  for (const value of values.slice(0, -1)) {
    sum += value * weight;
    weight = (weight * BASE) % LETTERS.length;
  }
  const check = (LETTERS.length - (sum % LETTERS.length)) % LETTERS.length;
  return values.at(-1) === check ? code : null;
}
