/** Checks of the verification panel, in the order they are shown. */
export const CHECK_NAMES = [
  "bytes",
  "fixity",
  "declared",
  "signature",
  "ledger",
  "stamp",
  "lock",
  "custody",
  "source",
  "copies",
] as const;
