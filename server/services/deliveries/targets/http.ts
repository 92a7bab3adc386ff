import { request } from "undici";
import type { ClaimedDelivery } from "#db/queries/deliveries.ts";
import type { Target } from "#schemas/workflow.ts";
import type { Ctx } from "../../context.ts";
import { describeFault } from "../../fault.ts";
import { eventBody } from "../event-body.ts";
import { signatureHeaders } from "../sign.ts";
import { readBeginning } from "./read-beginning.ts";
import type { TargetResult } from "./result.ts";

/** Enough of an answer to see an error message; targets that answer with pages do not fill the database. */
const MAX_KEPT_RESPONSE_BYTES = 4096;

type HttpTarget = Extract<Target, { kind: "http" }>;

/** POSTs the event to the target, signed. Any 2xx is success; everything else, no answer included, is a failure. */
export async function runHttpTarget(
  ctx: Pick<Ctx, "outbound" | "clock" | "secrets" | "shutdown">,
  delivery: ClaimedDelivery,
  target: HttpTarget,
): Promise<TargetResult> {
  const body = eventBody(delivery);
  const secret = ctx.secrets.decrypt(delivery.signingSecret);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Tidings",
    "tidings-attempt": delivery.attempt.toString(),
    ...signatureHeaders({ id: delivery.id, at: ctx.clock(), body, secret }),
  };
  const sent = { url: target.url, headers };
  try {
    const { statusCode, text } = await post(ctx, target, headers, body);
    const succeeded = statusCode >= 200 && statusCode < 300;
    return {
      outcome: succeeded ? "succeeded" : "failed",
      statusCode,
      error: succeeded ? null : `The target answered ${statusCode}.`,
      request: sent,
      response: { body: text },
    };
  } catch (cause) {
    return {
      outcome: "failed",
      statusCode: null,
      error: failure(ctx, cause, target),
      request: sent,
      response: null,
    };
  }
}

async function post(
  ctx: Pick<Ctx, "outbound" | "shutdown">,
  target: HttpTarget,
  headers: Record<string, string>,
  body: string,
): Promise<{ statusCode: number; text: string }> {
  // The deadline covers everything, the last byte of the answer included, so a target that drips is cut off too.
  const signal = AbortSignal.any([AbortSignal.timeout(target.timeoutMs), ctx.shutdown.hurried]);
  const { dispatcher } = ctx.outbound;
  const response = await request(target.url, { method: "POST", headers, body, signal, dispatcher });
  return {
    statusCode: response.statusCode,
    text: await readBeginning(response.body, MAX_KEPT_RESPONSE_BYTES),
  };
}

function failure(ctx: Pick<Ctx, "shutdown">, cause: unknown, target: HttpTarget): string {
  if (ctx.shutdown.hurried.aborted)
    return "Tidings was stopped while it waited for the target. It is called again.";
  if (cause instanceof Error && cause.name === "TimeoutError") {
    return `The target did not answer within ${target.timeoutMs} ms.`;
  }
  return `The target could not be called: ${describeFault(cause)}`;
}
