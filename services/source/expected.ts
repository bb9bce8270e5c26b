/** Rule: when a recording without a signature is a finding. Never a reason to refuse it. */

/** So many recordings in a row make a habit. */
export const LATELY = 5;

/**
 * True if the last recordings of the same sender were all signed, whatever was said of the signatures:
 * a device that always signs and suddenly does not was changed, or what it sent was.
 */
export const isSignatureExpected = (signedLately: readonly boolean[]): boolean =>
  signedLately.length >= LATELY && signedLately.every(Boolean);
