/** What was chosen stays chosen when a filter takes it out of sight: how much that is. */

export const unseenOf = (chosen: ReadonlySet<string>, shown: ReadonlySet<string>): number =>
  [...chosen].filter((id) => !shown.has(id)).length;
