/** By what name one window of the page hears from another that its person confirmed who they are. */
export const CONFIRMED = "holdfast.confirmed";
