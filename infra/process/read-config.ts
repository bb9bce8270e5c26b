/** Reads the environment once, against the schema fragments of the parts a process uses. */
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Every problem with the environment at once, named, with what is expected. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * `env` parsed by all `fragments` together. `X_FILE` may stand for `X`: then the value is that file's
 * text without the last line break, so that no secret need be in an environment.
 * @throws ConfigError naming every variable that is missing or wrong; never its value.
 */
export function readConfig<Fragments extends readonly z.ZodObject[]>(
  env: NodeJS.ProcessEnv,
  ...fragments: Fragments
): Merged<Fragments> {
  const shape = Object.assign({}, ...fragments.map((fragment) => fragment.shape)) as z.ZodRawShape;
  const result = z.object(shape).safeParse(withFiles(env, Object.keys(shape)));
  if (result.success) return result.data as Merged<Fragments>;
  const problems = result.error.issues.map(
    (issue) => `  ${issue.path.join(".")}: ${issue.message} (${describe(shape, issue.path[0])})`,
  );
  throw new ConfigError(`configuration is not usable:\n${problems.join("\n")}`);
}

type Merged<Fragments extends readonly z.ZodObject[]> = Fragments extends readonly [
  infer First extends z.ZodObject,
  ...infer Rest extends readonly z.ZodObject[],
]
  ? z.infer<First> & Merged<Rest>
  : unknown;

function describe(shape: z.ZodRawShape, name: PropertyKey | undefined): string {
  const field = shape[String(name)] as z.ZodType | undefined;
  return field?.description ?? "see the configuration table in README";
}

function withFiles(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const file = env[`${name}_FILE`];
    const value = env[name] ?? (file === undefined ? undefined : fromFile(name, file));
    if (value !== undefined && value !== "") values[name] = value;
  }
  return values;
}

function fromFile(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    throw new ConfigError(`configuration is not usable:\n  ${name}_FILE cannot be read`, { cause });
  }
}
