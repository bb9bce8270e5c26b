/** All texts of the page in both languages. The page itself loads one of them (in-chinese.ts, in-english.ts). */
import { accessTexts } from "./access-texts.ts";
import { actionTexts } from "./action-texts.ts";
import { adminTexts } from "./admin-texts.ts";
import { auditTexts } from "./audit-texts.ts";
import { caseFileTexts } from "./case-file-texts.ts";
import { clearanceTexts } from "./clearance-texts.ts";
import { waitingTexts } from "./waiting-texts.ts";
import { caseLineTexts } from "./case-line-texts.ts";
import { caseTexts } from "./case-texts.ts";
import { chainTexts } from "./chain-texts.ts";
import { dashboardTexts } from "./dashboard-texts.ts";
import { derivedTexts } from "./derived-texts.ts";
import { rebuiltTexts } from "./rebuilt-texts.ts";
import { releaseTexts } from "./release-texts.ts";
import { labelTexts } from "./label-texts.ts";
import { transcriptTexts } from "./transcript-texts.ts";
import { disposalPageTexts } from "./disposal-page-texts.ts";
import { disposalTexts } from "./disposal-texts.ts";
import { conditionTexts } from "./condition-texts.ts";
import { extensionTexts } from "./extension-texts.ts";
import { flagTexts } from "./flag-texts.ts";
import { grantTexts } from "./grant-texts.ts";
import { exportPageTexts } from "./export-page-texts.ts";
import { exportTexts } from "./export-texts.ts";
import { fixityTexts } from "./fixity-texts.ts";
import { frameTexts } from "./frame-texts.ts";
import { healthTexts } from "./health-texts.ts";
import { holdTexts } from "./hold-texts.ts";
import { importTexts } from "./import-texts.ts";
import { itemTexts } from "./item-texts.ts";
import { keyTexts } from "./key-texts.ts";
import { liveTexts } from "./live-texts.ts";
import { logInTexts } from "./log-in-texts.ts";
import { legalTexts } from "./legal-texts.ts";
import { itemsTexts } from "./items-texts.ts";
import { policyTexts } from "./policy-texts.ts";
import { encryptionTexts } from "./encryption-texts.ts";
import { problemTexts } from "./problem-texts.ts";
import { proofTexts } from "./proof-texts.ts";
import { proofValueTexts } from "./proof-value-texts.ts";
import { deadlineTexts } from "./deadline-texts.ts";
import { publicityTexts } from "./publicity-texts.ts";
import { roleTexts } from "./role-texts.ts";
import { reportTexts } from "./report-texts.ts";
import { requestTexts } from "./request-texts.ts";
import { signOnTexts } from "./sign-on-texts.ts";
import { stepUpTexts } from "./step-up-texts.ts";
import { retentionTexts } from "./retention-texts.ts";
import { mediaTexts } from "./media-texts.ts";
import { officerTexts } from "./officer-texts.ts";
import { annotationTexts } from "./annotation-texts.ts";
import { sessionPageTexts } from "./session-page-texts.ts";
import { sessionTexts } from "./session-texts.ts";
import { searchTexts } from "./search-texts.ts";
import { secrecyTexts } from "./secrecy-texts.ts";
import { webhookTexts } from "./webhook-texts.ts";
import { sharingTexts } from "./sharing-texts.ts";
import { sourceTexts } from "./source-texts.ts";
import { spotTexts } from "./spot-texts.ts";
import { stampTexts } from "./stamp-texts.ts";
import { cureTexts } from "./cure-texts.ts";
import { transferTexts } from "./transfer-texts.ts";
import { wayTexts } from "./way-texts.ts";
import { whyTexts } from "./why-texts.ts";
import type { Language } from "./text.ts";

export const TEXTS = {
  ...frameTexts,
  ...itemsTexts,
  ...itemTexts,
  ...proofTexts,
  ...proofValueTexts,
  ...fixityTexts,
  ...conditionTexts,
  ...extensionTexts,
  ...flagTexts,
  ...signOnTexts,
  ...stepUpTexts,
  ...retentionTexts,
  ...sessionTexts,
  ...searchTexts,
  ...secrecyTexts,
  ...sessionPageTexts,
  ...annotationTexts,
  ...sharingTexts,
  ...webhookTexts,
  ...sourceTexts,
  ...stampTexts,
  ...transferTexts,
  ...adminTexts,
  ...logInTexts,
  ...accessTexts,
  ...requestTexts,
  ...actionTexts,
  ...auditTexts,
  ...caseTexts,
  ...caseLineTexts,
  ...caseFileTexts,
  ...clearanceTexts,
  ...waitingTexts,
  ...dashboardTexts,
  ...healthTexts,
  ...cureTexts,
  ...exportTexts,
  ...exportPageTexts,
  ...grantTexts,
  ...holdTexts,
  ...disposalTexts,
  ...disposalPageTexts,
  ...chainTexts,
  ...policyTexts,
  ...officerTexts,
  ...importTexts,
  ...reportTexts,
  ...roleTexts,
  ...keyTexts,
  ...legalTexts,
  ...liveTexts,
  ...logInTexts,
  ...derivedTexts,
  ...rebuiltTexts,
  ...labelTexts,
  ...transcriptTexts,
  ...releaseTexts,
  ...mediaTexts,
  ...wayTexts,
  ...whyTexts,
  ...spotTexts,
  ...publicityTexts,
  ...deadlineTexts,
  ...encryptionTexts,
  ...problemTexts,
} as const;

/** Key and text, as i18next takes them. */
export function textsIn(language: Language): Record<string, string> {
  const position = language === "zh-CN" ? 0 : 1;
  return Object.fromEntries(Object.entries(TEXTS).map(([key, text]) => [key, text[position]]));
}
