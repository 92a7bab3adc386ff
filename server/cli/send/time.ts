const MS_PER_SECOND = 1000;

export function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / MS_PER_SECOND);
}
