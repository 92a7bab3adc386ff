import { initTRPC, TRPCError } from "@trpc/server";
import { mayDo, type Permission } from "#schemas/role.ts";
import { isSameOrigin } from "#server/runtime/http/same-origin.ts";
import { PermissionDenied } from "#server/services/access/require-permission.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { EvaluatorUnavailable } from "#server/services/evaluation/evaluator-unavailable.ts";
import type { ApiContext } from "./context.ts";
import { formatError } from "./error-shape.ts";

const t = initTRPC.context<ApiContext>().create({ errorFormatter: formatError });

export const router = t.router;

/** A page of another site can make a browser send our cookie, but not our own Origin. */
const sameOriginMutations = t.middleware(({ ctx, type, next }) => {
  if (type === "mutation" && !isSameOrigin(ctx.headers, ctx.runtime.env.TIDINGS_PUBLIC_URL)) {
    throw new TRPCError({
      code: "FORBIDDEN",
      message: "This change was not sent by a page of this Tidings. Open the admin app itself and try again.",
    });
  }
  return next();
});

/** Nothing is wrong with what was sent when no process can be had that reads it. */
const evaluatorAway = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof EvaluatorUnavailable)) return result;
  throw new TRPCError({
    code: "SERVICE_UNAVAILABLE",
    message: "Tidings cannot start a process that reads expressions and schemas just now. Try again later.",
    cause: result.error.cause,
  });
});

/** For the two calls that nobody can be signed in for: the set-up link, and who is signed in. */
export const openProcedure = t.procedure.use(sameOriginMutations).use(evaluatorAway);

/** A procedure for people whose role includes `permission`; its `ctx.service` is what services take. */
export function permitted(permission: Permission) {
  return openProcedure.use(({ ctx, next }) => {
    const actor = ctx.actor;
    if (actor === null) {
      throw new TRPCError({ code: "UNAUTHORIZED", message: "You are signed out. Sign in again to go on." });
    }
    if (!mayDo(actor.role, permission)) {
      throw new TRPCError({ code: "FORBIDDEN", message: new PermissionDenied(actor, permission).message });
    }
    const service: ActorCtx = { ...ctx.runtime.ctx, actor };
    return next({ ctx: { service } });
  });
}
