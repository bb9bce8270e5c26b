/** Lines for a terminal, with a button that copies them. */
import { CopyButton } from "./copy-button.tsx";

export function Commands({ lines, what }: { readonly lines: string; readonly what: string }) {
  return (
    <div className="commands">
      <pre tabIndex={0} aria-label={what}>
        {lines}
      </pre>
      <CopyButton text={lines} what={what} />
    </div>
  );
}
