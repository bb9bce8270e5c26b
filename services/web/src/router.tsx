/** The screens (screens.ts) in their surroundings. */
import { type RouteObject, createBrowserRouter } from "react-router";
import { Frame } from "./frame/frame.tsx";
import { NotHere, ScreenFailed } from "./frame/not-here.tsx";
import { SCREENS, SCREENS_BEFORE } from "./screens.ts";

const routesOf = (screens: typeof SCREENS): RouteObject[] =>
  Object.entries(screens).map(([path, load]) => ({
    ...(path === "" ? { index: true } : { path }),
    lazy: async () => ({ Component: await load() }),
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
export function screenReady(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (router.state.initialized) resolve();
  const leave = router.subscribe(({ initialized }) => initialized && resolve());
  return promise.finally(leave);
}
