import { type HmacPart, parseHeaderTemplate, parseSignedTemplate } from "./hmac-template.ts";

interface TimeSettings {
  readonly headerTemplate: string;
  readonly signedTemplate: string;
  readonly timestampHeader?: string | undefined;
}

export interface HmacTimeFault {
  readonly field: "headerTemplate" | "signedTemplate" | "timestampHeader";
  readonly message: string;
}

/**
 * What is wrong between the time that a generic HMAC's request carries and the one that is signed; null when they are
 * the same one, there is none, or a template cannot be read. A time that nobody signed would let an old request pass
 * for a new one.
 */
export function hmacTimeFault(settings: TimeSettings): HmacTimeFault | null {
  const { timestampHeader } = settings;
  const header = parseHeaderTemplate(settings.headerTemplate);
  const signed = parseSignedTemplate(settings.signedTemplate);
  if (header.outcome === "invalid" || signed.outcome === "invalid") return null;
  const isInSignature = names(header.parts, "timestamp");
  if (isInSignature && timestampHeader !== undefined) {
    const message = "The signature's header carries {timestamp} already. Leave timestampHeader out.";
    return { field: "timestampHeader", message };
  }
  const isCarried = isInSignature || timestampHeader !== undefined;
  if (names(signed.parts, "timestamp")) return isCarried ? null : NOT_CARRIED;
  if (!isCarried || signsHeader(signed.parts, timestampHeader)) return null;
  return NOT_SIGNED;
}

const NOT_CARRIED: HmacTimeFault = {
  field: "signedTemplate",
  message:
    "{timestamp} is signed, and nothing carries it. Name timestampHeader, or put {timestamp} into headerTemplate.",
};

const NOT_SIGNED: HmacTimeFault = {
  field: "signedTemplate",
  message:
    "The request carries a time that is not signed, so anybody could change it. Put {timestamp} into signedTemplate, or leave the time out.",
};

function names(parts: readonly HmacPart[], kind: HmacPart["kind"]): boolean {
  return parts.some((part) => part.kind === kind);
}

function signsHeader(parts: readonly HmacPart[], name: string | undefined): boolean {
  return parts.some((part) => part.kind === "header" && part.name === name);
}
