/** Makes elements; text is always text, so that nothing in a package becomes markup. */

type Child = Node | string;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button that opens the browser's own choice of files. */
export function fileButton(
  text: string,
  attributes: Readonly<Record<string, string>>,
  chosen: (files: readonly File[]) => void,
  more = "",
): HTMLLabelElement {
  const input = element("input", { type: "file", ...attributes });
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // The same file can be chosen again.
    input.value = "";
    if (files.length > 0) chosen(files);
  });
  return element("label", { class: `button ${more}`.trim() }, text, input);
}

export function button(text: string, pressed: () => void): HTMLButtonElement {
  const made = element("button", { type: "button" }, text);
  made.addEventListener("click", pressed);
  return made;
}
