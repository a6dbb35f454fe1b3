/** The parts of sealing, in their order. */
export const parts = ["who", "condition", "reader", "contact", "review"] as const;
export type Part = (typeof parts)[number];

/** Where a part stands among them, from one. */
export const place = (part: Part) => ({ part: parts.indexOf(part) + 1, of: parts.length });
