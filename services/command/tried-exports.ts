/** The verbs about exports, each tried as an administrator of the running system. */
import type { ExportVerbs } from "./export-commands.ts";
import {
  exportAcknowledge,
  exportConfirm,
  exportList,
  exportOrder,
  exportReceipt,
  exportTake,
  exportTrace,
  exportWithdraw,
} from "./export-verbs.ts";
import type { Attempts, VerbDeps } from "./verb-deps.ts";

export const exportVerbs = (
  { readWatermark }: VerbDeps,
  { asAdministrator }: Attempts,
): ExportVerbs => ({
  exportList: (options) =>
    asAdministrator(options, (api, term) => exportList(api, term, options.state)),
  exportOrder: (options) =>
    asAdministrator(options, (api, term) => exportOrder(api, term, options)),
  exportTake: (id, { out, ...options }) =>
    asAdministrator(options, (api, term) => exportTake(api, term, id, out)),
  exportReceipt: (id, options) =>
    asAdministrator(options, (api, term) => exportReceipt(api, term, id, options)),
  exportAcknowledge: (id, options) =>
    asAdministrator(options, (api, term) => exportAcknowledge(api, term, id, options)),
  exportConfirm: (id, { scan, ...options }) =>
    asAdministrator(options, (api, term) => exportConfirm(api, term, id, scan)),
  exportWithdraw: (id, { why, ...options }) =>
    asAdministrator(options, (api, term) => exportWithdraw(api, term, id, why)),
  exportTrace: (what, options) =>
    asAdministrator(options, (api, term) => exportTrace(api, term, what, readWatermark)),
});
