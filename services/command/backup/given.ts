/** What `holdfast backup` is called with. */
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { LANGUAGES, type Language } from "../../kernel/language.ts";

const string = { type: "string" } as const;
const readArguments = (spoken: Language) =>
  parseArgs({
    allowPositionals: true,
    options: {
      ...{ data: { ...string, default: "" }, lang: { ...string, default: spoken } },
      ...{ out: string, key: string, work: string, to: { ...string, multiple: true } },
      "without-keys": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
type Values = ReturnType<typeof readArguments>["values"];

/** Null where it is none of the verbs. */
export function given(spoken: Language) {
  try {
    const { values, positionals } = readArguments(spoken);
    const language = LANGUAGES.find((each) => each === values.lang);
    const [verb, folder, ...more] = positionals;
    if (language === undefined || more.length > 0) return null;
    const { data, json } = values;
    const asked = { data, json, language };
    if (folder === undefined) {
      const create = verb === "create" ? createGiven(values) : null;
      return create && { ...create, ...asked };
    }
    if (verb !== "verify") return null;
    const { key = null, work } = values;
    const backup = resolve(folder);
    const place = { backup, work: work ?? dirname(backup) };
    return { verb, ...place, key: key === null ? null : resolve(key), ...asked } as const;
  } catch {
    return null;
  }
}

function createGiven({ out, to = [], "without-keys": isWithoutKeys }: Values) {
  if (out === undefined || isWithoutKeys !== (to.length === 0)) return null;
  return { verb: "create", out: resolve(out), to: to.map((each) => resolve(each)) } as const;
}
