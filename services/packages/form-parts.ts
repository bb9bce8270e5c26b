/** Extended regular expressions of what stands in several signed texts, for verify.sh. */

export const ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
export const SIZE = "(0|[1-9][0-9]{0,15})";
/** The same of what may lie before 0. */
export const OFFSET = "(0|-?[1-9][0-9]{0,15})";
export const DIGEST = "[0-9a-f]{64}";
/** A JSON string with whatever is in it. */
export const TEXT = String.raw`"([^"\\[:cntrl:]]|\\["\\/bfnrtu])*"`;
export const TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z";
/** A program of somebody else, and what it wrote. */
export const PROGRAM =
  `"program":\\{"name":${TEXT},"version":${TEXT},"sha256":"${DIGEST}","filesSha256":"${DIGEST}",` +
  `"arguments":\\[(${TEXT}(,${TEXT})*)?\\],"output":\\{"bytes":"${SIZE}","sha256":"${DIGEST}"\\}\\}`;
