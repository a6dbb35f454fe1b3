/** What is set on paper, and whether it can be: apart from the setting itself, which a page loads only when it is asked for. */

/** A piece of text and what it is. */
export type Block = { readonly kind: "title" | "heading" | "question" | "caption" | "words"; readonly text: string };

/** Scripts and signs that the typeface has: Latin, with its accents, figures and punctuation. */
const PRINTABLE = /^[\p{Script=Latin}\p{Nd}\p{P}\p{Zs}\p{Mn}\p{Sc}\s+<=>|~^`´¨°·×÷±]*$/u;

/** Could all of it be set in the typeface? */
export const isPrintable = (blocks: readonly Block[]): boolean => blocks.every(({ text }) => PRINTABLE.test(text));
