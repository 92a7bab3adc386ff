import { initTRPC, TRPCError } from "@trpc/server";
import { mayDo, type Permission } from "#schemas/role.ts";
import { isSameOrigin } from "#server/runtime/http/same-origin.ts";
import { PermissionDenied } from "#server/services/access/require-permission.ts";
import type { ActorCtx } from "#server/services/context.ts";
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

/** For the two calls that nobody can be signed in for: the set-up link, and who is signed in. */
export const openProcedure = t.procedure.use(sameOriginMutations);

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
