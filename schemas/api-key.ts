import { z } from "zod";
import type { Role } from "./role.ts";
import { rateLimit } from "./source-configuration.ts";

/**
 * What a key may do. `publish`: send events; `read`: read events, receipts and configuration; `manage`: all of it, and
 * change configuration.
 */
export const API_KEY_SCOPES = ["publish", "read", "manage"] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** Whether a key with these scopes may do what needs `needed`. Scopes of a later version are not known here, and allow nothing. */
export function keyMay(scopes: readonly string[], needed: ApiKeyScope): boolean {
  return scopes.includes(needed) || scopes.includes("manage");
}

/** The role that a key acts with in services; null for one that only publishes. */
export function roleOfKey(scopes: readonly string[]): Role | null {
  if (keyMay(scopes, "manage")) return "admin";
  return keyMay(scopes, "read") ? "viewer" : null;
}

const scopes = z
  .array(z.enum(API_KEY_SCOPES))
  .min(1, "Give the key one scope at least.")
  .max(API_KEY_SCOPES.length)
  .refine((list) => new Set(list).size === list.length, "Name each scope once.");

/** A key; `sourceId` is the source of the Publish API, which keys belong to whatever their scopes. */
export const apiKeyInput = z.object({
  sourceId: z.uuid(),
  name: z
    .string()
    .trim()
    .min(1, "Give the key a name, such as the system that will use it.")
    .max(120, "Use at most 120 characters."),
  scopes: scopes.default(["publish"]),
  /** The key's own, beside that of its source. */
  rateLimit: rateLimit.nullable().default(null),
});

/** A page of a source's keys, the newest first; `cursor` is the id of the last one known. */
export const listApiKeysInput = z.object({ sourceId: z.uuid(), cursor: z.uuid().nullish() });
