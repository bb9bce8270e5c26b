/** Use case: gathers what helps, each part by itself, and writes nothing where a secret of the house would be in it. */
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { SUPPORT } from "../texts/support.ts";

export interface Part {
  /** Its path in the bundle. */
  readonly path: string;
  readonly text: string;
}

export interface SupportTools {
  /** What to gather, by name; a part that cannot be had rejects. */
  readonly parts: Readonly<Record<string, () => Promise<readonly Part[]>>>;
  /** What must stand in no bundle. */
  readonly secrets: () => Promise<readonly string[]>;
  readonly write: (parts: readonly Part[]) => Promise<void>;
}

export async function supportBundle(
  term: Terminal,
  { parts, secrets, write }: SupportTools,
  file: string,
): Promise<ExitCode> {
  const gathered: Part[] = [];
  const missing: { readonly what: string; readonly why: string }[] = [];
  for (const [what, gather] of Object.entries(parts)) {
    term.tell(SUPPORT.asking, { what });
    try {
      gathered.push(...(await gather()));
    } catch (error) {
      missing.push({ what, why: nameOf(error) });
    }
  }
  const readme = `${SUPPORT.readme["zh-CN"]}\n${SUPPORT.readme.en}`;
  const all = [
    { path: "README.txt", text: readme },
    ...gathered,
    { path: "missing.json", text: json(missing) },
  ];
  requireNoSecret(all, await secrets());
  await write(all);
  term.result({ file, parts: all.map(({ path }) => path), missing });
  for (const each of missing) term.say(SUPPORT.missing, each);
  term.say(SUPPORT.written, { file, count: all.length });
  return missing.length === 0 ? EXIT.ok : EXIT.negative;
}

/** Rules can miss something: what the house keeps secret is known, and looked for as it is. @throws VerbFailure attention. */
function requireNoSecret(parts: readonly Part[], secrets: readonly string[]): void {
  for (const { path, text } of parts) {
    if (secrets.some((secret) => text.includes(secret))) {
      throw new VerbFailure(EXIT.attention, SUPPORT.secret, { file: path });
    }
  }
}

/** A message may hold a path or an address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
