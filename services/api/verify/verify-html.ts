/** The public page for verifying, as plain HTML that needs no script. */
import type { Language } from "../../kernel/language.ts";
import type { Line } from "./verify-answer.ts";
import { VERIFY_WORDS, type VerifyKey } from "./verify-words.ts";

export interface VerifyPage {
  readonly language: Language;
  /** Null: nothing was asked yet. */
  readonly lines: readonly Line[] | null;
  /** Of the style element, in the page's policy. */
  readonly nonce: string;
}

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#18222b;background:#fff}
label{display:block;font-weight:600;margin-top:1rem}input,textarea{width:100%;box-sizing:border-box;font:inherit}
button{margin-top:1rem;padding:.5rem 1.2rem;font:inherit}li{margin:.4rem 0;overflow-wrap:anywhere;white-space:pre-wrap}
pre{background:#f2f5f7;padding:.7rem;overflow-x:auto}.good b{color:#0a6b3d}.bad b{color:#a3160f}`;

const COMMANDS = {
  package: "./holdfast verify PACKAGE.zip --root root.pem --ledger-key ledger.vkey",
  receipt: `sha256sum FILE
jq -j .statement RECEIPT.json > statement.json
jq -r .signature RECEIPT.json | base64 -d > statement.p7s
openssl cms -verify -binary -inform DER -in statement.p7s -content statement.json \\
  -CAfile root.pem -purpose smimesign -out /dev/null
./holdfast verify RECEIPT.json --original FILE --root root.pem --ledger-key ledger.vkey`,
  ledger: `curl -s ORIGIN/ledger/checkpoint
curl -s ORIGIN/ledger/key`,
} as const;

export function verifyHtml({ language, lines, nonce }: VerifyPage, origin: string): string {
  const say = (key: VerifyKey, facts: Line["facts"] = {}): string =>
    escaped(VERIFY_WORDS[key][language]).replace(/\{\{(\w+)\}\}/g, (_all, name: string) =>
      escaped(String(facts[name] ?? "")),
    );
  const code = (text: string): string =>
    `<pre tabindex="0">${escaped(text.replaceAll("ORIGIN", origin))}</pre>`;
  const other: Language = language === "en" ? "zh-CN" : "en";
  const told = (lines ?? []).map(
    ({ tone, key, facts }) => `<li class="${tone}"><b>${say(tone)}</b> ${say(key, facts)}</li>`,
  );
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say("title")}</title><style nonce="${nonce}">${STYLE}</style></head><body>
<main><p><a href="/verify?lang=${other}" lang="${other}">${say("other-language")}</a></p>
<h1>${say("title")}</h1><p>${say("lead")}</p>
${lines === null ? "" : `<section aria-labelledby="answer"><h2 id="answer">${say("answer")}</h2><ul>${told.join("\n")}</ul></section>`}
<form method="post" action="/verify?lang=${language}" enctype="multipart/form-data">
<label for="file">${say("file")}</label><input type="file" id="file" name="file">
<label for="text">${say("text")}</label><textarea id="text" name="text" rows="4" maxlength="1000000" autocomplete="off" spellcheck="false"></textarea>
<label for="digest">${say("digest")}</label><input id="digest" name="digest" maxlength="64" autocomplete="off" spellcheck="false">
<button>${say("ask")}</button></form>
<h2>${say("not-proven")}</h2><ul><li>${say("not-proven-1")}</li><li>${say("not-proven-2")}</li><li>${say("not-proven-3")}</li></ul>
<h2>${say("yourself")}</h2><p>${say("yourself-package")}</p>${code(COMMANDS.package)}
<p>${say("yourself-receipt")}</p>${code(COMMANDS.receipt)}
<p>${say("yourself-ledger")}</p>${code(COMMANDS.ledger)}
</main></body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? "");
