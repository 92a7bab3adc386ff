import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** NIST SP 800-38D: 96-bit nonces, 128-bit tags. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps what must not be readable in a copy of the database: webhook secrets, signing keys. */
export interface Secrets {
  encrypt(plain: string): string;
  /** @throws when the text was not encrypted with this installation's TIDINGS_SECRET */
  decrypt(sealed: string): string;
}

/** AES-256-GCM; a sealed text is `v1.` and base64url of nonce, tag and cipher text. */
export function createSecrets(installationSecret: string): Secrets {
  const key = Buffer.from(hkdfSync("sha256", installationSecret, "", "tidings/secrets/v1", 32));
  return {
    encrypt(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url")}`;
    },
    decrypt(sealed) {
      const bytes = Buffer.from(sealed.slice("v1.".length), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
    },
  };
}
