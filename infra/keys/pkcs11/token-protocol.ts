/** What a process that uses a token and the process that loads a token's module say to each other. */
import { z } from "zod";

const MAX_BYTES = 64 << 10;
const bytes = z
  .custom<Uint8Array>((given) => given instanceof Uint8Array && given.byteLength <= MAX_BYTES)
  .transform((given) => Buffer.from(given));
const small = bytes.refine(({ byteLength }) => byteLength <= 512);
const filter = z.strictObject({ object: z.string().nullable(), id: bytes.nullable() });
const kind = z.enum(["p256", "rsa3072", "ed25519"]);
const name = z.string().max(200);

const ASKED = {
  /** Comes first, once. */
  open: z.strictObject({
    modulePath: name,
    name: z.strictObject({
      token: name.optional(),
      serial: name.optional(),
      manufacturer: name.optional(),
      model: name.optional(),
    }),
  }),
  /** Comes second, once: by itself, so that what fails before it is no try of the PIN. */
  login: z.strictObject({ pin: bytes }),
  keys: z.strictObject({ filter }),
  make: z.strictObject({ filter, kind, fresh: bytes }),
  check: z.strictObject({ filter, spki: bytes }),
  sign: z.strictObject({ filter, spki: bytes, bytes }),
  /** Labels of secret keys that begin so. */
  secrets: z.strictObject({ prefix: name }),
  "make-secret": z.strictObject({ label: name, fresh: bytes }),
  /** `bound` goes with the bytes and is in no result. */
  wrap: z.strictObject({ label: name, nonce: bytes, bound: bytes, bytes: small }),
  /** Answers nothing where no key of that label opens them. */
  unwrap: z.strictObject({ label: name, bound: bytes, bytes: small }),
} as const;
export type TokenCall = keyof typeof ASKED;

const call = z.number().int();
/** One call; answered in order, one at a time. */
export const TokenRequest = z.discriminatedUnion("op", [
  z.strictObject({ call, op: z.literal("open"), said: ASKED.open }),
  z.strictObject({ call, op: z.literal("login"), said: ASKED.login }),
  z.strictObject({ call, op: z.literal("keys"), said: ASKED.keys }),
  z.strictObject({ call, op: z.literal("make"), said: ASKED.make }),
  z.strictObject({ call, op: z.literal("check"), said: ASKED.check }),
  z.strictObject({ call, op: z.literal("sign"), said: ASKED.sign }),
  z.strictObject({ call, op: z.literal("secrets"), said: ASKED.secrets }),
  z.strictObject({ call, op: z.literal("make-secret"), said: ASKED["make-secret"] }),
  z.strictObject({ call, op: z.literal("wrap"), said: ASKED.wrap }),
  z.strictObject({ call, op: z.literal("unwrap"), said: ASKED.unwrap }),
]);
export type TokenRequest = z.input<typeof TokenRequest>;
export type Said<Op extends TokenCall> = z.input<(typeof ASKED)[Op]>;

const fault = z.enum(["gone", "pin-refused", "pin-locked", "no-key", "exportable", "other"]);
export const TokenAnswer = z.union([
  /** Public keys, a signature, names, bytes, or nothing. */
  z.strictObject({
    call,
    found: z.array(bytes).max(4_096),
  }),
  /** `rv` is the module's own code (CK_RV), where it gave one. */
  z.strictObject({ call, fault, rv: z.number().int().nullable() }),
]);
export type TokenAnswer = z.input<typeof TokenAnswer>;
