/** An action as one sentence; whatever it does not tell stands beside it as recorded. */
import type { ActionBody } from "../../../review/action-schema.ts";
import { type Say, isTextKey } from "../texts/texts.ts";

type Told = Pick<
  ActionBody,
  "kind" | "actor" | "actorName" | "subject" | "subjectName" | "before" | "after"
>;

/** Values that sentences name. */
const NAMED = [
  ...["name", "displayName", "label", "number", "times", "ended"],
  ...["definition", "period", "version"],
];

export function actionSentence(say: Say, action: Told): string {
  const { kind, actor, actorName, subject, subjectName, before, after } = action;
  const isUnknown = kind === "login-failed" && subject === null;
  const key = `action.${kind}${isUnknown ? "-unknown" : ""}`;
  const who = actor.startsWith("process:") ? say("actor.process", { name: actorName }) : actorName;
  // A kind newer than this page is still shown, in the recorder's own word.
  if (!isTextKey(key)) return `${who}: ${kind}`;
  const values = { ...before, ...after };
  const named = Object.fromEntries(
    NAMED.map((name) => {
      const value = values[name];
      const isTold = typeof value === "string" || typeof value === "number";
      return [name, isTold ? value : say("frame.unknown")];
    }),
  );
  return say(key, { ...named, who, subject: subjectName ?? subject ?? say("frame.unknown") });
}
