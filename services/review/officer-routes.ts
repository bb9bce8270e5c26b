/** Routes: officers and their credentials, one by one or from a table. */
import type { AccessStore } from "../access/access-store.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { OfficerEntryId, OfficerId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  type OfficerDeps,
  enterCredential,
  noSuchOfficer,
  setAccount,
} from "../officers/enter-officer.ts";
import { importOfficers } from "../officers/import-officers.ts";
import { type Officer as Known, credentialOn, newest } from "../officers/officer.ts";
import { IdPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import {
  AccountRequest,
  CredentialRequest,
  ImportReport,
  ImportRequest,
  Officer,
  type OfficerBody,
  OfficerPage,
  OfficerQuery,
  OnQuery,
} from "./officer-schema.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Route, callerOf, route } from "./route.ts";
import { faultBody } from "./table-faults.ts";

export interface OfficerRouteDeps extends OfficerDeps {
  readonly access: Pick<AccessStore, "accountByName">;
  readonly today: () => CalendarDate;
}

const tag = "Officers";

export const officerRoutes = (deps: OfficerRouteDeps): Route[] => [
  ...readRoutes(deps),
  ...changeRoutes(deps),
  ...accountAndImport(deps),
];

function readRoutes(deps: OfficerRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/officers",
      tag,
      summary: "Officers, oldest entry first, and whose credential was valid on a day",
      permission: "officers:see",
      query: OfficerQuery,
      answer: { status: 200, schema: OfficerPage },
      handle: async ({ query: { cursor, limit, search, on = deps.today() } }) => {
        const found = await deps.officers.page(parsePosition(cursor), limit + 1, search);
        const { entries: shown, next } = cutPage(found, limit);
        const entries = shown.map(({ officer }) => bodyOf(officer, on, deps.clock()));
        return pageReply({ entries, next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/officers/{id}",
      tag,
      summary: "One officer with every credential, and which was valid on a day",
      permission: "officers:see",
      params: IdPath,
      query: OnQuery,
      answer: { status: 200, schema: Officer },
      handle: async ({ params, query: { on = deps.today() } }) => {
        const [officer] = await deps.officers.officers([params.id as OfficerId]);
        if (officer === undefined) throw noSuchOfficer();
        return { json: bodyOf(officer, on, deps.clock()) };
      },
    }),
  ];
}

function changeRoutes(deps: OfficerRouteDeps): Route[] {
  const permission = "officers:manage";
  return [
    route({
      method: "post",
      path: "/officers",
      tag,
      summary: "Enter an officer with a credential",
      permission,
      body: CredentialRequest.omit({ replaces: true }),
      answer: { status: 201, schema: Officer },
      handle: async (call) => {
        const by = callerOf(call).person.id;
        const entry = { ...call.body, source: `user:${by}`, replaces: null };
        return { ...shown(deps, await enterCredential(deps, by, null, entry)), status: 201 };
      },
    }),
    route({
      method: "post",
      path: "/officers/{id}/credentials",
      tag,
      summary:
        "Enter a further credential, or correct an entry; nothing that was entered is changed",
      permission,
      params: IdPath,
      body: CredentialRequest,
      answer: { status: 201, schema: Officer },
      handle: async (call) => {
        const by = callerOf(call).person.id;
        const replaces = call.body.replaces as OfficerEntryId | null;
        const entry = { ...call.body, source: `user:${by}`, replaces };
        const id = call.params.id as OfficerId;
        return { ...shown(deps, await enterCredential(deps, by, id, entry)), status: 201 };
      },
    }),
  ];
}

function accountAndImport(deps: OfficerRouteDeps): Route[] {
  const permission = "officers:manage";
  return [
    route({
      method: "post",
      path: "/officers/{id}/account",
      tag,
      summary: "Say which account is this officer's: so the calendar of cameras names officers",
      permission,
      params: IdPath,
      body: AccountRequest,
      answer: { status: 200, schema: Officer },
      handle: async (call) => {
        const by = callerOf(call).person.id;
        const { account: name } = call.body;
        const account =
          name === null ? null : await deps.access.accountByName(name.normalize("NFC"));
        if (name !== null && account === null) {
          throw new Refusal("missing", "access/no-such-user", "no such user", {
            fix: "Use the name with which the officer logs in.",
          });
        }
        const id = call.params.id as OfficerId;
        return shown(deps, await setAccount(deps, by, id, account?.id ?? null));
      },
    }),
    route({
      method: "post",
      path: "/officers/imports",
      tag,
      summary:
        "Take officers over from a CSV table: all of it or nothing, with everything that is wrong by line",
      permission,
      body: ImportRequest,
      answer: { status: 200, schema: ImportReport },
      handle: async (call) => {
        const report = await importOfficers(deps, callerOf(call).person.id, call.body);
        return { json: { ...report, faults: report.faults.map(faultBody) } };
      },
    }),
  ];
}

const shown = ({ today, clock }: OfficerRouteDeps, officer: Known) => ({
  json: bodyOf(officer, today(), clock()),
});

function bodyOf({ id, userId, entries }: Known, on: CalendarDate, known: UtcInstant): OfficerBody {
  const last = newest(entries, known) ?? entries.at(-1);
  const shown = entries.map(({ officerId: _officer, ...entry }) => ({
    ...entry,
    powers: [...entry.powers],
  }));
  const valid = credentialOn(entries, on, known);
  return {
    ...{ id, userId, name: last?.name ?? "", unit: last?.unit ?? "" },
    credentialNo: last?.credentialNo ?? "",
    valid: shown.find((entry) => entry.id === valid?.id) ?? null,
    entries: shown,
  };
}
