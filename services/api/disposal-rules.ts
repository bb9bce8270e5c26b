/** By which rules items end here, or go to an archive: of the pack in force, and of the settings. */
import type { z } from "zod";
import { type DisposalConfig, disposalTerms } from "../disposal/disposal-config.ts";
import { endingRuleNow } from "../disposal/ending-rule.ts";
import { transferRuleNow } from "../disposal/transfer-rule-now.ts";
import type { AgencyLevel } from "../policy/pack-fields.ts";

export const disposalRules = (
  packs: Parameters<typeof endingRuleNow>[0],
  config: z.infer<typeof DisposalConfig> & { readonly HOLDFAST_AGENCY_LEVEL: AgencyLevel },
) => ({
  transferRule: transferRuleNow(packs, config.HOLDFAST_AGENCY_LEVEL),
  endingRule: endingRuleNow(packs, disposalTerms(config)),
});
