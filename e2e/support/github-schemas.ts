import catalogue from "@octokit/webhooks-schemas/schema.json" with { type: "json" };
import { isJsonObject, isJsonValue, type JsonObject, type JsonValue } from "#schemas/json/value.ts";

/** The schema of one of GitHub's events, whole in itself. `event` is the name that `x-github-event` has. */
export interface GithubSchema {
  readonly event: string;
  readonly document: JsonObject;
}

/** Deeper than anything in GitHub's catalogue. */
const MAX_DEPTH = 100;

/** How the catalogue names the definition of an event: with a dollar sign when the event has no actions. */
const EVENT = /[_$]event$/;

/** One schema for each of GitHub's events: of the definitions that all events share, those that the event reaches. */
export function githubSchemas(): GithubSchema[] {
  const definitions = readDefinitions();
  return Object.keys(definitions)
    .filter((name) => EVENT.test(name))
    .map((name) => ({ event: name.replace(EVENT, ""), document: documentOf(name, definitions) }));
}

function readDefinitions(): JsonObject {
  const value: unknown = catalogue;
  if (!isJsonValue(value, MAX_DEPTH) || !isJsonObject(value) || !isJsonObject(value.definitions)) {
    throw new Error("@octokit/webhooks-schemas has another shape than it had.");
  }
  return value.definitions;
}

function documentOf(name: string, definitions: JsonObject): JsonObject {
  const reached = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...referencesIn(definitions[next] ?? null));
  }
  return {
    $schema: "http://json-schema.org/draft-07/schema",
    $ref: pointerTo(name),
    definitions: Object.fromEntries([...reached].map((key) => [key, definitions[key] ?? true])),
  };
}

const POINTER = "#/definitions/";

function pointerTo(name: string): string {
  return POINTER + name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function referencesIn(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  const { $ref } = value;
  const own = typeof $ref === "string" && $ref.startsWith(POINTER) ? [nameIn($ref)] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function nameIn(reference: string): string {
  return reference.slice(POINTER.length).replaceAll("~1", "/").replaceAll("~0", "~");
}
