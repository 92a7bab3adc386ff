import type { Mapping } from "../mapping/schema.ts";
import type { SourceConfiguration } from "../source-configuration.ts";

/** What a provider's webhooks look like, and how they are answered, unless a source says otherwise. */
export interface PresetDefinition {
  /** The provider, as it writes its own name. */
  readonly title: string;
  /** What people enter as a secret, and where they find it. */
  readonly secret: string;
  /**
   * Set where the secret is ours to choose, so that Tidings can make one: 64 hexadecimal digits, or `whsec_` and
   * base64 (Standard Webhooks). Otherwise the provider gives it, and a source is made with what people paste.
   */
  readonly newSecret?: "hex" | "whsec";
  readonly mapping: Mapping;
  readonly methods?: SourceConfiguration["methods"];
  readonly contentTypes?: SourceConfiguration["contentTypes"];
  readonly response?: SourceConfiguration["response"];
  readonly verification?: Partial<SourceConfiguration["verification"]>;
}

/** `200` without a body, for providers that take nothing else for success. */
export const EMPTY_OK = { status: 200, contentType: "text/plain", body: "" } as const;
