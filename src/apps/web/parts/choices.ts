/** One thing that can be chosen. */
export interface Option<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string | undefined;
}
