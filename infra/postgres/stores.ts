/** Every store, on one connection. */
import { PostgresAccessStore } from "./access-store.ts";
import { createArchiveIndexStore } from "./archive-index.ts";
import { createActionStore } from "./action-store.ts";
import { createAnchorStore } from "./anchor-store.ts";
import { PostgresAssignmentStore } from "./assignment-store.ts";
import { createAwaitedWords } from "./awaited-words.ts";
import { createAxisStore } from "./axis-store.ts";
import { PostgresBatchStore, createStatementKeys } from "./batch-store.ts";
import { createCaseDuties } from "./case-duties.ts";
import { createCaseMessageStore } from "./case-message-store.ts";
import { createCasefileStore } from "./casefile-store.ts";
import { PostgresCaseStore } from "./case-store.ts";
import { PostgresCertificateStore } from "./certificate-store.ts";
import { createChainStore } from "./chain-store.ts";
import { createCitedStore } from "./cited-store.ts";
import { PostgresClockStore } from "./clock-store.ts";
import type { Connection } from "./connection.ts";
import { createDerivedStore } from "./derived-store.ts";
import { createDeviceEventStore } from "./device-event-store.ts";
import { PostgresDeviceStore } from "./device-store.ts";
import { createDisposalStore } from "./disposal-store.ts";
import { PostgresEvidenceStore } from "./evidence-store.ts";
import { createConditionStore } from "./condition-store.ts";
import { createEventFinder } from "./event-finder.ts";
import { createEventLine } from "./event-line.ts";
import { createExtensionStore } from "./extension-store.ts";
import { createFlagStore } from "./flag-store.ts";
import { createExportStore } from "./export-store.ts";
import { PostgresFixityStore } from "./fixity-store.ts";
import { createGrantStore } from "./grant-store.ts";
import { createHoldStore } from "./hold-store.ts";
import { createItemKeyStore } from "./item-key-store.ts";
import { createKeyStore } from "./key-store.ts";
import { createLedgerStore } from "./ledger-store.ts";
import { createLegalReviewStore } from "./legal-review-store.ts";
import { createLiveStore } from "./live-store.ts";
import { createRunningSessions } from "./running-sessions.ts";
import { PostgresOfficerStore } from "./officer-store.ts";
import { createPackageStore } from "./package-store.ts";
import { createPeopleStore } from "./people-store.ts";
import { createPolicyStore } from "./policy-store.ts";
import { createTokenList } from "./token-list.ts";
import { createTokenStore } from "./token-store.ts";
import { PostgresQuotaStore } from "./quota-store.ts";
import { createRecordStore } from "./record-store.ts";
import { createRelatedItems } from "./related-items.ts";
import { createRenewalStore } from "./renewal-store.ts";
import { createDeadlineStore } from "./deadline-store.ts";
import { createPublicityStore } from "./publicity-store.ts";
import { createReportFacts } from "./report-facts.ts";
import { createReportStore } from "./report-store.ts";
import { createRequestStore } from "./request-store.ts";
import { createRetentionStore } from "./retention-store.ts";
import { createReviewLog } from "./review-log.ts";
import { PostgresReviewStore } from "./review-store.ts";
import { createReleaseStore } from "./release-store.ts";
import { createIdempotencyStore } from "./idempotency-store.ts";
import { createPutAwayStore } from "./put-away-store.ts";
import { createSavedSearchStore } from "./saved-search-store.ts";
import { createSearchIndex } from "./search-index.ts";
import { createSearchStore } from "./search-store.ts";
import { PostgresSecrecyStore } from "./secrecy-store.ts";
import { PostgresSealStore } from "./seal-store.ts";
import { createSessionCases } from "./session-cases.ts";
import { PostgresSessionStore } from "./session-store.ts";
import { createSigningStore } from "./signing-store.ts";
import { createSharingStore } from "./sharing-store.ts";
import { createSignOnStore } from "./sign-on-store.ts";
import { createSourceStore } from "./source-store.ts";
import { createSpotCheckStore } from "./spot-check-store.ts";
import { PostgresUploadStore } from "./upload-store.ts";
import { createStoreIdentity } from "./store-identity.ts";
import { createWatchStore } from "./watch-store.ts";
import { createWebhookStore } from "./webhook-store.ts";
import { createWitnessStore } from "./witness-store.ts";
import { createViewingStore } from "./viewing-store.ts";

export const createStores = ({ db, pool }: Connection) => ({
  ...peopleStores(db),
  actions: createActionStore(db),
  anchors: createAnchorStore(db),
  assignments: new PostgresAssignmentStore(db),
  awaitedWords: createAwaitedWords(db),
  axis: createAxisStore(db),
  batches: new PostgresBatchStore(db),
  cases: new PostgresCaseStore(db),
  caseDuties: createCaseDuties(db),
  caseMessages: createCaseMessageStore(db),
  casefiles: createCasefileStore(db),
  certificates: new PostgresCertificateStore(db),
  chains: createChainStore(db),
  conditions: createConditionStore(db),
  clocks: new PostgresClockStore(db),
  deviceEvents: createDeviceEventStore(db),
  devices: new PostgresDeviceStore(db),
  archiveIndex: createArchiveIndexStore(db),
  disposals: createDisposalStore(db),
  evidence: new PostgresEvidenceStore(db),
  extensions: createExtensionStore(db),
  flags: createFlagStore(db),
  exports: createExportStore(db),
  fixity: new PostgresFixityStore(db),
  holds: createHoldStore(db),
  identity: createStoreIdentity(db),
  itemKeys: createItemKeyStore(db),
  keys: createKeyStore(db),
  ledger: createLedgerStore(db),
  legalReviews: createLegalReviewStore(db),
  ...liveStores(db),
  ...toldStores(db),
  ...searchStores(db),
  officers: new PostgresOfficerStore(db),
  packages: createPackageStore(db),
  policies: createPolicyStore(db),
  dayTables: createPolicyStore(db, "calendar"),
  quotas: new PostgresQuotaStore(db),
  records: createRecordStore(db),
  related: createRelatedItems(db),
  renewals: createRenewalStore(db),
  publicity: createPublicityStore(db),
  caseDeadlines: createDeadlineStore(db),
  reports: createReportStore(db),
  reportFacts: createReportFacts(db),
  retention: createRetentionStore(db),
  retentionReviews: createReviewLog(db),
  reviews: new PostgresReviewStore(db),
  seals: new PostgresSealStore(db),
  recordingSessions: new PostgresSessionStore(db),
  signings: createSigningStore(db),
  sources: createSourceStore(db),
  spotChecks: createSpotCheckStore(db),
  statementKeys: createStatementKeys(db),
  tokens: createTokenStore(db),
  witnesses: createWitnessStore(db),
  uploads: new PostgresUploadStore(pool),
  viewings: createViewingStore(db),
});

/** By which other systems hear what happens. */
const toldStores = (db: Connection["db"]) => ({
  eventFinder: createEventFinder(db),
  eventLine: createEventLine(db),
  webhooks: createWebhookStore(db),
});

/** Of rooms that are recorded, and what is made of that. */
const liveStores = (db: Connection["db"]) => ({
  cited: createCitedStore(db),
  derived: createDerivedStore(db),
  sessionCases: createSessionCases(db),
  live: createLiveStore(db),
  runningSessions: createRunningSessions(db),
  watches: createWatchStore(db),
});

/** What items are found by. */
const searchStores = (db: Connection["db"]) => ({
  requestKeys: createIdempotencyStore(db),
  savedSearches: createSavedSearchStore(db),
  search: createSearchStore(db),
  searchIndex: createSearchIndex(db),
});

/** Who somebody is, what they may know of, and what was given to them. */
const peopleStores = (db: Connection["db"]) => ({
  access: new PostgresAccessStore(db),
  accessRequests: createRequestStore(db),
  grants: createGrantStore(db),
  people: createPeopleStore(db),
  putAway: createPutAwayStore(db),
  releases: createReleaseStore(db),
  secrecy: new PostgresSecrecyStore(db),
  sharing: createSharingStore(db),
  signOns: createSignOnStore(db),
  tokenList: createTokenList(db),
});
