/** The verbs about access, each tried at a running system as whoever calls. */
import type { AccessVerbs } from "./access-commands.ts";
import {
  accessExplain,
  accessGrant,
  accessList,
  accessNarrow,
  accessRevoke,
  accessRevokeAll,
} from "./access-verbs.ts";
import {
  accessApprove,
  accessRefuse,
  accessRequest,
  accessRequests,
  accessWithdraw,
} from "./request-verbs.ts";
import type { Attempts } from "./verb-deps.ts";

export const accessVerbs = ({ asAdministrator }: Attempts): AccessVerbs => ({
  accessExplain: (user, item, options) =>
    asAdministrator(options, (api, term) => accessExplain(api, term, user, item)),
  accessList: (options) => asAdministrator(options, accessList),
  accessGrant: (user, options) =>
    asAdministrator(options, (api, term) => accessGrant(api, term, user, options)),
  accessNarrow: (grant, options) =>
    asAdministrator(options, (api, term) => accessNarrow(api, term, grant, options)),
  accessRevoke: (grant, options) =>
    asAdministrator(options, (api, term) => accessRevoke(api, term, grant, options)),
  accessRevokeAll: (user, options) =>
    asAdministrator(options, (api, term) => accessRevokeAll(api, term, user, options)),
  accessRequest: (about, options) =>
    asAdministrator(options, (api, term) => accessRequest(api, term, about, options)),
  accessRequests: (options) =>
    asAdministrator(options, (api, term) => accessRequests(api, term, options)),
  accessApprove: (request, options) =>
    asAdministrator(options, (api, term) => accessApprove(api, term, request, options)),
  accessRefuse: (request, options) =>
    asAdministrator(options, (api, term) => accessRefuse(api, term, request, options)),
  accessWithdraw: (request, options) =>
    asAdministrator(options, (api, term) => accessWithdraw(api, term, request)),
});
