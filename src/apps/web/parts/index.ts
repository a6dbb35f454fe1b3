/** The parts that pages are built of. `/design` shows each in every state; README.md beside the folder lists them. */
export { default as Button } from "./Button.svelte";
export { default as Choice } from "./Choice.svelte";
export { default as Choices } from "./Choices.svelte";
export { default as Copyable } from "./Copyable.svelte";
export type { Option } from "./choices.ts";
export { default as Dialog } from "./Dialog.svelte";
export { default as Disclosure } from "./Disclosure.svelte";
export { default as Door } from "./Door.svelte";
export { default as Field } from "./Field.svelte";
export { default as Mark } from "./Mark.svelte";
export { default as Note } from "./Note.svelte";
export { default as Page } from "./Page.svelte";
export { default as Progress } from "./Progress.svelte";
export { default as SavedLine } from "./SavedLine.svelte";
export { default as StatusLine } from "./StatusLine.svelte";
export { default as Stepper } from "./Stepper.svelte";
export { default as Summary } from "./Summary.svelte";
export { default as TextArea } from "./TextArea.svelte";
