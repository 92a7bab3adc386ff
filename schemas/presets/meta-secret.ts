export interface MetaSecret {
  /** What Meta signs with: hexadecimal digits, so that the first colon ends it. */
  readonly appSecret: string;
  /** What Meta sends along when it asks whether the URL is ours; null when the secret has none. */
  readonly verifyToken: string | null;
}

/** Reads a secret of the preset `meta`, `<app secret>:<verify token>`: both are kept encrypted as one. */
export function readMetaSecret(secret: string): MetaSecret {
  const end = secret.indexOf(":");
  return end < 0
    ? { appSecret: secret, verifyToken: null }
    : { appSecret: secret.slice(0, end), verifyToken: secret.slice(end + 1) || null };
}
