import { type HmacPart, parseHeaderTemplate, parseSignedTemplate } from "#schemas/hmac-template.ts";
import { genericSample } from "../generic-sample.ts";
import { hmacDigest } from "../hmac-digest.ts";
import { cannotSign, type Provider, signed, type ToSign } from "../provider.ts";
import { unixSeconds } from "../time.ts";

/** HMAC as the source's configuration has it: header, templates, algorithm and encoding. */
export const hmac: Provider = {
  event: "tidings.test",
  sample: genericSample,
  sign(request) {
    const { hmac: settings } = request.settings;
    if (settings === undefined) return cannotSign("The source does not say how its HMAC is made.");
    const header = parseHeaderTemplate(settings.headerTemplate);
    const text = parseSignedTemplate(settings.signedTemplate);
    if (header.outcome === "invalid") return cannotSign(header.message);
    if (text.outcome === "invalid") return cannotSign(text.message);
    const timestamp = `${unixSeconds(request.at)}`;
    const toSign = fill(text.parts, request, { timestamp });
    if (toSign === null)
      return cannotSign("The source's signed text has a header in it that the sample does not have.");
    const signature = hmacDigest(settings.algorithm, request.secret, settings.encoding, toSign);
    const value = fill(header.parts, request, { timestamp, signature }) ?? signature;
    const { timestampHeader } = settings;
    return signed({
      [settings.header]: value,
      ...(timestampHeader !== undefined && { [timestampHeader]: timestamp }),
    });
  },
};

interface Values {
  readonly timestamp: string;
  readonly signature?: string;
}

/** Null when the request lacks a header that is named. */
function fill(parts: readonly HmacPart[], request: ToSign, values: Values): string | null {
  const texts = parts.map((part) => textOf(part, request, values));
  return texts.includes(null) ? null : texts.join("");
}

function textOf(part: HmacPart, { method, url, body, headers }: ToSign, values: Values): string | null {
  switch (part.kind) {
    case "text":
      return part.text;
    case "header":
      return headers[part.name] ?? null;
    case "timestamp":
      return values.timestamp;
    case "signature":
      return values.signature ?? null;
    case "body":
      return body;
    case "method":
      return method;
    case "url":
      return url;
    case "path":
      return url.slice(new URL(url).origin.length);
  }
}
