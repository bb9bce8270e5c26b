/** The page's surroundings: the memory of what was read, and the routes. */
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { Problem, onOtherSession, onSignedOut, signedIn } from "./api/request.ts";
import type { MeBody } from "../../review/api-schema.ts";
import { StepUp } from "./frame/step-up.tsx";
import { router } from "./router.tsx";

const readMe = () => void queries.invalidateQueries({ queryKey: ["me"] });
/** Whose session ended while they were working. The frame hears it by `me`, and asks them to log in again in place. */
let awaited: string | null = null;

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: (data, { queryKey }) => {
      if (queryKey[0] !== "me" || awaited === null) return;
      const isSame = (data as MeBody).id === awaited;
      awaited = null;
      // Nothing that one person read or typed is another's.
      if (isSame) signedIn();
      else location.assign("/");
    },
  }),
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
      staleTime: 2_000,
      refetchIntervalInBackground: false,
    },
  },
});

onOtherSession(readMe);
onSignedOut(() => {
  const me = queries.getQueryData<MeBody>(["me"]);
  if (me === undefined) return false;
  awaited ??= me.id;
  readMe();
  return true;
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <StepUp />
    </QueryClientProvider>
  );
}
