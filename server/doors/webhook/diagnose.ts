import { parseJson } from "#schemas/json/parse.ts";
import { scanJson } from "#schemas/json/scan.ts";
import type { Refusal } from "#schemas/receipt.ts";
import type { Source, SourceSecret } from "#server/services/sources/directory.ts";
import type { Claim, Scheme, SchemeTools, SignedRequest } from "./schemes/scheme.ts";

/** Bodies beyond this are not written anew to find out what somebody did to them: it is work that strangers ask for. */
const MAX_REWRITTEN_BYTES = 64 * 1024;

interface Unverified {
  readonly scheme: Scheme;
  readonly request: SignedRequest;
  readonly source: Source;
  readonly live: readonly SourceSecret[];
  readonly claim: Claim;
  readonly tools: SchemeTools;
}

/** Why a signature is wrong, as far as can be told: for the people who have to put it right. */
export async function diagnose(unverified: Unverified): Promise<Refusal> {
  const { source, live, claim } = unverified;
  if (source.secrets.length === 0) return bad("The source has no secret, so nothing can be verified.");
  const expired = source.secrets.find((secret) => !live.includes(secret) && claim.matches(secret.plain));
  if (expired) {
    const message = `The request was signed with an older secret of the source, which was valid until ${expired.expiresAt}. Set the present one on the sending side.`;
    return { ...bad(message), diagnosis: { kind: "older_secret" } };
  }
  if (unverified.scheme.signsNothing) {
    return bad("The credentials are none of the source's. Check that both sides have the same secret.");
  }
  const change = await findRewriting(unverified);
  if (change !== null) {
    const message = `The signature is that of another writing of the same body (${change}). Something between the sender and Tidings rewrites bodies: let it pass them on as they are.`;
    return { ...bad(message), diagnosis: { kind: "body_rewritten", change } };
  }
  return bad(
    "The signature does not match the body with any secret of the source. Check that both sides have the same secret, and that nothing between them rewrites the body.",
  );
}

async function findRewriting({ scheme, request, source, live, tools }: Unverified): Promise<string | null> {
  if (request.body.byteLength > MAX_REWRITTEN_BYTES) return null;
  const text = Buffer.from(request.body).toString("utf8");
  for (const [change, rewritten] of rewritingsOf(text)) {
    if (rewritten === text) continue;
    const body = Buffer.from(rewritten);
    const reading = await scheme.read({ ...request, body }, source.configuration.verification, tools);
    if (reading.outcome !== "claims") continue;
    if (live.some((secret) => reading.claim.matches(secret.plain))) return change;
  }
  return null;
}

/** What proxies and body parsers do to JSON: each is tried as if it had been undone. */
function rewritingsOf(text: string): [change: string, body: string][] {
  const rewritings: [string, string][] = [
    ["a line break at the end was added", text.replace(/\r?\n$/, "")],
    ["a line break at the end was removed", `${text}\n`],
    [
      "line breaks were changed",
      text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", "\r\n"),
    ],
  ];
  // What is no JSON has only line breaks to look at; what nests deeply would be indented to thousands of times its size.
  if (scanJson(text).outcome === "invalid") return rewritings;
  const value = parseJson(text);
  const compact = JSON.stringify(value);
  rewritings.push(
    ["white space was added", compact],
    ["white space was removed", JSON.stringify(value, null, 2)],
    ["non-ASCII characters were unescaped", compact.replace(/[\u0080-\uffff]/g, escapeCharacter)],
  );
  return rewritings;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function bad(message: string): Refusal {
  return { reason: "bad_signature", message };
}
