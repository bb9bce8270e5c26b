/** Which address shows which screen; each screen is loaded when it is first opened. */
import type { ComponentType } from "react";

type Screens = Readonly<Record<string, () => Promise<ComponentType>>>;

/** Whoever sees these is not logged in yet. */
export const SCREENS_BEFORE: Screens = {
  login: async () => (await import("./login/login-page.tsx")).LoginPage,
  invitation: async () => (await import("./login/invited-page.tsx")).InvitedPage,
  confirmed: async () => (await import("./login/confirmed-page.tsx")).ConfirmedPage,
};

/** Behind the log-in, in the frame. */
export const SCREENS: Screens = {
  "": async () => (await import("./dashboard/dashboard-page.tsx")).DashboardPage,
  waiting: async () => (await import("./waiting/waiting-page.tsx")).WaitingPage,
  search: async () => (await import("./search/search-page.tsx")).SearchPage,
  items: async () => (await import("./items/items-page.tsx")).ItemsPage,
  "items/:id": async () => (await import("./item/item-page.tsx")).ItemPage,
  cases: async () => (await import("./cases/cases-page.tsx")).CasesPage,
  "cases/:id": async () => (await import("./cases/case-page.tsx")).CasePage,
  "cases/:id/file": async () => (await import("./casefile/file-page.tsx")).CaseFilePage,
  "cases/:id/together": async () => (await import("./together/together-page.tsx")).TogetherPage,
  "recording-sessions": async () => (await import("./sessions/sessions-page.tsx")).SessionsPage,
  "recording-sessions/:id": async () => (await import("./sessions/session-page.tsx")).SessionPage,
  "recording-sessions/:id/live": async () => (await import("./live/live-page.tsx")).LivePage,
  rooms: async () => (await import("./live/rooms-page.tsx")).RoomsPage,
  officers: async () => (await import("./officers/officers-page.tsx")).OfficersPage,
  packages: async () => (await import("./packages/packages-page.tsx")).PackagesPage,
  exports: async () => (await import("./exports/exports-page.tsx")).ExportsPage,
  "exports/:id": async () => (await import("./exports/export-page.tsx")).ExportPage,
  visits: async () => (await import("./visits/visits-page.tsx")).VisitsPage,
  devices: async () => (await import("./admin/devices-page.tsx")).DevicesPage,
  "devices/:id": async () => (await import("./chain/chain-page.tsx")).ChainPage,
  users: async () => (await import("./admin/users-page.tsx")).UsersPage,
  clearances: async () => (await import("./clearances/clearances-page.tsx")).ClearancesPage,
  actions: async () => (await import("./admin/actions-page.tsx")).ActionsPage,
  audit: async () => (await import("./audit/audit-page.tsx")).AuditPage,
  tokens: async () => (await import("./admin/tokens-page.tsx")).TokensPage,
  "tokens/all": async () => (await import("./admin/all-tokens-page.tsx")).AllTokensPage,
  "log-ins": async () => (await import("./login/log-ins-page.tsx")).LogInsPage,
  "users/:id/log-ins": async () => (await import("./login/log-ins-page.tsx")).LogInsOfPage,
  access: async () => (await import("./access/requests-page.tsx")).RequestsPage,
  "legal-reviews": async () => (await import("./legalreview/reviews-page.tsx")).ReviewsPage,
  holds: async () => (await import("./holds/holds-page.tsx")).HoldsPage,
  disposal: async () => (await import("./disposal/disposal-page.tsx")).DisposalPage,
  "disposal/:id": async () => (await import("./disposal/batch-page.tsx")).BatchPage,
  grants: async () => (await import("./grants/grants-page.tsx")).GrantsPage,
  webhooks: async () => (await import("./webhooks/webhooks-page.tsx")).WebhooksPage,
  sharing: async () => (await import("./sharing/sharing-page.tsx")).SharingPage,
  shared: async () => (await import("./shared/shared-page.tsx")).SharedPage,
  "shared/:id": async () => (await import("./shared/one-share-page.tsx")).OneSharePage,
  reports: async () => (await import("./reports/reports-page.tsx")).ReportsPage,
  "spot-checks": async () => (await import("./spotcheck/spot-checks-page.tsx")).SpotChecksPage,
  "spot-checks/:id": async () => (await import("./spotcheck/check-page.tsx")).CheckPage,
  "spot-checks/:id/units/:unit": async () => (await import("./spotcheck/unit-page.tsx")).UnitPage,
  "spot-checks/mine/:id/:unit": async () => (await import("./spotcheck/unit-page.tsx")).OwnUnitPage,
  policy: async () => (await import("./policy/policy-page.tsx")).PolicyPage,
  "policy/:id": async () => (await import("./policy/pack-page.tsx")).PackPage,
  health: async () => (await import("./health/health-page.tsx")).HealthPage,
};

/** Of these, what needs antd comes after their first picture (frame/later.tsx). */
export const WITHOUT_ANTD: ReadonlySet<string> = new Set(["items"]);

/** `path` as in the tables above, ":id" for any one part. */
function isAt(path: string, pathname: string): boolean {
  const [parts, given] = [path.split("/"), pathname.replace(/^\/|\/$/g, "").split("/")];
  return (
    parts.length === given.length &&
    parts.every((part, at) => part.startsWith(":") || part === given[at])
  );
}

/** Begins to load the screen of an address, if there is one; whether it could be loaded, whoever shows it learns. */
export function loadScreenAt(pathname: string): void {
  const all = Object.entries({ ...SCREENS_BEFORE, ...SCREENS });
  const load = all.find(([path]) => isAt(path, pathname))?.[1];
  void load?.().catch(() => undefined);
}
