import { describe, expect, test } from "vitest";
import { configurationOf, type WebhookPreset } from "#schemas/preset.ts";
import type { VerificationSettings } from "#schemas/verification-settings.ts";
import type { Scheme, SchemeTools, SignedRequest } from "#server/doors/webhook/schemes/scheme.ts";
import { verify } from "#server/doors/webhook/verify.ts";
import type { Source, SourceSecret } from "#server/services/sources/directory.ts";

/** A request as the sender's side makes it. */
export interface SentRequest {
  readonly method?: string;
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the contract needs to know of a scheme: how its sender signs, and what it takes for a secret. */
export interface SchemeUnderTest {
  readonly preset: WebhookPreset;
  readonly scheme: Scheme;
  readonly settings?: Partial<VerificationSettings>;
  /** Where the sender signs with a private key, this is the public one. */
  readonly secret: string;
  readonly otherSecret: string;
  /** Whether the sender signs a time, and so stale requests are told. */
  readonly signsTime: boolean;
  /** The sender's own code, where there is any. `with` names the secret (or the private key of it). */
  sign(input: {
    readonly with: "secret" | "otherSecret";
    readonly at: Date;
  }): SentRequest | Promise<SentRequest>;
  /** The same request with another body, when JSON with a letter changed is not one that the provider sends. */
  readonly tamper?: (request: SentRequest) => SentRequest;
  /** The header with the signature; null when it is in the body, and `withSignature` says where. */
  readonly signatureHeader: string | null;
  /** Writes the signature anew, or takes it away: for schemes whose signature is in the body. */
  readonly withSignature?: (
    request: SentRequest,
    change: (signature: string) => string | null,
  ) => SentRequest;
  /** Joins both requests' signatures as the provider does while it rotates a secret; left out where it never does. */
  readonly join?: (first: SentRequest, second: SentRequest) => SentRequest;
  /** True where the credential is no signature of the body, so that another body goes unnoticed. */
  readonly ignoresBody?: boolean;
  readonly tools?: SchemeTools;
}

export const CONTRACT_URL = "https://tidings.example/api/webhooks/contract?to=us";
const AT = new Date("2026-03-15T10:00:00Z");
const NO_TOOLS: SchemeTools = {
  fetchText: () => Promise.reject(new Error("This scheme was not expected to fetch anything.")),
};

function secretOf(plain: string, expiresAt: string | null = null): SourceSecret {
  return { id: plain, plain, expiresAt };
}

function later(seconds: number): Date {
  return new Date(AT.getTime() + seconds * 1000);
}

/** What every scheme must do, run by each scheme's own test. */
export function describeScheme(subject: SchemeUnderTest): void {
  const { scheme, signsTime } = subject;

  async function judge(request: SentRequest, secrets: readonly SourceSecret[], at = AT): Promise<string> {
    const source: Source = {
      id: "source",
      key: "contract",
      preset: subject.preset,
      enabled: true,
      secrets,
      configuration: configurationOf(subject.preset, { verification: settingsOf(subject) }),
    };
    const verification = await verify({
      scheme,
      request: toSigned(request),
      source,
      at,
      tools: subject.tools ?? NO_TOOLS,
    });
    return verification.outcome === "verified"
      ? `verified by ${verification.secret?.id}`
      : verification.refusal.reason;
  }

  const rewrite = (request: SentRequest, change: (signature: string) => string | null) =>
    subject.withSignature?.(request, change) ?? rewriteHeader(request, subject.signatureHeader, change);
  const tamper = subject.tamper ?? changeLetter;
  const right = secretOf(subject.secret);
  const other = secretOf(subject.otherSecret);

  describe(`the scheme ${subject.preset}`, () => {
    test("verifies what its sender signed, with whichever of several secrets is right", async () => {
      const request = await subject.sign({ with: "secret", at: AT });
      expect(await judge(request, [right])).toBe(`verified by ${right.id}`);
      expect(await judge(request, [other, right])).toBe(`verified by ${right.id}`);
    });

    test("takes its secrets when a source is saved", () => {
      const faults = [subject.secret, subject.otherSecret].map(
        (secret) => scheme.secretFault?.(secret) ?? null,
      );
      expect(faults).toEqual([null, null]);
    });

    test("refuses another secret, no secret, and a secret that is none of this scheme's", async () => {
      const request = await subject.sign({ with: "otherSecret", at: AT });
      expect(await judge(request, [right])).toBe("bad_signature");
      expect(await judge(request, [])).toBe("bad_signature");
      expect(await judge(request, [secretOf("\u0000"), secretOf("whsec_%%%"), secretOf("{}")])).toBe(
        "bad_signature",
      );
    });

    if (!subject.ignoresBody) {
      test("refuses a body that was changed", async () => {
        const request = tamper(await subject.sign({ with: "secret", at: AT }));
        expect(await judge(request, [right])).toBe("bad_signature");
      });
    }

    if (signsTime) {
      test("takes 299 s of difference, and refuses 301 s, old or ahead", async () => {
        for (const [seconds, expected] of [
          [299, `verified by ${right.id}`],
          [-299, `verified by ${right.id}`],
          [301, "stale_signature"],
          [-301, "stale_signature"],
        ] as const) {
          const request = await subject.sign({ with: "secret", at: AT });
          expect([seconds, await judge(request, [right], later(seconds))]).toEqual([seconds, expected]);
        }
      });
    }

    test("tells a request without a signature from one with a wrong one", async () => {
      const request = await subject.sign({ with: "secret", at: AT });
      expect(
        await judge(
          rewrite(request, () => null),
          [right],
        ),
      ).toBe("missing_signature");
    });

    test("refuses a signature that is cut, empty, in another case or encoding, or ten thousand characters long", async () => {
      const request = await subject.sign({ with: "secret", at: AT });
      const changes: ((signature: string) => string)[] = [
        (signature) => signature.slice(0, -1),
        (signature) => signature.slice(0, -8),
        (signature) => swapCase(signature),
        (signature) => Buffer.from(signature).toString("hex"),
        (signature) => `${signature}${signature}`,
        () => "=",
        () => "é".repeat(8),
        () => "A".repeat(10_000),
      ];
      for (const [index, change] of changes.entries()) {
        const verdict = await judge(rewrite(request, change), [right]);
        expect([index, verdict]).toEqual([index, expect.stringMatching(/^(bad|missing)_signature$/)]);
      }
    });

    test("knows a rotated secret inside the overlap, and refuses it after", async () => {
      const request = await subject.sign({ with: "otherSecret", at: AT });
      const rotated = (expiresAt: Date) => [secretOf(subject.otherSecret, expiresAt.toISOString()), right];
      expect(await judge(request, rotated(later(60)))).toBe(`verified by ${other.id}`);
      expect(await judge(request, rotated(later(-60)))).toBe("bad_signature");
      expect(await judge(request, rotated(AT))).toBe("bad_signature");
    });

    test("two signatures at once: either may be right where the provider sends two, none where it does not", async () => {
      const first = await subject.sign({ with: "otherSecret", at: AT });
      const second = await subject.sign({ with: "secret", at: AT });
      if (subject.join) {
        expect(await judge(subject.join(first, second), [right])).toBe(`verified by ${right.id}`);
        expect(await judge(subject.join(first, first), [right])).toBe("bad_signature");
      } else {
        const doubled = rewrite(second, (signature) => `${signature}, ${signature}`);
        expect(await judge(doubled, [right])).toMatch(/^(bad|missing)_signature$/);
      }
    });

    test("a thousand signatures are bounded work: a right one behind so many wrong ones is not looked at", async () => {
      const first = await subject.sign({ with: "otherSecret", at: AT });
      const second = await subject.sign({ with: "secret", at: AT });
      const { join } = subject;
      const many = join
        ? join(Array.from({ length: 999 }, () => first).reduce(join), second)
        : rewrite(second, (signature) => Array.from({ length: 1000 }, () => signature).join(","));
      expect(await judge(many, [right])).toMatch(/^(bad|missing)_signature$/);
    });
  });
}

function settingsOf({ settings }: SchemeUnderTest): VerificationSettings {
  return { toleranceSeconds: 300, ...settings };
}

export function toSigned(request: SentRequest): SignedRequest {
  return {
    method: request.method ?? "POST",
    url: request.url ?? CONTRACT_URL,
    headers: new Headers(Object.entries(request.headers).map(([name, value]) => [name, toByteString(value)])),
    body: Buffer.from(request.body),
  };
}

/** Header values are bytes: what is beyond Latin-1 arrives as the bytes of its UTF-8. */
function toByteString(value: string): string {
  return Buffer.from(value, "utf8").toString("latin1");
}

function rewriteHeader(
  request: SentRequest,
  header: string | null,
  change: (signature: string) => string | null,
): SentRequest {
  if (header === null) throw new Error("A scheme without a signature header needs withSignature.");
  const name = Object.keys(request.headers).find((known) => known.toLowerCase() === header.toLowerCase());
  if (name === undefined) throw new Error(`The request has no ${header}.`);
  const { [name]: signature = "", ...headers } = request.headers;
  const changed = change(signature);
  return { ...request, headers: changed === null ? headers : { ...headers, [name]: changed } };
}

function changeLetter(request: SentRequest): SentRequest {
  const body = request.body.replace(/[a-y](?=[^a-z]*$)/, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + 1),
  );
  if (body === request.body) throw new Error("The body has no letter to change.");
  return { ...request, body };
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
