/** What `holdfast backup restore` is called with. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { LANGUAGES, type Language } from "../../kernel/language.ts";

const string = { type: "string" } as const;
const readArguments = (spoken: Language) =>
  parseArgs({
    allowPositionals: true,
    options: {
      ...{ data: { ...string, default: "" }, lang: { ...string, default: spoken } },
      ...{ key: string, root: string, "ledger-key": string, "signer-memory": string },
      "from-store": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });

/** Null where it is called wrongly. */
export function given(spoken: Language) {
  try {
    const { values, positionals } = readArguments(spoken);
    const { data, json, "from-store": isFromStore } = values;
    const language = LANGUAGES.find((each) => each === values.lang);
    if (language === undefined || data === "" || positionals.length > 1) return null;
    const [backup, key, root, ledgerKey, memory] = [
      ...[positionals[0], values.key, values.root, values["ledger-key"]],
      values["signer-memory"],
    ].map((path) => (path === undefined ? null : resolve(path)));
    const asked = { data, json, language };
    if (isFromStore) {
      const isAlone = [backup, key, root, ledgerKey, memory].every((each) => each === null);
      return isAlone ? ({ from: "store", ...asked } as const) : null;
    }
    if (backup == null || key == null || root == null || ledgerKey == null) return null;
    const files = { backup, key, root, ledgerKey, memory: memory ?? null };
    return { from: "backup", ...files, ...asked } as const;
  } catch {
    return null;
  }
}
