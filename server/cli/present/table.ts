import { escapeText } from "./escape.ts";
import { fitText, textWidth } from "./text-width.ts";

export interface Column {
  readonly title: string;
  /** May be cut to fit the terminal. Ids and keys never are: people copy them. */
  readonly cuttable?: boolean;
}

/** Between two columns. */
const GAP = "  ";

/** Narrower than this, a cut text says nothing. */
const MIN_CUT_COLUMNS = 8;

/**
 * Rows under titles, aligned. What the cells hold may be anybody's text.
 *
 * @param columns of the terminal, to which `cuttable` columns are cut so that no row wraps; null: nothing is cut
 */
export function table(
  head: readonly Column[],
  rows: readonly (readonly string[])[],
  columns: number | null,
): string {
  const cells = [head.map(({ title }) => title), ...rows.map((row) => row.map(escapeText))];
  const natural = head.map((_, at) => Math.max(...cells.map((row) => textWidth(row[at] ?? ""))));
  const widths = columns === null ? natural : cutWidths(head, natural, columns);
  return cells.map((row) => line(row, widths)).join("\n");
}

function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, at) => {
      const fitted = fitText(cell, widths[at] ?? 0);
      return fitted + " ".repeat(Math.max(0, (widths[at] ?? 0) - textWidth(fitted)));
    })
    .join(GAP)
    .trimEnd();
}

/** The widest cuttable column gives way first. */
function cutWidths(head: readonly Column[], natural: readonly number[], columns: number): readonly number[] {
  const widths = [...natural];
  const sum = () => widths.reduce((total, width) => total + width, GAP.length * (widths.length - 1));
  while (sum() > columns) {
    const widest = Math.max(...widths.filter((width, at) => head[at]?.cuttable && width > MIN_CUT_COLUMNS));
    const at = widths.findIndex((width, index) => head[index]?.cuttable && width === widest);
    if (at === -1) break;
    widths[at] = widest - 1;
  }
  return widths;
}

/** Names and values, one a line, the values aligned. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => textWidth(name)));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${escapeText(value)}`.trimEnd()).join("\n");
}
