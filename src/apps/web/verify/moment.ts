import { dayAndTime } from "../words/measures.svelte.ts";

/** Seconds since 1970 on the reader's clock. */
export const moment = (seconds: number): string => dayAndTime(new Date(seconds * 1000));
