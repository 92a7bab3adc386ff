const MINUTE_MS = 60_000;

/** `2024-03-15T11:00`, in the reader's time zone, as `<input type="datetime-local">` writes it. */
export function toLocalInput(date: Date | null): string {
  if (date === null) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, "2024-03-15T11:00".length);
}

/** Null when nothing, or no time, was entered. */
export function fromLocalInput(text: string): Date | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : date;
}
