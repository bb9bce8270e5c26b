/** Routes: log in and out, who am I, my tokens, and what this house is. */
import { sessionCookie } from "../access/guard.ts";
import type { Person } from "../access/access-store.ts";
import { createToken, listTokens, revokeToken } from "../access/create-token.ts";
import { login } from "../access/login.ts";
import { PAGE_TOKEN_HEADER, pageToken } from "../access/page-token.ts";
import { permissionsOf } from "../access/permission.ts";
import { endSession } from "../access/session.ts";
import {
  type Door,
  RECENT_MS,
  type StepUpDeps,
  confirmByPassword,
  doorOf,
} from "../access/step-up.ts";
import { purposesOf } from "../secrecy/purpose.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import {
  LoginRequest,
  Me,
  type MeBody,
  Status,
  type StatusBody,
  Token,
  TokenList,
  TokenPath,
  TokenRequest,
} from "./api-schema.ts";
import { Confirmation, ConfirmRequest } from "./step-up-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface SessionRouteDeps extends StepUpDeps {
  readonly publicOrigin: string;
  readonly status: () => Promise<StatusBody>;
  /** The agency's root certificate. */
  readonly rootCertificatePem: string;
}

export function sessionRoutes(deps: SessionRouteDeps): Route[] {
  return [...doorRoutes(deps), ...confirmRoutes(deps), ...tokenRoutes(deps), ...houseRoutes(deps)];
}

const meOf = ({ id, name, displayName, role }: Person): MeBody => ({
  id,
  name,
  displayName,
  role,
  permissions: [...permissionsOf(role)],
  purposes: [...purposesOf(role)],
});

const pageTokenOf = (secret: string) => ({ [PAGE_TOKEN_HEADER]: pageToken(secret) });

const confirmationOf = (by: Door, confirmedAt: UtcInstant | null) => ({
  by,
  confirmedUntil: confirmedAt === null ? null : plusMs(confirmedAt, RECENT_MS),
});

function doorRoutes(deps: SessionRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/session",
      tag: "Me",
      summary: "Log in; the answer sets the session cookie",
      permission: "anyone",
      body: LoginRequest,
      answer: { status: 201, schema: Me },
      handle: async ({ body, source, from, sessionSecret }) => {
        const name = body.name.normalize("NFC");
        const { person, secret } = await login(deps, { name, source }, body.password, from);
        if (sessionSecret !== null) await endSession(deps, sessionSecret);
        const headers = {
          "Set-Cookie": sessionCookie(secret, deps.publicOrigin),
          ...pageTokenOf(secret),
        };
        return { json: meOf(person), headers };
      },
    }),
    route({
      method: "delete",
      path: "/session",
      tag: "Me",
      summary: "Log out; the session's secret opens nothing afterwards",
      permission: "account:own",
      answer: { status: 204 },
      handle: async ({ sessionSecret }) => {
        if (sessionSecret !== null) await endSession(deps, sessionSecret);
        return { status: 204, headers: { "Set-Cookie": sessionCookie(null, deps.publicOrigin) } };
      },
    }),
    route({
      method: "get",
      path: "/me",
      tag: "Me",
      summary: "Who I am and what I may do",
      permission: "account:own",
      answer: { status: 200, schema: Me },
      handle: (call) =>
        Promise.resolve({
          json: meOf(callerOf(call).person),
          headers: call.sessionSecret === null ? {} : pageTokenOf(call.sessionSecret),
        }),
    }),
  ];
}

function confirmRoutes(deps: SessionRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/session/confirmation",
      tag: "Me",
      summary: "How I show once more who I am, and until when the last time holds",
      permission: "account:own",
      answer: { status: 200, schema: Confirmation },
      handle: async (call) => {
        const { person, confirmedAt } = callerOf(call);
        return { json: confirmationOf(await doorOf(deps, person), confirmedAt) };
      },
    }),
    route({
      method: "post",
      path: "/session/confirm",
      tag: "Me",
      summary: "Show with the password once more who I am; dangerous acts ask for it",
      permission: "account:own",
      body: ConfirmRequest,
      answer: { status: 200, schema: Confirmation },
      handle: async (call) => {
        const at = await confirmByPassword(
          deps,
          { ...callerOf(call), source: call.source },
          call.body.password,
        );
        return { json: confirmationOf("password", at) };
      },
    }),
  ];
}

function tokenRoutes(deps: SessionRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/me/tokens",
      tag: "Me",
      summary: "My API tokens, without their secrets",
      permission: "tokens:own",
      answer: { status: 200, schema: TokenList },
      handle: async (call) => ({
        json: { entries: await listTokens(deps, callerOf(call).person.id) },
      }),
    }),
    route({
      method: "post",
      path: "/me/tokens",
      tag: "Me",
      summary: "A new API token with my permissions; shown once",
      permission: "tokens:own",
      dangerous: true,
      body: TokenRequest,
      answer: { status: 201, schema: Token, shownOnce: true },
      handle: async (call) => {
        const { label } = call.body;
        const { person, confirmedAt } = callerOf(call);
        const token = await createToken(deps, person.id, { label, confirmedAt });
        return { json: { label, token } };
      },
    }),
    route({
      method: "delete",
      path: "/me/tokens/{id}",
      tag: "Me",
      summary: "Revoke one of my tokens",
      permission: "tokens:own",
      params: TokenPath,
      answer: { status: 204 },
      handle: async (call) => {
        await revokeToken(deps, callerOf(call).person.id, call.params.id);
        return { status: 204 };
      },
    }),
  ];
}

function houseRoutes(deps: SessionRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/status",
      tag: "System",
      summary: "What this house is and which keys to pin",
      permission: "anyone",
      answer: { status: 200, schema: Status },
      handle: async () => ({ json: await deps.status() }),
    }),
    route({
      method: "get",
      path: "/root.pem",
      tag: "System",
      summary: "The agency's root certificate",
      permission: "anyone",
      answer: { status: 200, mediaType: "application/x-pem-file" },
      handle: () =>
        Promise.resolve({
          bytes: Buffer.from(deps.rootCertificatePem),
          headers: { "Content-Type": "application/x-pem-file" },
        }),
    }),
  ];
}
