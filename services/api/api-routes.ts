/** Every route of /api/v1, in one list: what a new one needs comes in from main.ts. */
import { accessRequestRoutes } from "../review/access-request-routes.ts";
import { actionRoutes } from "../review/action-routes.ts";
import { auditRoutes } from "../review/audit-routes.ts";
import { batchRoutes } from "../review/batch-routes.ts";
import { calendarRoutes } from "../review/calendar-routes.ts";
import { caseFileRoutes } from "../review/case-file-routes.ts";
import { caseMessageRoutes } from "../review/case-message-routes.ts";
import { caseRoutes } from "../review/case-routes.ts";
import { deviceCertificateRoutes } from "../review/device-certificate-routes.ts";
import { derivedRoutes } from "../review/derived-routes.ts";
import { dashboardRoutes } from "../review/dashboard-routes.ts";
import { deviceRoutes } from "../review/device-routes.ts";
import { disposalRoutes } from "../review/disposal-routes.ts";
import { doorRoutes } from "../review/door-routes.ts";
import { dryRunRoutes } from "../review/dry-run-routes.ts";
import { conditionRoutes } from "../review/condition-routes.ts";
import { extensionRoutes } from "../review/extension-routes.ts";
import { keepingRoutes } from "../review/keeping-routes.ts";
import { eventRoutes } from "../review/event-routes.ts";
import { flagRoutes } from "../review/flag-routes.ts";
import { exportRoutes } from "../review/export-routes.ts";
import { grantRoutes } from "../review/grant-routes.ts";
import { healthRoutes } from "../review/health-routes.ts";
import { holdRoutes } from "../review/hold-routes.ts";
import { itemRoutes } from "../review/item-routes.ts";
import { keyRoutes } from "../review/key-routes.ts";
import { legalReviewRoutes } from "../review/legal-review-routes.ts";
import { filmRoutes } from "../review/film-routes.ts";
import { mediaRoutes } from "../review/media-routes.ts";
import { overviewRoutes } from "../review/overview-routes.ts";
import { officerRoutes } from "../review/officer-routes.ts";
import { packageRoutes } from "../review/package-routes.ts";
import { partnerRoutes } from "../review/partner-routes.ts";
import { roleRoutes } from "../review/role-routes.ts";
import { peopleRoutes } from "../review/people-routes.ts";
import { policyRoutes } from "../review/policy-routes.ts";
import { proofRoutes } from "../review/proof-routes.ts";
import { logInRoutes } from "../review/log-in-routes.ts";
import { livePaperRoutes } from "../review/live-paper-routes.ts";
import { liveSessionRoutes } from "../review/live-routes.ts";
import { recordingSessionRoutes } from "../review/recording-session-routes.ts";
import { annotationRoutes } from "../review/annotation-routes.ts";
import { deadlineRoutes } from "../review/deadline-routes.ts";
import { publicityRoutes } from "../review/publicity-routes.ts";
import { releaseRoutes } from "../review/release-routes.ts";
import { reportRoutes } from "../review/report-routes.ts";
import { putAwayRoutes } from "../review/put-away-routes.ts";
import { savedSearchRoutes } from "../review/saved-search-routes.ts";
import { searchRoutes } from "../review/search-routes.ts";
import { secrecyRoutes } from "../review/secrecy-routes.ts";
import { sessionRoutes } from "../review/session-routes.ts";
import { sharedRoutes } from "../review/shared-routes.ts";
import { shareRoutes } from "../review/share-routes.ts";
import { spotCheckRoutes } from "../review/spot-check-routes.ts";
import { tokenRoutes } from "../review/token-routes.ts";
import { trackRoutes } from "../review/track-routes.ts";
import { watchRoutes } from "../review/watch-routes.ts";
import { waitingRoutes } from "../review/waiting-routes.ts";
import { wantedCopyRoutes } from "../review/wanted-copy-routes.ts";
import { webhookRoutes } from "../review/webhook-routes.ts";
import type { Route } from "../review/route.ts";

const LISTS = [
  sessionRoutes,
  logInRoutes,
  tokenRoutes,
  itemRoutes,
  searchRoutes,
  savedSearchRoutes,
  putAwayRoutes,
  mediaRoutes,
  filmRoutes,
  trackRoutes,
  overviewRoutes,
  wantedCopyRoutes,
  proofRoutes,
  // Before /cases/{id}, which would take its paths for ids.
  caseMessageRoutes,
  caseRoutes,
  caseFileRoutes,
  legalReviewRoutes,
  holdRoutes,
  disposalRoutes,
  recordingSessionRoutes,
  liveSessionRoutes,
  watchRoutes,
  livePaperRoutes,
  derivedRoutes,
  annotationRoutes,
  flagRoutes,
  conditionRoutes,
  extensionRoutes,
  keepingRoutes,
  officerRoutes,
  packageRoutes,
  exportRoutes,
  peopleRoutes,
  roleRoutes,
  doorRoutes,
  actionRoutes,
  auditRoutes,
  batchRoutes,
  deviceRoutes,
  keyRoutes,
  deviceCertificateRoutes,
  policyRoutes,
  secrecyRoutes,
  releaseRoutes,
  grantRoutes,
  accessRequestRoutes,
  partnerRoutes,
  shareRoutes,
  sharedRoutes,
  dryRunRoutes,
  calendarRoutes,
  publicityRoutes,
  deadlineRoutes,
  reportRoutes,
  spotCheckRoutes,
  waitingRoutes,
  dashboardRoutes,
  healthRoutes,
  eventRoutes,
  webhookRoutes,
] as const;

type Needs<List> = List extends (deps: infer Deps) => Route[] ? (deps: Deps) => void : never;
/** What all the lists need together. */
export type ApiRouteDeps =
  Needs<(typeof LISTS)[number]> extends (deps: infer All) => void ? All : never;

export const apiRoutes = (deps: ApiRouteDeps): Route[] => LISTS.flatMap((list) => list(deps));
