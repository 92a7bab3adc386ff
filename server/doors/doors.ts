import type { Ctx } from "#server/services/context.ts";
import { createPublishDoor } from "./rest/publish-door.ts";
import { type DoorHandler, serveDoor } from "./serve-door.ts";
import { createWebhookDoor } from "./webhook/webhook-door.ts";

/** All HTTP doors of a process. */
export interface Doors {
  readonly webhook: DoorHandler;
  readonly publish: DoorHandler;
}

export function openDoors(ctx: Ctx, options: { readonly maxBodyBytes: number }): Doors {
  return {
    webhook: serveDoor(ctx, createWebhookDoor(options)),
    publish: serveDoor(ctx, createPublishDoor(options)),
  };
}

const WEBHOOK_PATH = /^\/api\/webhooks\/[^/]+$/;

/** The door that a path leads to: what the production server serves without passing through Next. */
export function doorAt(doors: Doors, path: string): DoorHandler | undefined {
  if (path === "/api/v1/events") return doors.publish;
  return WEBHOOK_PATH.test(path) ? doors.webhook : undefined;
}
