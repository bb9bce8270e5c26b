/** How a table is read into the text that is sent, for the page too: with no parser of shapes, which the page would carry. */
export { tableText } from "../kernel/table-text.ts";
