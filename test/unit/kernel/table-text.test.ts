/** Tables as offices send them are read in UTF-8 and GB 18030, and nothing else is taken for one. */
import { expect, it } from "vitest";
import { tableText } from "../../../services/kernel/table-text.ts";

it("reads UTF-8 with a mark and without, and GB 18030, and refuses UTF-16 and workbooks", () => {
  expect(tableText(Buffer.from("案号\n琼1"))).toBe("案号\n琼1");
  expect(tableText(Buffer.from("\uFEFF案号"))).toBe("案号");
  // 案号 in GB 18030, and 㐀, which needs its four bytes.
  expect(tableText(Buffer.from([0xb0, 0xb8, 0xba, 0xc5]))).toBe("案号");
  expect(tableText(Buffer.from([0x81, 0x39, 0xee, 0x39]))).toBe("㐀");
  expect(tableText(Buffer.from("\uFEFF案号", "utf16le"))).toBeNull();
  expect(tableText(Buffer.from("PK\u0003\u0004\u0000\u0000"))).toBeNull();
  expect(tableText(Buffer.from([0xb0, 0xff]))).toBeNull();
});
