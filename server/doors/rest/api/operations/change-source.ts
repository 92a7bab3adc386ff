import type { z } from "zod";
import type { ActorCtx } from "#server/services/context.ts";
import { getSource } from "#server/services/sources/get.ts";
import { updateSource } from "#server/services/sources/update.ts";
import { type Answer, notFound, ok } from "../answer.ts";
import { etagOf, refuseUnlessMatching, staleVersion } from "../etag.ts";
import { invalidConfiguration, representationOf, type sourceChangeSchema } from "./source-representation.ts";

/** Changes what the body names of a source, when If-Match names the source's present version. */
export async function changeSource(
  ctx: ActorCtx,
  id: string,
  headers: Headers,
  body: z.output<typeof sourceChangeSchema>,
): Promise<Answer> {
  const found = await getSource({ ctx, input: { id } });
  if (found.outcome === "not_found") return notFound("source");
  const source = representationOf(found.source);
  const refusal = refuseUnlessMatching(headers, etagOf(source.version));
  if (refusal) return refusal;
  const result = await updateSource({ ctx, input: { ...body, id, version: source.version } });
  switch (result.outcome) {
    case "updated":
    case "unchanged": {
      const { version } = result;
      return ok({ ...source, ...body, version }, { etag: etagOf(version) });
    }
    case "not_found":
      return notFound("source");
    case "stale_version":
      return staleVersion(etagOf(result.currentVersion));
    case "invalid_configuration":
      return invalidConfiguration(result.faults);
  }
}
