/** Before anything else runs: what the policy of the page (services/api/page-policy.ts) lets libraries write into it. */

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown;
}

/** antd sets the text of <style> elements as innerHTML: a text without "<" makes no element, and nothing else passes. */
const withoutMarkup = (text: string): string | null => (text.includes("<") ? null : text);

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy("default", { createHTML: withoutMarkup });

const nonce = document.querySelector<HTMLMetaElement>("meta[name=style-nonce]")?.content ?? "";
type Create = (name: string, options?: ElementCreationOptions) => HTMLElement;
const create: Create = Reflect.get(document, "createElement").bind(document);
/** antd gives its own styles a number, but not those of its scroll bars and dialogs: each element gets it when it is made. */
const createWithNonce: Create = (name, options) => {
  const element = create(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
Reflect.set(document, "createElement", createWithNonce);
