import type { VerificationSettings } from "#schemas/verification-settings.ts";

/** What samples are made of: a new one each time, so that none is a duplicate. */
export interface SampleInput {
  /** The event's name as the provider writes it. */
  readonly event: string;
  readonly at: Date;
  /** Makes UUIDs. */
  readonly newId: () => string;
}

/** A request before it is signed. `headers` by lower-case name. */
export interface Unsigned {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ToSign extends Unsigned {
  readonly method: "POST" | "PUT" | "PATCH";
  /** As the source has it: some providers sign it. */
  readonly url: string;
  readonly secret: string;
  readonly at: Date;
  readonly newId: () => string;
  readonly settings: VerificationSettings;
}

export type Signing =
  /** The headers that the signature adds, and the body where the signature stands in it. */
  | { readonly outcome: "signed"; readonly headers: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly outcome: "cannot_sign"; readonly message: string };

/** How one provider's requests look, and how it signs them: the other side of server/doors/webhook/schemes. */
export interface Provider {
  /** Sent when no other event is asked for. */
  readonly event: string;
  sample(input: SampleInput): Unsigned;
  sign(request: ToSign): Signing | Promise<Signing>;
  /** Nothing signs, so there is no secret to give. */
  readonly signsNothing?: boolean;
}

export const JSON_TYPE = { "content-type": "application/json" } as const;
export const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" } as const;

export function json(value: object, headers: Readonly<Record<string, string>> = {}): Unsigned {
  return { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(value) };
}

export function signed(headers: Readonly<Record<string, string>>, body?: string): Signing {
  return body === undefined ? { outcome: "signed", headers } : { outcome: "signed", headers, body };
}

export function cannotSign(message: string): Signing {
  return { outcome: "cannot_sign", message };
}
