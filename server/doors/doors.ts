import type { Ctx } from "#server/services/context.ts";
import { openApi } from "./rest/api/open-api.ts";
import { createPublishDoor } from "./rest/publish-door.ts";
import { type DoorHandler, serveDoor } from "./serve-door.ts";
import type { WebhookDoorOptions } from "./webhook/webhook-call.ts";
import { createWebhookDoor } from "./webhook/webhook-door.ts";

/** All HTTP entrances of a process. */
export interface Doors {
  readonly webhook: DoorHandler;
  readonly publish: DoorHandler;
  /** Reading and managing. */
  readonly api: DoorHandler;
}

export function openDoors(ctx: Ctx, options: WebhookDoorOptions): Doors {
  return {
    webhook: serveDoor(ctx, createWebhookDoor(options)),
    publish: serveDoor(ctx, createPublishDoor(options)),
    api: openApi(ctx),
  };
}

const WEBHOOK_PATH = /^\/api\/webhooks\/[^/]+$/;
const READING_METHODS = ["GET", "HEAD"];

/** The entrance that a request is for, if it is for any. */
export function doorAt(doors: Doors, method: string, path: string): DoorHandler | undefined {
  if (WEBHOOK_PATH.test(path)) return doors.webhook;
  if (path === "/api/v1/events" && !READING_METHODS.includes(method)) return doors.publish;
  return path.startsWith("/api/v1/") ? doors.api : undefined;
}
