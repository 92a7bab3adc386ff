import type { Ctx } from "#server/services/context.ts";
import { BodyMemory } from "./body-memory.ts";
import { openRegistry } from "./registry/registry-door.ts";
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
  /** Schemas, for clients of Confluent's Schema Registry. */
  readonly registry: DoorHandler;
}

export function openDoors(ctx: Ctx, options: WebhookDoorOptions): Doors {
  const memory = new BodyMemory();
  return {
    webhook: serveDoor(ctx, createWebhookDoor(options), memory),
    publish: serveDoor(ctx, createPublishDoor(options), memory),
    api: openApi(ctx),
    registry: openRegistry(ctx),
  };
}

/** Whatever is below it: a URL that was pasted with a mistake must leave a receipt. */
const WEBHOOKS = "/api/webhooks/";
/** The address that clients are given is this one, and they ask for it as well. */
const REGISTRY = "/api/registry";
const READING_METHODS = ["GET", "HEAD"];

/** The entrance that a request is for, if it is for any. */
export function doorAt(doors: Doors, method: string, path: string): DoorHandler | undefined {
  if (path.startsWith(WEBHOOKS)) return doors.webhook;
  if (path === "/api/v1/events" && !READING_METHODS.includes(method)) return doors.publish;
  if (path === REGISTRY || path.startsWith(`${REGISTRY}/`)) return doors.registry;
  return path.startsWith("/api/v1/") ? doors.api : undefined;
}
