import { API_KEY_SCOPES, type ApiKeyScope } from "#schemas/api-key.ts";

interface ScopeWords {
  readonly label: string;
  /** As in "whoever has it can …". */
  readonly verb: string;
  /** What a key with the scope may do. */
  readonly sentence: string;
}

export const SCOPE_WORDS: Readonly<Record<ApiKeyScope, ScopeWords>> = {
  publish: { label: "Publish", verb: "publish events", sentence: "Sends events." },
  read: {
    label: "Read",
    verb: "read what is stored",
    sentence: "Reads events, receipts, sources, patterns and workflows, and what is known of keys.",
  },
  manage: {
    label: "Manage",
    verb: "publish, read and change everything",
    sentence: "Does all of it, and changes sources, patterns, workflows and keys, as an admin does.",
  },
};

/** The scopes to ask for when these are ticked: `manage` includes the others, so it stands alone. */
export function scopesOf(ticked: readonly ApiKeyScope[]): readonly ApiKeyScope[] {
  return ticked.includes("manage") ? ["manage"] : ticked;
}

/** `Publish, Read`; a scope of a later version by its name. */
export function scopeList(scopes: readonly string[]): string {
  const known = API_KEY_SCOPES.filter((scope) => scopes.includes(scope)).map(
    (scope) => SCOPE_WORDS[scope].label,
  );
  const others = scopes.filter((scope) => !API_KEY_SCOPES.some((name) => name === scope));
  return [...known, ...others].join(", ");
}
