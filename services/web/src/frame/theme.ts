/** Colours and measures of the page: an instrument, dense and quiet. Every pair of text and ground is WCAG AA. */
import type { ThemeConfig } from "antd";

export const theme: ThemeConfig = {
  // One set of variables for the whole page, in however many places antd begins.
  cssVar: { key: "holdfast" },
  token: {
    colorPrimary: "#0b5394",
    colorInfo: "#0b5394",
    colorLink: "#0b5394",
    colorSuccess: "#17693c",
    colorWarning: "#8a5300",
    colorError: "#b3261e",
    // Grounds of notices; what antd derives from such dark colours is grey.
    colorInfoBg: "#eaf2fa",
    colorSuccessBg: "#e9f4ed",
    colorWarningBg: "#fcf3e2",
    colorErrorBg: "#fbeceb",
    colorText: "#1b2733",
    colorTextSecondary: "#4b5a69",
    colorTextDescription: "#4b5a69",
    colorTextPlaceholder: "#66737f",
    colorBorder: "#c3cbd3",
    colorBorderSecondary: "#dde2e7",
    colorBgLayout: "#f3f5f7",
    borderRadius: 3,
    fontSize: 14,
    controlHeight: 32,
    wireframe: false,
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
    fontFamily:
      'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
    fontFamilyCode:
      'ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
  },
  components: {
    Table: {
      headerBg: "#e9edf1",
      headerColor: "#33414f",
      rowHoverBg: "#f1f6fb",
      cellPaddingBlockSM: 6,
      cellPaddingInlineSM: 10,
    },
    Descriptions: { labelColor: "#4b5a69" },
  },
};
