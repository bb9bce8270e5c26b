/** The panel's commands for a time stamp: what anyone may fetch at /ledger, judged by openssl. */

export function stampYourself(
  publicOrigin: string,
  { origin, index }: { readonly origin: string; readonly index: number },
  size: number | null,
  authorities: readonly string[],
): string {
  const get = (file: string, path: string, more: Readonly<Record<string, string | number>>) => {
    const query = new URLSearchParams({ origin });
    for (const [name, value] of Object.entries(more)) query.set(name, String(value));
    const into = file === "" ? "" : `-o ${file} `;
    return `curl -fsS ${into}"${publicOrigin}/ledger/${path}?${query.toString()}"`;
  };
  const ask = get("", "stamps", { index });
  if (size === null) return ask;
  return [
    ask,
    get("checkpoint.note", "stamps/checkpoint", { size }),
    get("entry.tlog-proof", "proofs/inclusion", { index, size }),
    // The entry's proof ends with the checkpoint that was stamped.
    `tail -c "$(stat -c %s checkpoint.note)" entry.tlog-proof | cmp - checkpoint.note`,
    ...authorities.flatMap((authority) => [
      get(`${authority}.tsr`, "stamps/token", { size, authority }),
      get(`${authority}.pem`, "stamps/roots", { size, authority }),
      `at=$(openssl ts -reply -in ${authority}.tsr -token_out | openssl ts -reply -token_in -in /dev/stdin -text | sed -n 's/^Time stamp: //p')`,
      `openssl ts -verify -data checkpoint.note -in ${authority}.tsr -CAfile ${authority}.pem -attime "$(date -u -d "$at" +%s)"`,
      `echo "${authority}: $at"`,
      `openssl ts -verify -data checkpoint.note -in ${authority}.tsr -CAfile ${authority}.pem >today 2>&1 && echo LASTS || echo OVER`,
    ]),
  ].join("\n");
}
