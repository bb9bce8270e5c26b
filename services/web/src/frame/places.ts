/** Where one can go from the bar, in groups by what people do there, and which of it is for whom. */
import type { MeBody } from "../../../review/api-schema.ts";
import type { TextKey } from "../texts/texts.ts";

type Permission = MeBody["permissions"][number];

export interface Place {
  readonly to: string;
  readonly text: TextKey;
  readonly needs?: Permission;
}

export interface Group {
  readonly text: TextKey;
  readonly places: readonly Place[];
}

const GROUPS: readonly Group[] = [
  {
    text: "bar.today",
    places: [
      { to: "/", text: "dashboard.title" },
      { to: "/waiting", text: "waiting.title" },
      { to: "/search", text: "search.title" },
    ],
  },
  {
    text: "bar.evidence",
    places: [
      { to: "/items", text: "frame.items" },
      { to: "/rooms", text: "rooms.title" },
      { to: "/visits", text: "frame.visits" },
      { to: "/devices", text: "frame.devices", needs: "devices:assign" },
    ],
  },
  {
    text: "bar.case-work",
    places: [
      { to: "/cases", text: "frame.cases" },
      { to: "/recording-sessions", text: "sessions.title" },
      { to: "/officers", text: "frame.officers" },
    ],
  },
  {
    text: "bar.hand-over",
    places: [
      { to: "/packages", text: "frame.packages", needs: "packages:see" },
      { to: "/exports", text: "exports.title", needs: "packages:see" },
      { to: "/sharing", text: "sharing.title", needs: "partners:see" },
      { to: "/grants", text: "grants.title", needs: "access:grant" },
    ],
  },
  {
    text: "bar.keeping",
    places: [
      { to: "/holds", text: "holds.title", needs: "holds:see" },
      { to: "/disposal", text: "disposal.title", needs: "disposal:see" },
      { to: "/policy", text: "policy.title" },
    ],
  },
  {
    text: "bar.oversight",
    places: [
      { to: "/reports", text: "reports.title", needs: "reports:see" },
      { to: "/spot-checks", text: "spot.title" },
      { to: "/actions", text: "actions.title", needs: "actions:see" },
    ],
  },
  {
    text: "bar.administration",
    places: [
      { to: "/users", text: "frame.users", needs: "users:see" },
      { to: "/webhooks", text: "webhooks.title", needs: "webhooks:see" },
      { to: "/health", text: "health.title", needs: "health:see" },
    ],
  },
];

/** All that there is for a guest. */
const GUEST_GROUPS: readonly Group[] = [
  {
    text: "shared.title",
    places: [{ to: "/shared", text: "shared.title", needs: "shares:open" }],
  },
];

/** Only groups in which there is a place for them. */
export const groupsFor = ({
  role,
  permissions,
}: Pick<MeBody, "role" | "permissions">): readonly Group[] =>
  (role === "guest" ? GUEST_GROUPS : GROUPS)
    .map(({ text, places }) => ({
      text,
      places: places.filter(({ needs }) => needs === undefined || permissions.includes(needs)),
    }))
    .filter(({ places }) => places.length > 0);

/** Whether what is shown at `pathname` is this place, or a part of it. */
export const isAt = (pathname: string, { to }: Place): boolean =>
  pathname === to || (to !== "/" && pathname.startsWith(`${to}/`));
