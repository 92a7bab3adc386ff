import { z } from "zod";
import { MAX_PAGE_ROWS } from "#schemas/page.ts";
import type { Failed } from "../result.ts";
import type { Answered, ApiClient, ApiRequest } from "./client.ts";

/**
 * Rows of a list, page after page, as many as there are up to `mostRows`.
 *
 * @param operation a `GET` that answers `items` and `next`
 */
export async function readPages<Row>(
  client: ApiClient,
  operation: string,
  row: z.ZodType<Row>,
  { query, mostRows }: { readonly query: NonNullable<ApiRequest["query"]>; readonly mostRows: number },
): Promise<Answered<Row[]> | Failed> {
  const page = z.object({ items: z.array(row), next: z.string().nullable() });
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const answer = await client.call(operation, page, { query: { ...query, cursor } });
    if (answer.outcome === "failed") return answer;
    rows.push(...answer.value.items);
    cursor = answer.value.next ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  return { outcome: "answered", value: rows.slice(0, mostRows) };
}

/** The `limit` to ask for when that many rows are wanted. */
export function pageLimit(mostRows: number): number {
  return Math.min(mostRows, MAX_PAGE_ROWS);
}
