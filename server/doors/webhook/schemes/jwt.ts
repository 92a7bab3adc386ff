import { jwtSettings, type VerificationSettings } from "#schemas/verification-settings.ts";
import { readAuthorization } from "./authorization.ts";
import { isSignedByKeySet, isUsableKeySet } from "./json-web-key-set.ts";
import { readToken, type Token } from "./json-web-token.ts";
import { type Claim, claims, malformed, missing, type Scheme } from "./scheme.ts";

const MS_PER_SECOND = 1000;

type JwtSettings = NonNullable<VerificationSettings["jwt"]>;
const DEFAULTS: JwtSettings = jwtSettings.parse({});

/**
 * JSON Web Token (RFC 7519) in `Authorization: Bearer <token>` or a header of the source's choice. The secret is the
 * JSON Web Key Set (RFC 7517) of the sender: its keys say which algorithms there are, so that a token can neither
 * choose `none` nor have a public key taken for a shared one (RFC 8725, section 3.1).
 */
export const jwt: Scheme = {
  signsNothing: true,
  secretFault: (secret) =>
    isUsableKeySet(secret)
      ? null
      : 'The secret has no key that can verify a token. Paste the JSON Web Key Set of the issuer, `{"keys":[…]}`: it is found at the jwks_uri that the issuer names.',
  credentialHeaders: ({ jwt: settings = DEFAULTS }) => [settings.header],
  read({ headers }, { jwt: settings = DEFAULTS }) {
    const given = readGiven(headers, settings.header);
    if (!given) return missing(`There is no token in the header ${settings.header}.`);
    const token = readToken(given);
    if (token === null)
      return malformed(`What is in the header ${settings.header} is no signed JSON Web Token.`);
    const problem = findProblem(token, settings);
    return problem === null ? claims(toClaim(token)) : malformed(problem);
  },
};

function readGiven(headers: Headers, header: string): string | null {
  const bearer = readAuthorization(headers, "Bearer", header);
  return bearer === null && header !== DEFAULTS.header ? headers.get(header) : bearer;
}

/** What the token says against itself, whoever signed it. */
function findProblem(
  { issuer, audiences, issuedAt, expiresAt }: Token,
  settings: JwtSettings,
): string | null {
  if (settings.issuer !== undefined && issuer !== settings.issuer) {
    return "The token's issuer (iss) is not the one that the source names.";
  }
  if (settings.audience !== undefined && !audiences.includes(settings.audience)) {
    return "The token's audience (aud) is not the one that the source names.";
  }
  if (issuedAt === undefined && expiresAt === undefined) {
    return "The token says neither when it was issued (iat) nor when it expires (exp), so it would be good for ever.";
  }
  return null;
}

/** A token that expires may be sent until then, as senders do that keep one for an hour; another must be new. */
function toClaim(token: Token): Claim {
  const { issuedAt, notBefore, expiresAt } = token;
  const starts = [issuedAt, notBefore].filter((time) => time !== undefined);
  return {
    signedAtMs: expiresAt === undefined && issuedAt !== undefined ? issuedAt * MS_PER_SECOND : null,
    ...(starts.length > 0 && { notBeforeMs: Math.max(...starts) * MS_PER_SECOND }),
    ...(expiresAt !== undefined && { expiresAtMs: expiresAt * MS_PER_SECOND }),
    matches: (secret) => isSignedByKeySet(token, secret),
  };
}
