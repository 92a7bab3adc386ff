import { MAX_PAGE_ROWS } from "#schemas/page.ts";
import type { Answered, ApiClient, ApiRequest } from "../api/client.ts";
import { arrivals, type EventSummary } from "../api/representations.ts";
import type { Failed } from "../result.ts";

export interface Arrivals {
  readonly events: readonly EventSummary[];
  /** The newest event of the whole log when the reading began. */
  readonly newest: string | null;
}

/** All events after an id, in the order of arrival. */
export async function readArrivals(
  client: ApiClient,
  filter: NonNullable<ApiRequest["query"]>,
  after: string,
): Promise<Answered<Arrivals> | Failed> {
  const events: EventSummary[] = [];
  let newest: string | null | undefined;
  let from = after;
  for (;;) {
    const query = { ...filter, after: from, limit: MAX_PAGE_ROWS };
    const answer = await client.call("GET /arrivals", arrivals, { query });
    if (answer.outcome === "failed") return answer;
    const { items } = answer.value;
    events.push(...items);
    // Later pages may see a newer log; what came meanwhile before their beginning is for the next reading.
    if (newest === undefined) newest = answer.value.newest;
    const last = items.at(-1);
    if (items.length < MAX_PAGE_ROWS || last === undefined) {
      return { outcome: "answered", value: { events, newest } };
    }
    from = last.id;
  }
}

/** The newest event of the whole log; null while it is empty. */
export async function readNewest(client: ApiClient): Promise<Answered<string | null> | Failed> {
  const answer = await client.call("GET /arrivals", arrivals, { query: { limit: 1 } });
  return answer.outcome === "failed" ? answer : { outcome: "answered", value: answer.value.newest };
}
