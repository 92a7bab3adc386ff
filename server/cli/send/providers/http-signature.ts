import { createHash } from "node:crypto";
import { genericSample } from "../generic-sample.ts";
import { cannotSign, type Provider, signed, type ToSign } from "../provider.ts";
import { signMessage } from "../sign-message.ts";
import { unixSeconds } from "../time.ts";

const LABEL = "tidings";
const ADVICE =
  "Give the shared secret, or the private key of the source's public key as PEM or JWK: RSA, ECDSA with P-256 or P-384, or Ed25519.";

/** HTTP Message Signatures (RFC 9421) that cover method, body digest (RFC 9530), and what the source requires. */
export const httpSignature: Provider = {
  event: "tidings.test",
  sample: genericSample,
  sign(request) {
    const digest = createHash("sha256").update(request.body).digest("base64");
    const headers = { ...request.headers, "content-digest": `sha-256=:${digest}:` };
    const required = request.settings.requiredComponents ?? [];
    const names = [...new Set(["@method", "content-digest", ...required.map((name) => name.toLowerCase())])];
    const lines: string[] = [];
    for (const name of names) {
      const value = componentOf(name, { ...request, headers });
      if (value === undefined)
        return cannotSign(`The source wants ${name} to be covered, which the sample does not have.`);
      lines.push(`"${name}": ${value}`);
    }
    const parameters = `(${names.map((name) => `"${name}"`).join(" ")});created=${unixSeconds(request.at)}`;
    const base = [...lines, `"@signature-params": ${parameters}`].join("\n");
    const signature = signMessage(base, request.secret);
    if (signature === null) return cannotSign(ADVICE);
    return signed({
      "content-digest": headers["content-digest"],
      "signature-input": `${LABEL}=${parameters}`,
      signature: `${LABEL}=:${signature.toString("base64")}:`,
    });
  },
};

/** RFC 9421, section 2. */
function componentOf(name: string, { method, url, headers }: ToSign): string | undefined {
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
      return headers[name];
  }
}
