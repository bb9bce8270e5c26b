/** The screens (screens.ts) in their surroundings. */
import { type RouteObject, createBrowserRouter } from "react-router";
import { Frame } from "./frame/frame.tsx";
import { inAntd } from "./frame/later.tsx";
import { NotHere, ScreenFailed } from "./frame/not-here.tsx";
import { SCREENS, SCREENS_BEFORE, WITHOUT_ANTD } from "./screens.ts";

const routesOf = (screens: typeof SCREENS): RouteObject[] =>
  Object.entries(screens).map(([path, load]) => ({
    ...(path === "" ? { index: true } : { path }),
    lazy: async () => ({ Component: await (WITHOUT_ANTD.has(path) ? load() : inAntd(load)) }),
  }));

export const router = createBrowserRouter([
  ...routesOf(SCREENS_BEFORE).map((route) => ({
    ...route,
    errorElement: <ScreenFailed />,
    hydrateFallbackElement: <></>,
  })),
  {
    path: "/",
    element: <Frame />,
    errorElement: <ScreenFailed />,
    hydrateFallbackElement: <></>,
    children: [...routesOf(SCREENS), { path: "*", element: <NotHere /> }],
  },
]);

/** Answers once the first screen is loaded, or cannot be. */
export async function screenReady(): Promise<void> {
  if (router.state.initialized) return;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const leave = router.subscribe(({ initialized }) => {
    if (initialized) resolve(undefined);
  });
  await promise;
  leave();
}
