/** The command line: every verb reaches its handler, and a wrong line ends with exit code 2. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommandLine, type Verbs } from "../../../services/command/command-line.ts";
import { EXIT } from "../../../services/command/exit-code.ts";

const calls: [string, ...unknown[]][] = [];
const called =
  (name: string) =>
  (...args: unknown[]) => {
    calls.push([name, ...args]);
    return Promise.resolve(EXIT.negative);
  };
const verbs: Verbs = {
  up: called("up"),
  ...{ down: called("down"), status: called("status") },
  ...{ logs: called("logs"), doctor: called("doctor") },
  demo: called("demo"),
  ...{ deviceAdd: called("deviceAdd"), deviceAssign: called("deviceAssign") },
  ...{ deviceChain: called("deviceChain"), deviceQuota: called("deviceQuota") },
  ...{ deviceSigning: called("deviceSigning"), deviceCode: called("deviceCode") },
  ...{ deviceRevoke: called("deviceRevoke"), itemsRedact: called("itemsRedact") },
  ...{ itemsLabel: called("itemsLabel"), itemsStill: called("itemsStill") },
  itemsTranscribe: called("itemsTranscribe"),
  ...{ itemsExcerpt: called("itemsExcerpt"), itemsRebuild: called("itemsRebuild") },
  ...{ search: called("search"), tokenList: called("tokenList"), tokenEnd: called("tokenEnd") },
  deviceRetire: called("deviceRetire"),
  ...{ userDisable: called("userDisable"), userPassword: called("userPassword") },
  ...{ deviceCertificateOnly: called("deviceCertificateOnly"), deviceEnrol: called("deviceEnrol") },
  ...{ exportList: called("exportList"), exportOrder: called("exportOrder") },
  ...{ exportTake: called("exportTake"), exportReceipt: called("exportReceipt") },
  ...{ exportAcknowledge: called("exportAcknowledge"), exportConfirm: called("exportConfirm") },
  ...{ exportWithdraw: called("exportWithdraw"), exportTrace: called("exportTrace") },
  ...{ disposalList: called("disposalList"), disposalShow: called("disposalShow") },
  ...{ disposalPropose: called("disposalPropose"), disposalAppraise: called("disposalAppraise") },
  ...{ disposalApprove: called("disposalApprove"), disposalProlong: called("disposalProlong") },
  disposalStop: called("disposalStop"),
  ...{ caseShow: called("caseShow"), caseDeadlines: called("caseDeadlines") },
  ...{ importCaseEvents: called("importCaseEvents"), caseFill: called("caseFill") },
  ...{ caseSeal: called("caseSeal"), caseExport: called("caseExport") },
  ...{ reviewWaiting: called("reviewWaiting"), reviewShow: called("reviewShow") },
  ...{ reviewText: called("reviewText"), reviewSign: called("reviewSign") },
  ...{ reviewSubmit: called("reviewSubmit"), reviewExport: called("reviewExport") },
  ...{
    spotSheets: called("spotSheets"),
    spotList: called("spotList"),
    spotShow: called("spotShow"),
  },
  ...{ spotBegin: called("spotBegin"), spotExport: called("spotExport") },
  ...{ spotSheet: called("spotSheet"), spotClose: called("spotClose") },
  spotAnswer: called("spotAnswer"),
  ...{ holdsList: called("holdsList"), holdsPlace: called("holdsPlace") },
  ...{ holdsReview: called("holdsReview"), holdsRelease: called("holdsRelease") },
  ...{ keysList: called("keysList"), keysRotate: called("keysRotate") },
  ...{ liveExport: called("liveExport"), liveCheck: called("liveCheck") },
  ...{ importOfficers: called("importOfficers"), importCases: called("importCases") },
  importParties: called("importParties"),
  ...{ keysRevoke: called("keysRevoke"), policyCheck: called("policyCheck") },
  ...{ policyExport: called("policyExport"), policyShow: called("policyShow") },
  policyDryRun: called("policyDryRun"),
  ...{ policyPropose: called("policyPropose"), policyApprove: called("policyApprove") },
  policyWithdraw: called("policyWithdraw"),
  ...{ calendarShow: called("calendarShow"), calendarDryRun: called("calendarDryRun") },
  ...{ calendarExport: called("calendarExport"), calendarImport: called("calendarImport") },
  ...{ calendarApprove: called("calendarApprove"), calendarWithdraw: called("calendarWithdraw") },
  ...{ reportsList: called("reportsList"), reportsMake: called("reportsMake") },
  ...{ reportsShow: called("reportsShow"), reportsExport: called("reportsExport") },
  ...{ retentionExplain: called("retentionExplain"), retentionFlags: called("retentionFlags") },
  retentionConditions: called("retentionConditions"),
  ...{ retentionTell: called("retentionTell"), retentionExtend: called("retentionExtend") },
  ...{ retentionReviews: called("retentionReviews"), retentionReview: called("retentionReview") },
  ...{ retentionExtensions: called("retentionExtensions") },
  retentionEnding: called("retentionEnding"),
  ...{ retentionFlag: called("retentionFlag"), retentionUnflag: called("retentionUnflag") },
  ...{ label: called("label"), secrecyReviews: called("secrecyReviews") },
  ...{ secrecyReview: called("secrecyReview"), accessExplain: called("accessExplain") },
  ...{ releaseList: called("releaseList"), releasePropose: called("releasePropose") },
  releaseAct: called("releaseAct"),
  ...{ partnerList: called("partnerList"), partnerPropose: called("partnerPropose") },
  ...{ partnerApprove: called("partnerApprove"), partnerEnd: called("partnerEnd") },
  ...{ guestList: called("guestList"), partnerInvite: called("partnerInvite") },
  ...{ inviteAgain: called("inviteAgain"), guestEnd: called("guestEnd") },
  ...{ webhooksList: called("webhooksList"), webhooksAdd: called("webhooksAdd") },
  ...{ webhooksRotate: called("webhooksRotate"), webhooksStop: called("webhooksStop") },
  ...{ webhooksStart: called("webhooksStart"), webhooksRemove: called("webhooksRemove") },
  ...{ webhooksTest: called("webhooksTest"), webhooksDeliveries: called("webhooksDeliveries") },
  webhooksRedeliver: called("webhooksRedeliver"),
  ...{ shareList: called("shareList"), shareAsk: called("shareAsk") },
  ...{ shareApprove: called("shareApprove"), shareEnd: called("shareEnd") },
  ...{ accessList: called("accessList"), accessGrant: called("accessGrant") },
  ...{ accessNarrow: called("accessNarrow"), accessRevoke: called("accessRevoke") },
  ...{ accessRevokeAll: called("accessRevokeAll"), accessRequest: called("accessRequest") },
  ...{ accessRequests: called("accessRequests"), ledgerRevocations: called("ledgerRevocations") },
  ...{ accessApprove: called("accessApprove"), accessRefuse: called("accessRefuse") },
  ...{ accessWithdraw: called("accessWithdraw"), itemsMoment: called("itemsMoment") },
  ...{ userAdd: called("userAdd"), userList: called("userList"), userNumber: called("userNumber") },
  ...{ userLogIns: called("userLogIns"), userLogOut: called("userLogOut") },
  ...{ push: called("push"), verify: called("verify") },
  ...{ liveList: called("liveList"), liveShow: called("liveShow"), liveOpen: called("liveOpen") },
  ...{ liveChannelAdd: called("liveChannelAdd"), liveAct: called("liveAct") },
  ...{ liveMark: called("liveMark"), liveAnnounce: called("liveAnnounce") },
  ...{ dock: called("dock"), handOn: called("handOn"), liveJoined: called("liveJoined") },
};
let said = "";
const hear = (text: unknown) => {
  said += String(text);
  return true;
};

beforeEach(() => {
  calls.length = 0;
  said = "";
  vi.spyOn(process.stdout, "write").mockImplementation(hear);
  vi.spyOn(process.stderr, "write").mockImplementation(hear);
});
afterEach(() => vi.restoreAllMocks());

const line = (text: string, language: "en" | "zh-CN" = "en") =>
  runCommandLine(verbs, language, text === "" ? [] : text.split(" "));

describe("the command line", () => {
  it.each([
    ["up --detach --port 9000 --no-demo --yes --json --data d", "up"],
    ["down", "down"],
    ["import officers people.csv --source hr --dry-run", "importOfficers"],
    ["import cases cases.csv --source cms --take-over --why x", "importCases"],
    ["import case-events events.csv --source cms --dry-run", "importCaseEvents"],
    ["case deadlines", "caseDeadlines"],
    ["import parties parties.csv --source cms --dry-run", "importParties"],
    ["witness run --port 9000 --json", "handOn"],
    ["fsck --deep --json", "handOn"],
    ["policy check rules.json --json", "policyCheck"],
    ["case show 2026-17", "caseShow"],
    ["case fill 2026-17 --json", "caseFill"],
    ["case seal 2026-17 --why done", "caseSeal"],
    ["case export 2026-17 --version 2 --out folder", "caseExport"],
    ["review waiting", "reviewWaiting"],
    ["review show 2026-17", "reviewShow"],
    ["review submit 2026-17 --statement ready", "reviewSubmit"],
    ["review text 2026-17 1 --out file", "reviewText"],
    ["review sign 2026-17 1 --signature file", "reviewSign"],
    ["review export 2026-17 1 --out folder", "reviewExport"],
    ["spotcheck sheets", "spotSheets"],
    ["spotcheck list", "spotList"],
    ["spotcheck show ID", "spotShow"],
    ["spotcheck begin --subject item --sheet X --period 2026 --count 3", "spotBegin"],
    ["spotcheck export ID --out folder", "spotExport"],
    ["spotcheck sheet ID UNIT --mine", "spotSheet"],
    ["spotcheck close ID UNIT --marks marks.json --known 1 --why x", "spotClose"],
    ["spotcheck answer ID UNIT --sheet 00 --text x", "spotAnswer"],
    [
      "export order --item a b --recipient court --organisation o --person p --basis 17 --why w --due 2027-01-24",
      "exportOrder",
    ],
    ["export list --state overdue", "exportList"],
    ["export take e --out f", "exportTake"],
    ["export receipt e --format zh-CN", "exportReceipt"],
    ["export acknowledge e --signed f", "exportAcknowledge"],
    ["export confirm e --scan f", "exportConfirm"],
    ["export withdraw e --why w", "exportWithdraw"],
    ["export trace ABCD", "exportTrace"],
    ["holds list --state overdue --json", "holdsList"],
    [
      "holds place --kind litigation --number 17 --document d.pdf --review-on 2027-01-24 --why w --item a b",
      "holdsPlace",
    ],
    ["holds review h --review-on 2027-01-24 --why w", "holdsReview"],
    ["holds release h --why w", "holdsRelease"],
    ["webhooks list --json", "webhooksList"],
    ["webhooks add --address u --description d --event item.sealed hold.placed", "webhooksAdd"],
    ["webhooks rotate W --overlap-hours 1", "webhooksRotate"],
    ["webhooks stop W --why w", "webhooksStop"],
    ["webhooks start W", "webhooksStart"],
    ["webhooks remove W --why w", "webhooksRemove"],
    ["webhooks test W", "webhooksTest"],
    ["webhooks deliveries W", "webhooksDeliveries"],
    ["webhooks redeliver W D", "webhooksRedeliver"],
    ["live list --json", "liveList"],
    ["live show S --watch", "liveShow"],
    ["live open N-1 --place p --case 17 --activity a b", "liveOpen"],
    ["live channel add S --room r --name n --device d --kind audio", "liveChannelAdd"],
    ["live start S --reason r", "liveAct"],
    ["live pause S", "liveAct"],
    ["live resume S", "liveAct"],
    ["live stop S --reason r", "liveAct"],
    ["live joined S 全景 --purpose 庭审 --from 2 --no-wait", "liveJoined"],
    ["items still I --at 2.52 --purpose 庭审", "itemsStill"],
    ["items moment I --at 1:02", "itemsMoment"],
    ["items excerpt I --from 1:02 --to 75.5 --exact --purpose 庭审", "itemsExcerpt"],
    ["items redact I --masks masks.json --purpose 庭审", "itemsRedact"],
    ["items rebuild I --like L --purpose 庭审", "itemsRebuild"],
    ["secrecy releases I", "releaseList"],
    ["secrecy release I --why w", "releasePropose"],
    ["secrecy release-approve I R --why w", "releaseAct"],
    ["items label I --line 副本 --line b --time-code --place tiled --purpose 庭审", "itemsLabel"],
    ["items transcribe I --purpose 庭审", "itemsTranscribe"],
    ["live mark S --code rights_told --words w", "liveMark"],
    ["live announce S --words w", "liveAnnounce"],
    ["policy show", "policyShow"],
    ["policy export 0011aabb --out f", "policyExport"],
    ["policy check f --signature s --roots r", "policyCheck"],
    ["policy propose f --signature s --why w", "policyPropose"],
    ["policy show 0011aabb --token t", "policyShow"],
    ["policy dry-run rules.json", "policyDryRun"],
    ["policy propose rules.json --why law", "policyPropose"],
    ["policy approve 0011aabb --why read --token t", "policyApprove"],
    ["policy withdraw 0011aabb --why wrong", "policyWithdraw"],
    ["calendar show", "calendarShow"],
    ["calendar dry-run 2027.csv", "calendarDryRun"],
    ["calendar export 0011aabb --out f", "calendarExport"],
    ["calendar import 2027.csv --why notice", "calendarImport"],
    ["calendar approve 0011aabb --why notice", "calendarApprove"],
    ["calendar withdraw 0011aabb --why wrong", "calendarWithdraw"],
    ["demo", "demo"],
    ["demo tamper package.zip --lang en", "handOn"],
    ["tsa run --port 9000 --json", "handOn"],
    ["status --json", "status"],
    ["logs api -f", "logs"],
    ["doctor", "doctor"],
    ["demo", "demo"],
    ["device add camera-7 --kind body_camera", "deviceAdd"],
    ["device code camera-7", "deviceCode"],
    ["device revoke camera-7 --certificate aa", "deviceRevoke"],
    ["keys list --url x", "keysList"],
    ["live export s --out d", "liveExport"],
    ["live check d a.ts b.ts --root r", "liveCheck"],
    ["keys rotate --role second-signer --why x", "keysRotate"],
    ["keys revoke aabbccdd --reason keyCompromise --since x --why y", "keysRevoke"],
    ["device certificate-only camera-7 --off", "deviceCertificateOnly"],
    ["device enrol --code x --out d", "deviceEnrol"],
    ["dock enrol --code x --state d", "deviceEnrol"],
    ["device signing camera-7 c2pa", "deviceSigning"],
    ["device quota camera-7 --bytes-per-day 1000 --files-per-day 0 --clear", "deviceQuota"],
    ["device assign camera-7 wang --from x --replaces y --reason z", "deviceAssign"],
    ["device assign camera-7 --nobody", "deviceAssign"],
    ["device chain camera-7 --json", "deviceChain"],
    ["user add wang --role reviewer --display-name 王 --staff-number 460012", "userAdd"],
    ["user list --json", "userList"],
    ["user staff-number wang --set 460012 --why x", "userNumber"],
    ["user staff-number wang --clear", "userNumber"],
    ["user log-ins wang --json", "userLogIns"],
    ["user log-out wang --only aa --why x", "userLogOut"],
    ["token list --all --json", "tokenList"],
    ["token end 0123456789abcdef --why lost", "tokenEnd"],
    ["push a.mp4 b.mp4 --device-token t --case 7 --recorded-at x", "push"],
    ["verify package.zip --root r.pem", "verify"],
    ["dock run --folder a b --policy mark --once", "dock"],
    ["dock status --json", "dock"],
    ["dock simulate --folder card --clips 3", "dock"],
    ["receipt verify r.json --original a.mp4 --root r.pem --ledger-key k", "verify"],
  ])("%s", async (text, verb) => {
    expect(await line(text)).toBe(EXIT.negative);
    expect(calls.map(([name]) => name)).toEqual([verb]);
  });

  it("hands every option over", async () => {
    await line("up --detach --port 9000 --no-demo --yes --json --data d");
    expect(calls[0]?.[1]).toEqual({
      detach: true,
      port: 9000,
      demo: false,
      yes: true,
      json: true,
      data: "d",
    });
    await line("push a b --device-token t --case 7 --wait 5");
    expect(calls[1]?.slice(1, 3)).toEqual([["a", "b"], { deviceToken: "t", case: "7", wait: 5 }]);
  });

  it.each([
    "up --port 0",
    "up --port 65536",
    "up --port 80x",
    "up extra-word",
    "fly",
    "up --fly",
    "device add camera",
    "device add camera --kind drone",
    "user add wang --role king",
    "push",
    "push a.mp4 --wait -1",
    "token end 0123456789abcdef",
    "verify",
  ])("refuses %j with exit code 2 and a word of why", async (text) => {
    expect(await line(text)).toBe(EXIT.usage);
    expect(calls).toEqual([]);
    expect(said).toMatch(/error/);
  });

  it.each(["", "help", "--help", "help push"])("explains itself for %j", async (text) => {
    expect(await line(text)).toBe(EXIT.ok);
    expect(said).toContain("holdfast");
  });

  it("explains itself in Chinese", async () => {
    await line("", "zh-CN");
    expect(said).toContain("用法：");
    expect(said).toContain("先运行 ./holdfast up");
    expect(said).not.toContain("Usage:");
  });
});
