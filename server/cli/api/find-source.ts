import { EXIT } from "../exit-codes.ts";
import type { Failed } from "../result.ts";
import type { Answered, ApiClient } from "./client.ts";
import { type SourceAnswer, sourceList } from "./representations.ts";

/** The source that people call by its key; the API knows it by its id. */
export async function findSource(client: ApiClient, key: string): Promise<Answered<SourceAnswer> | Failed> {
  const answer = await client.call("GET /sources", sourceList);
  if (answer.outcome === "failed") return answer;
  const { items } = answer.value;
  const found = items.find((known) => known.key === key);
  if (found) return { outcome: "answered", value: found };
  return {
    outcome: "failed",
    exitCode: EXIT.refused,
    title: `There is no source with the key "${key}".`,
    details: items.length === 0 ? [] : [`There are: ${items.map((known) => known.key).join(", ")}.`],
    advice: "See `tidings sources list`, or add it with `tidings sources add`.",
  };
}
