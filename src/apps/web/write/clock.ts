/** The device's clock, as the pages of the notebook write it down. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

export const asDate = (seconds: number): Date => new Date(seconds * 1000);
