/** Which address shows which screen; each screen is loaded when it is first opened. */
import { createBrowserRouter } from "react-router";
import { Frame } from "./frame/frame.tsx";
import { NotHere, ScreenFailed } from "./frame/not-here.tsx";

export const router = createBrowserRouter([
  {
    path: "/login",
    errorElement: <ScreenFailed />,
    lazy: async () => ({ Component: (await import("./login/login-page.tsx")).LoginPage }),
    hydrateFallbackElement: <></>,
  },
  {
    path: "/invitation",
    errorElement: <ScreenFailed />,
    lazy: async () => ({ Component: (await import("./login/invited-page.tsx")).InvitedPage }),
    hydrateFallbackElement: <></>,
  },
  {
    path: "/confirmed",
    errorElement: <ScreenFailed />,
    lazy: async () => ({ Component: (await import("./login/confirmed-page.tsx")).ConfirmedPage }),
    hydrateFallbackElement: <></>,
  },
  {
    path: "/",
    element: <Frame />,
    errorElement: <ScreenFailed />,
    hydrateFallbackElement: <></>,
    children: [
      {
        index: true,
        lazy: async () => ({
          Component: (await import("./dashboard/dashboard-page.tsx")).DashboardPage,
        }),
      },
      {
        path: "waiting",
        lazy: async () => ({ Component: (await import("./waiting/waiting-page.tsx")).WaitingPage }),
      },
      {
        path: "search",
        lazy: async () => ({ Component: (await import("./search/search-page.tsx")).SearchPage }),
      },
      {
        path: "items",
        lazy: async () => ({ Component: (await import("./items/items-page.tsx")).ItemsPage }),
      },
      {
        path: "items/:id",
        lazy: async () => ({ Component: (await import("./item/item-page.tsx")).ItemPage }),
      },
      {
        path: "cases",
        lazy: async () => ({ Component: (await import("./cases/cases-page.tsx")).CasesPage }),
      },
      {
        path: "cases/:id",
        lazy: async () => ({ Component: (await import("./cases/case-page.tsx")).CasePage }),
      },
      {
        path: "cases/:id/file",
        lazy: async () => ({ Component: (await import("./casefile/file-page.tsx")).CaseFilePage }),
      },
      {
        path: "cases/:id/together",
        lazy: async () => ({
          Component: (await import("./together/together-page.tsx")).TogetherPage,
        }),
      },
      {
        path: "recording-sessions",
        lazy: async () => ({
          Component: (await import("./sessions/sessions-page.tsx")).SessionsPage,
        }),
      },
      {
        path: "recording-sessions/:id",
        lazy: async () => ({
          Component: (await import("./sessions/session-page.tsx")).SessionPage,
        }),
      },
      {
        path: "recording-sessions/:id/live",
        lazy: async () => ({ Component: (await import("./live/live-page.tsx")).LivePage }),
      },
      {
        path: "rooms",
        lazy: async () => ({ Component: (await import("./live/rooms-page.tsx")).RoomsPage }),
      },
      {
        path: "officers",
        lazy: async () => ({
          Component: (await import("./officers/officers-page.tsx")).OfficersPage,
        }),
      },
      {
        path: "packages",
        lazy: async () => ({
          Component: (await import("./packages/packages-page.tsx")).PackagesPage,
        }),
      },
      {
        path: "exports",
        lazy: async () => ({ Component: (await import("./exports/exports-page.tsx")).ExportsPage }),
      },
      {
        path: "exports/:id",
        lazy: async () => ({ Component: (await import("./exports/export-page.tsx")).ExportPage }),
      },
      {
        path: "visits",
        lazy: async () => ({ Component: (await import("./visits/visits-page.tsx")).VisitsPage }),
      },
      {
        path: "devices",
        lazy: async () => ({ Component: (await import("./admin/devices-page.tsx")).DevicesPage }),
      },
      {
        path: "devices/:id",
        lazy: async () => ({ Component: (await import("./chain/chain-page.tsx")).ChainPage }),
      },
      {
        path: "users",
        lazy: async () => ({ Component: (await import("./admin/users-page.tsx")).UsersPage }),
      },
      {
        path: "clearances",
        lazy: async () => ({
          Component: (await import("./clearances/clearances-page.tsx")).ClearancesPage,
        }),
      },
      {
        path: "actions",
        lazy: async () => ({ Component: (await import("./admin/actions-page.tsx")).ActionsPage }),
      },
      {
        path: "audit",
        lazy: async () => ({ Component: (await import("./audit/audit-page.tsx")).AuditPage }),
      },
      {
        path: "tokens",
        lazy: async () => ({ Component: (await import("./admin/tokens-page.tsx")).TokensPage }),
      },
      {
        path: "log-ins",
        lazy: async () => ({ Component: (await import("./login/log-ins-page.tsx")).LogInsPage }),
      },
      {
        path: "users/:id/log-ins",
        lazy: async () => ({ Component: (await import("./login/log-ins-page.tsx")).LogInsOfPage }),
      },
      {
        path: "access",
        lazy: async () => ({
          Component: (await import("./access/requests-page.tsx")).RequestsPage,
        }),
      },
      {
        path: "legal-reviews",
        lazy: async () => ({
          Component: (await import("./legalreview/reviews-page.tsx")).ReviewsPage,
        }),
      },
      {
        path: "holds",
        lazy: async () => ({ Component: (await import("./holds/holds-page.tsx")).HoldsPage }),
      },
      {
        path: "disposal",
        lazy: async () => ({
          Component: (await import("./disposal/disposal-page.tsx")).DisposalPage,
        }),
      },
      {
        path: "disposal/:id",
        lazy: async () => ({ Component: (await import("./disposal/batch-page.tsx")).BatchPage }),
      },
      {
        path: "grants",
        lazy: async () => ({ Component: (await import("./grants/grants-page.tsx")).GrantsPage }),
      },
      {
        path: "webhooks",
        lazy: async () => ({
          Component: (await import("./webhooks/webhooks-page.tsx")).WebhooksPage,
        }),
      },
      {
        path: "sharing",
        lazy: async () => ({ Component: (await import("./sharing/sharing-page.tsx")).SharingPage }),
      },
      {
        path: "shared",
        lazy: async () => ({ Component: (await import("./shared/shared-page.tsx")).SharedPage }),
      },
      {
        path: "shared/:id",
        lazy: async () => ({
          Component: (await import("./shared/one-share-page.tsx")).OneSharePage,
        }),
      },
      {
        path: "reports",
        lazy: async () => ({ Component: (await import("./reports/reports-page.tsx")).ReportsPage }),
      },
      {
        path: "spot-checks",
        lazy: async () => ({
          Component: (await import("./spotcheck/spot-checks-page.tsx")).SpotChecksPage,
        }),
      },
      {
        path: "spot-checks/:id",
        lazy: async () => ({ Component: (await import("./spotcheck/check-page.tsx")).CheckPage }),
      },
      {
        path: "spot-checks/:id/units/:unit",
        lazy: async () => ({ Component: (await import("./spotcheck/unit-page.tsx")).UnitPage }),
      },
      {
        path: "spot-checks/mine/:id/:unit",
        lazy: async () => ({ Component: (await import("./spotcheck/unit-page.tsx")).OwnUnitPage }),
      },
      {
        path: "policy",
        lazy: async () => ({ Component: (await import("./policy/policy-page.tsx")).PolicyPage }),
      },
      {
        path: "policy/:id",
        lazy: async () => ({ Component: (await import("./policy/pack-page.tsx")).PackPage }),
      },
      {
        path: "health",
        lazy: async () => ({ Component: (await import("./health/health-page.tsx")).HealthPage }),
      },
      { path: "*", element: <NotHere /> },
    ],
  },
]);
