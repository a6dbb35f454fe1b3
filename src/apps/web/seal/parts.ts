/** The parts of sealing, in their order. Pages are asked for only where there are several. */
export const parts = ["who", "pages", "condition", "reader", "contact", "review"] as const;
export type Part = (typeof parts)[number];

/** The parts there are for an account of so many pages. */
export const partsFor = (pages: number): Part[] => parts.filter((part) => part !== "pages" || pages > 1);
