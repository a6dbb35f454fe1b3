/** Every subset of a given size, in order. */
export function subsets(indexes: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return indexes.flatMap((first, i) => subsets(indexes.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}
