import { type KeyObject, X509Certificate } from "node:crypto";
import type { SchemeTools } from "./scheme.ts";

/** Amazon uses one certificate a region at a time: these are enough for all regions that one installation hears of. */
const MAX_KEPT = 32;

/** Who knows a source's topic can name certificates that are not there: so many requests come of it at once, at most. */
const MAX_UNDER_WAY = 4;

const HOST = /^sns\.[a-z0-9-]{3,32}\.amazonaws\.com(\.cn)?$/;

/** An address of Amazon SNS itself; null for any other. */
export function readSnsUrl(text: string): URL | null {
  const url = URL.parse(text);
  const isPlain = url?.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
  return url && isPlain && HOST.test(url.hostname) ? url : null;
}

/** The address of one of Amazon's certificates; null for any other. A query or a fragment would make one look like many. */
export function readCertificateUrl(text: string): URL | null {
  const url = readSnsUrl(text);
  return url?.pathname.endsWith(".pem") && url.search === "" && url.hash === "" ? url : null;
}

export interface SnsCertificates {
  /** @returns null when there is no certificate at the address @throws when it cannot be had now */
  keyAt(url: URL, tools: SchemeTools): Promise<KeyObject | null>;
}

/** Amazon's keys by the certificate's address. A certificate never changes there: new ones have new addresses. */
export function createSnsCertificates(): SnsCertificates {
  const kept = new Map<string, KeyObject>();
  const underWay = new Map<string, Promise<KeyObject | null>>();

  async function fetchKey(url: URL, tools: SchemeTools): Promise<KeyObject | null> {
    try {
      const publicKey = readPublicKey((await tools.fetchText(url)) ?? "");
      if (publicKey === null) return null;
      const [oldest] = kept.keys();
      if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(url.href, publicKey);
      return publicKey;
    } finally {
      underWay.delete(url.href);
    }
  }

  return {
    keyAt(url, tools) {
      const known = kept.get(url.href);
      if (known) return Promise.resolve(known);
      const same = underWay.get(url.href);
      if (same) return same;
      if (underWay.size >= MAX_UNDER_WAY) {
        return Promise.reject(new Error("Too many certificates of Amazon SNS are being fetched already."));
      }
      const fetched = fetchKey(url, tools);
      underWay.set(url.href, fetched);
      return fetched;
    },
  };
}

function readPublicKey(certificate: string): KeyObject | null {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    return null;
  }
}
