import { type InnerList, type Item, serializeInnerList, serializeItem } from "structured-headers";
import type { SignedRequest } from "./scheme.ts";

/** A field's name as component identifiers write it (RFC 9421, section 2.1). */
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

export type SignatureBase =
  | { readonly outcome: "base"; readonly bytes: Buffer }
  | { readonly outcome: "unreadable"; readonly message: string };

/**
 * What a signature of HTTP Message Signatures is made over (RFC 9421, section 2.5): a line for each covered component,
 * and one with the signature's own parameters. Components with parameters are `@query-param` alone: how others read a
 * field again (`sf`, `key`, `bs`, `tr`) is not done here, and `req` has no meaning in requests.
 */
export function createSignatureBase(request: SignedRequest, covered: InnerList): SignatureBase {
  const lines = new Map<string, string>();
  for (const component of covered[0]) {
    const identifier = serializeItem(component);
    const value = readComponent(request, component);
    if (value === null) {
      return {
        outcome: "unreadable",
        message: `The signature covers ${identifier}, which the request does not have, or which cannot be read here.`,
      };
    }
    if (lines.has(identifier)) {
      return { outcome: "unreadable", message: `The signature covers ${identifier} twice.` };
    }
    lines.set(identifier, value);
  }
  lines.set('"@signature-params"', serializeInnerList(covered));
  const text = [...lines].map(([identifier, value]) => `${identifier}: ${value}`).join("\n");
  // A header's characters are its bytes.
  return { outcome: "base", bytes: Buffer.from(text, "latin1") };
}

function readComponent(request: SignedRequest, [name, parameters]: Item): string | null {
  if (typeof name !== "string") return null;
  if (name === "@query-param") return readQueryParameter(request, parameters.get("name"), parameters.size);
  if (parameters.size > 0) return null;
  if (name.startsWith("@")) return deriveComponent(request, name);
  return FIELD_NAME.test(name) ? request.headers.get(name) : null;
}

/** RFC 9421, sections 2.2.1 to 2.2.7. */
function deriveComponent({ method, url }: SignedRequest, name: string): string | null {
  const { href, host, protocol, pathname, search } = new URL(url);
  switch (name) {
    case "@method":
      return method;
    case "@target-uri":
      return href;
    case "@authority":
      return host;
    case "@scheme":
      return protocol.slice(0, -1);
    case "@request-target":
      return `${pathname}${search}`;
    case "@path":
      return pathname;
    case "@query":
      return search || "?";
    default:
      return null;
  }
}

/** RFC 9421, section 2.2.8: a parameter that is there more than once cannot be covered. */
function readQueryParameter({ url }: SignedRequest, name: unknown, parameterCount: number): string | null {
  if (parameterCount !== 1) return null;
  const found = [...new URL(url).searchParams].filter(([known]) => encode(known) === name);
  return found.length === 1 && found[0] ? encode(found[0][1]) : null;
}

/** The percent-encode set of application/x-www-form-urlencoded (WHATWG URL, section 1.3), with %20 for spaces. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
