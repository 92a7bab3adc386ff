const MINUTES_PER_HOUR = 60;

/**
 * An RFC 3339 instant as people here read it: local time to the second, with its offset from UTC. `-` for null; a
 * text that is no instant stays as it is.
 */
export function localTime(instant: string | null): string {
  if (instant === null) return "-";
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return instant;
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  return `${date} ${clock}${offset(-time.getTimezoneOffset())}`;
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / MINUTES_PER_HOUR))}:${two(size % MINUTES_PER_HOUR)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
