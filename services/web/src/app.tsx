/** The page's surroundings: language of antd, colours, the memory of what was read, and the routes. */
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { LoadingOutlined } from "@ant-design/icons";
import { App as AntdApp, ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import { RouterProvider } from "react-router/dom";
import { Problem, onOtherSession } from "./api/request.ts";
import { StepUp } from "./frame/step-up.tsx";
import { theme } from "./frame/theme.ts";
import { router } from "./router.tsx";
import { useLanguage } from "./texts/say.ts";

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended while someone was working: every screen goes to the log-in through `me`.
      if (error instanceof Problem && error.status === 401 && query.queryKey[0] !== "me") {
        void queries.resetQueries({ queryKey: ["me"] });
      }
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

onOtherSession(() => void queries.invalidateQueries({ queryKey: ["me"] }));

export function App() {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === "en" ? english : chinese}
      theme={theme}
      button={{ autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> }}
      wave={{ disabled: true }}
    >
      <AntdApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <StepUp />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
