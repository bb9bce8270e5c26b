/** Parts of the page that come after its first picture: their code, and antd for them, is not waited for. */
import { type ComponentType, type ReactNode, Suspense, lazy } from "react";

/** `load` as antd's part and nothing around it; until it is there, `meanwhile`. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await inAntd(load) }));
  return function Later(props: Props) {
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** The same, once both are there: a screen, or a part of one. */
export async function inAntd<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Promise<ComponentType<Props>> {
  const [{ InAntd }, Part] = await Promise.all([import("./in-antd.tsx"), load()]);
  return function Dressed(props: Props) {
    return (
      <InAntd>
        <Part {...props} />
      </InAntd>
    );
  };
}
