/** See progress.mjs, which is JavaScript because it runs before the packages are there. */
export function step<T>(title: string, work: (say: (detail: string) => void) => T | Promise<T>): Promise<T>;
