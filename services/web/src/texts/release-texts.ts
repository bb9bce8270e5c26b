/** Texts about releases of redacted recordings. */
import type { Texts } from "./text.ts";

export const releaseTexts = {
  "releases.title": ["解除来源密级", "Release from its sources' secrecy"],
  "releases.is": [
    "已解除：只按其自身、所属案件和场次的标记保护。",
    "Released: it is as secret as what stands on itself, its cases and its session.",
  ],
  "releases.is-not": ["未解除：与来源同样保密。", "Not released: it is as secret as its sources."],
  "releases.proposal": ["申请解除", "Propose a release"],
  "releases.approval": ["批准解除", "Release it"],
  "releases.refusal": ["不批准", "Refuse"],
  "releases.revocation": ["撤销解除", "Take it back"],
  "releases.proposal-note": [
    "须由另一人决定。解除后，只按其自身、所属案件和场次的标记保护；需要较低密级的，请先在本条目上设定。",
    "Another person decides. Then it is as secret as what stands on itself, its cases and its session; set a lower label on this item first, if it needs one.",
  ],
  "releases.approval-note": [
    "请看过全片。批准后，看不到来源的人也可看到本条目；双方条目的记录都会写明。",
    "Watch all of it first. Then people who may not know of its sources may know of this; the records of all of them say so.",
  ],
  "releases.refusal-note": ["仍与来源同样保密。", "It stays as secret as its sources."],
  "releases.revocation-note": [
    "立即重新与来源同样保密；已经看到或带走的不能收回。",
    "At once it is as secret as its sources again; what was seen or taken out before stays seen.",
  ],
  "releases.was-proposed": ["{{at}} 申请：{{reason}}", "Proposed {{at}}: {{reason}}"],
  "releases.was-released": ["{{at}} 批准：{{reason}}", "Released {{at}}: {{reason}}"],
  "releases.was-refused": ["{{at}} 不批准：{{reason}}", "Refused {{at}}: {{reason}}"],
  "releases.was-revoked": ["{{at}} 撤销：{{reason}}", "Taken back {{at}}: {{reason}}"],
  "code.secrecy/release-over": [
    "该申请已有决定，或已撤销；请刷新页面。",
    "This release does not stand so any more; look at what stands now.",
  ],
  "code.secrecy/release-open": [
    "已有申请待决定，或已解除。",
    "One is proposed, or stands already; decide that one, or take it back.",
  ],
  "code.secrecy/not-redacted": [
    "只有在本系统制作并已封存的遮挡版才能解除。",
    "Only what was redacted here is released, once it is sealed.",
  ],
  "code.secrecy/no-such-release": ["没有这样的申请。", "There is no such release of it."],
} as const satisfies Texts;
