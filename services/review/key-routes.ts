/** Routes: the register of the house's keys; a person asks for a new one, or ends one. */
import { type EndKeyDeps, askRotation, revokeKey } from "../keys/end-key.ts";
import type { RegisteredKey } from "../keys/key.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  HouseKeyEntry,
  HouseKeyList,
  RevocationPath,
  RevocationRequest,
  RotationRequest,
} from "./key-schema.ts";
import { type Route, callerOf, doerOf, route } from "./route.ts";

const tag = "Keys";

export const keyRoutes = (deps: EndKeyDeps): Route[] => [
  route({
    method: "get",
    path: "/keys",
    tag,
    summary: "Every key the house has or had, in the order they came",
    permission: "keys:see",
    answer: { status: 200, schema: HouseKeyList },
    handle: async () => ({ json: { entries: (await deps.keys.keys()).map(shown) } }),
  }),
  route({
    method: "post",
    path: "/keys/rotations",
    tag,
    summary:
      "Ask for a new key in the place of one in use; it signs within seconds, the old one stays valid",
    permission: "keys:manage",
    body: RotationRequest,
    answer: { status: 202, schema: HouseKeyEntry },
    handle: async (call) => {
      const { role, why } = call.body;
      const asked = await askRotation(deps, role, doerOf(callerOf(call), why));
      return { status: 202, json: shown(asked) };
    },
  }),
  route({
    method: "post",
    path: "/keys/{spkiSha256}/revocation",
    tag,
    summary: "Revoke a key that signs manifests; what the ledger held before stays valid",
    permission: "keys:manage",
    dangerous: true,
    params: RevocationPath,
    body: RevocationRequest,
    answer: { status: 202, schema: HouseKeyEntry },
    handle: async (call) => {
      const { reason, since = null, why } = call.body;
      const named = parseSha256(call.params.spkiSha256);
      if (named === null) throw new Refusal("missing", "keys/no-such-key", "no such key");
      const said = { reason, since };
      const revoked = await revokeKey(deps, named, said, doerOf(callerOf(call), why));
      return { status: 202, json: shown(revoked) };
    },
  }),
];

function shown({ certificate, revocation, isRevocationEntered, ...key }: RegisteredKey) {
  return {
    ...key,
    certificateSha256: certificate?.sha256 ?? null,
    notBefore: certificate?.notBefore ?? null,
    notAfter: certificate?.notAfter ?? null,
    revocation: revocation === null ? null : { ...revocation, isEntered: isRevocationEntered },
  };
}
