/**
 * The process that loads a token's module: code of the token's maker, which may hang, crash or read memory. So it holds
 * the PIN and nothing else, and ends with whoever started it.
 */
import { Cryptoki, CryptokiError } from "./cryptoki.ts";
import { TokenRequest, type TokenAnswer } from "./token-protocol.ts";
import { TokenError } from "./token-fault.ts";
import { Token } from "./token.ts";

let token: Token | null = null;

function done(request: ReturnType<typeof TokenRequest.parse>): readonly Uint8Array[] {
  if (request.op === "open") {
    const { modulePath, name } = request.said;
    token = new Token(new Cryptoki(modulePath), name);
    return [];
  }
  if (token === null) throw new TokenError("gone");
  switch (request.op) {
    case "login":
      token.logIn(request.said.pin);
      request.said.pin.fill(0);
      return [];
    case "keys":
      return token.keys(request.said.filter);
    case "make":
      return [token.make(request.said.kind, request.said.filter, request.said.fresh)];
    case "check":
      token.check(request.said.filter, request.said.spki);
      return [];
    case "sign":
      return [token.sign(request.said.filter, request.said.spki, request.said.bytes)];
    case "secrets":
      return token.secrets.labels(request.said.prefix).map((label) => Buffer.from(label));
    case "make-secret":
      token.secrets.make(request.said.label, request.said.fresh);
      return [];
    case "wrap":
      return [token.secrets.wrap(request.said)];
    case "unwrap":
      return token.secrets.unwrap(request.said);
  }
}

function answerTo(message: unknown): TokenAnswer {
  const request = TokenRequest.parse(message);
  const { call } = request;
  try {
    return { call, found: [...done(request)] };
  } catch (error) {
    const rv = error instanceof CryptokiError ? error.rv : null;
    if (error instanceof TokenError) return { call, fault: error.fault, rv };
    // A module that cannot be loaded is a token that is not there.
    return { call, fault: request.op === "open" && rv === null ? "gone" : "other", rv };
  }
}

process.on("message", (message) => process.send?.(answerTo(message)));
process.once("disconnect", () => process.exit(0));
