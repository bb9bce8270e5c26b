/** A custody event as one sentence, and what is left of its data to show beside it as recorded. */
import type { CustodyEntryBody } from "../../../review/api-schema.ts";
import { type Say, isTextKey, sayCode } from "../texts/texts.ts";
import { LIST_PURPOSE } from "./purpose.ts";

/** Kinds that a reader must not overlook. */
export const GRAVE_KINDS: readonly string[] = [
  "quarantined",
  "access-refused",
  "unlinked",
  "fixity-failed",
];

type Event = Pick<CustodyEntryBody, "kind" | "actor" | "actorName" | "data">;

export interface Sentence {
  readonly text: string;
  readonly rest: Readonly<Record<string, unknown>>;
}

export function custodySentence(say: Say, event: Event): Sentence {
  const { kind, data } = event;
  const key = `custody.${kind}${variantOf(kind, data)}`;
  const who = actorText(say, event);
  // A kind newer than this page is still shown, in the recorder's own word.
  if (!isTextKey(key)) return { text: `${who}: ${kind}`, rest: data };
  const { used, values } = told(say, kind, data);
  const rest = Object.fromEntries(Object.entries(data).filter(([name]) => !used.includes(name)));
  return { text: say(key, { who, ...values }), rest };
}

/** Where what happened is another thing than its kind says. */
function variantOf(kind: string, data: Event["data"]): "" | "-away" | "-unread" {
  if (data["use"] === "download") return "-away";
  return kind === "verified" && data["provenBy"] !== undefined ? "-unread" : "";
}

/** True for a picture read only to show it in a list. */
export const isThumbnailRead = ({ kind, data }: Event): boolean =>
  kind === "accessed" && data["purpose"] === LIST_PURPOSE;

function actorText(say: Say, { actor, actorName }: Event): string {
  const [type = "", id = ""] = actor.split(":");
  const name = actorName === "" ? id : actorName;
  const key = `actor.${type}`;
  return isTextKey(key) ? say(key, { name: type === "process" ? id : name }) : name;
}

/** What an event says under a name; "unknown" in words where it says nothing. */
type Texts = (name: string) => string;

interface Told {
  readonly used: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

function toldOfHold(say: Say, text: Texts): Told {
  const key = `holds.kind.${text("holdKind")}`;
  return {
    used: ["holdKind", "authorityNumber", "reason"],
    values: {
      holdKind: isTextKey(key) ? say(key) : text("holdKind"),
      number: text("authorityNumber"),
      reason: text("reason"),
    },
  };
}

function toldOfFlag(say: Say, text: Texts): Told {
  const key = `flag.${text("flag")}`;
  const flag = isTextKey(key) ? say(key) : text("flag");
  return { used: ["flag", "reason"], values: { flag, reason: text("reason") } };
}

function toldOfCondition(say: Say, text: Texts, data: Event["data"]): Told {
  const key = `condition.${text("condition")}`;
  return {
    used: ["condition", "on", "authority"],
    values: {
      condition: isTextKey(key) ? say(key) : text("condition"),
      on: data["on"] === null ? say("conditions.not-so") : text("on"),
      authority: text("authority"),
    },
  };
}

function toldOfExtension(say: Say, text: Texts, data: Event["data"]): Told {
  const key = `extensions.${text("by")}`;
  return {
    used: ["by", "time", "until", "reason"],
    values: {
      ...{ until: text("until"), reason: text("reason"), time: String(data["time"]) },
      by: isTextKey(key) ? say(key) : text("by"),
    },
  };
}

/** What names the place that an item came into or left. */
const PLACES: Readonly<Record<string, string>> = {
  linked: "caseNumber",
  unlinked: "caseNumber",
  "session-placed": "sessionNumber",
  "session-removed": "sessionNumber",
};

/** Of what it was placed in, or taken out of. */
const toldOfPlace = (say: Say, name: string, text: Texts): Told => {
  const key = `place-reason.${text("reason")}`;
  return {
    used: [name, "reason"],
    values: { number: text(name), reason: isTextKey(key) ? say(key) : text("reason") },
  };
};

type Tell = (say: Say, text: Texts, data: Event["data"]) => Told;

const toldWhy: Tell = (say, text) => ({
  used: ["reason"],
  values: { reason: sayCode(say, text("reason")) },
});
/** What somebody decided about access, and why. */
const toldDecision: Tell = (_say, text) => ({
  used: ["reason"],
  values: { reason: text("reason") },
});

const TELLS: Readonly<Record<string, Tell>> = {
  quarantined: toldWhy,
  "no-viewing-copy": toldWhy,
  "no-overview": toldWhy,
  "fixity-failed": toldWhy,
  "fixity-restored": toldWhy,
  "access-given": toldDecision,
  "access-narrowed": toldDecision,
  "access-revoked": toldDecision,
  held: toldOfHold,
  "hold-released": toldOfHold,
  flagged: toldOfFlag,
  "flag-ended": toldOfFlag,
  "condition-told": toldOfCondition,
  "retention-extended": toldOfExtension,
  "retention-reviewed": toldDecision,
  "custody-exported": (_say, text) => ({
    used: ["format"],
    values: { format: text("format").toUpperCase() },
  }),
  "source-checked": (say, _text, data) => sourceChecked(say, data),
  "retention-set": (say, text) => ({
    used: ["until"],
    values: { until: untilWords(say, text("until")) },
  }),
  transferred: (_say, text) => ({ used: ["archive"], values: { archive: text("archive") } }),
  packaged: (_say, text) => ({ used: ["purpose"], values: { purpose: text("purpose") } }),
};

function told(say: Say, kind: string, data: Event["data"]): Told {
  const text: Texts = (name) => {
    const value = data[name];
    return typeof value === "string" ? value : say("frame.unknown");
  };
  const place = PLACES[kind];
  if (place !== undefined) return toldOfPlace(say, place, text);
  return TELLS[kind]?.(say, text, data) ?? toldOfReading(say, kind, data, text);
}

function toldOfReading(say: Say, kind: string, data: Event["data"], text: Texts): Told {
  switch (kind) {
    case "viewed":
      return {
        used: ["representation", "purpose"],
        values: { ...seen(say, text), share: shareOf(data) ?? say("frame.unknown") },
      };
    case "accessed":
    case "access-refused":
      return { used: ["representation", "purpose", "use"], values: seen(say, text) };
    default:
      return { used: [], values: {} };
  }
}

/** What was read, and for which purpose. */
function seen(say: Say, text: Texts): Readonly<Record<string, string>> {
  const what = `what.${text("representation")}`;
  const stated = text("purpose");
  return {
    what: say(isTextKey(what) ? what : "what.unknown"),
    purpose: stated === LIST_PURPOSE ? say("purpose.list-thumbnail") : stated,
  };
}

/** How much of the file left, rounded down: 100% is all of it. */
function shareOf({ bytes, ofBytes }: Event["data"]): string | null {
  const isKnown = typeof bytes === "number" && typeof ofBytes === "number" && ofBytes > 0;
  return isKnown ? `${Math.floor((100 * bytes) / ofBytes)}%` : null;
}

const untilWords = (say: Say, until: string): string =>
  until === "permanent" ? say("retention.permanent") : until;

function sourceChecked(say: Say, { verdict, expected }: Event["data"]): Told {
  const key = typeof verdict === "string" ? `source.${verdict}` : "";
  const told = say(isTextKey(key) ? key : "source.not-verifiable");
  const missing =
    expected === undefined
      ? ""
      : say(expected === "always-signs" ? "source.always-signs" : "source.expected");
  return { used: ["verdict", "expected"], values: { verdict: told, missing } };
}
