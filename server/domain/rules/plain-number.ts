/** A number with more zeros than this keeps its exponent, so that a short text stays short. */
const MAX_ZEROS = 40;

const NUMBER = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/;

/**
 * A JSON number's text in the one form that all texts of its value share: `1.50`, `1.5` and `15e-1` are `1.5`. No digit is
 * lost, whatever a double could hold.
 */
export function plainNumber(text: string): string {
  const parts = NUMBER.exec(text)?.groups;
  if (parts === undefined) return text;
  const { sign = "", whole = "", fraction = "", exponent = "0" } = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const scale = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${place(significant, scale)}`;
}

/** @param scale the power of ten that the digits are multiplied with */
function place(digits: string, scale: number): string {
  if (scale > MAX_ZEROS || digits.length + scale < -MAX_ZEROS) return `${digits}e${scale}`;
  if (scale >= 0) return `${digits}${"0".repeat(scale)}`;
  const padded = digits.padStart(1 - scale, "0");
  return `${padded.slice(0, scale)}.${padded.slice(scale)}`;
}
