import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { type Attack, refused, STORED } from "../support/attack.ts";
import { type AttackSite, BODY_LIMIT_BYTES } from "../support/attack-site.ts";
import type { RawRequest } from "../support/http.ts";
import { publish, webhook } from "../support/requests.ts";
import { envelope, envelopeOfBytes, objectOfBytes } from "../support/texts.ts";

const BROKEN = refused(400, "unreadable_body");
const UNKNOWN = refused(415, "unsupported_media_type");
const TOO_LARGE = refused(413, "too_large");

/** Becomes a thousand times of what it is. */
const BOMB = Buffer.alloc(256 * BODY_LIMIT_BYTES, " ");

const COMPRESS: Readonly<Record<string, (bytes: string | Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  br: quickBrotli,
  zstd: (bytes) => zstdCompressSync(bytes),
};

const bombs = Object.entries(COMPRESS).map(([coding, compress]) => [coding, compress(BOMB)] as const);

/** Its best takes half a minute. */
function quickBrotli(bytes: string | Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
}

type Coding = string | readonly string[];

const webhookIn = (coding: Coding, body: Uint8Array) => (site: AttackSite) =>
  webhook(site, body, { headers: { "content-encoding": coding } });

const publishIn = (coding: Coding, body: () => Uint8Array) => (site: AttackSite) =>
  publish(site, body(), { headers: { "content-encoding": coding } });

/** One case for each door. */
function both(
  title: string,
  coding: Coding,
  change: (text: string) => Uint8Array,
  expected: Attack["expected"],
): Attack[] {
  const made: [string, (site: AttackSite) => RawRequest][] = [
    ["webhook", (site) => webhookIn(coding, change("{}"))(site)],
    ["publish", (site) => publishIn(coding, () => change(envelope()))(site)],
  ];
  return made.map(([door, request]) => ({ title: `${door}: ${title}`, request, expected }));
}

/** RFC 1952, section 2.3.1: the checksum is what the last eight bytes begin with. */
const withoutChecksum = (bytes: Buffer) => bytes.fill(0, bytes.byteLength - 8, bytes.byteLength - 4);

const gzipped = (text: string) => gzipSync(text);

export const CODINGS: readonly Attack[] = [
  ...bombs.flatMap(([coding, bomb]): Attack[] => [
    { title: `webhook: a bomb in ${coding}`, request: webhookIn(coding, bomb), expected: TOO_LARGE },
    { title: `publish: a bomb in ${coding}`, request: publishIn(coding, () => bomb), expected: TOO_LARGE },
  ]),
  ...Object.entries(COMPRESS).flatMap(([coding, compress]) =>
    both(`sound ${coding}`, coding, compress, STORED),
  ),
  {
    title: "webhook: inflated to the limit",
    request: (site) => webhookIn("gzip", gzipSync(objectOfBytes(BODY_LIMIT_BYTES)))(site),
    expected: STORED,
  },
  {
    title: "webhook: inflated to one byte over the limit",
    request: (site) => webhookIn("gzip", gzipSync(objectOfBytes(BODY_LIMIT_BYTES + 1)))(site),
    expected: TOO_LARGE,
  },
  {
    title: "publish: inflated to one byte over the limit",
    request: publishIn("gzip", () => gzipSync(envelopeOfBytes(BODY_LIMIT_BYTES + 1))),
    expected: TOO_LARGE,
  },
  ...both("gzip cut short", "gzip", (text) => gzipped(text).subarray(0, -9), BROKEN),
  ...both("gzip with a wrong checksum", "gzip", (text) => withoutChecksum(gzipped(text)), BROKEN),
  ...both(
    "gzip with something behind it",
    "gzip",
    (text) => Buffer.concat([gzipped(text), Buffer.from("{}")]),
    BROKEN,
  ),
  ...both("no gzip at all", "gzip", (text) => Buffer.from(text), BROKEN),
  ...both("nothing, as gzip", "gzip", () => Buffer.alloc(0), BROKEN),
  ...both("gzip that is called zstd", "zstd", gzipped, BROKEN),
  ...both("gzip twice, and said twice", "gzip, gzip", (text) => gzipSync(gzipped(text)), UNKNOWN),
  ...both("gzip said twice in two headers", ["gzip", "gzip"], (text) => gzipSync(gzipped(text)), UNKNOWN),
  ...both(
    "gzip twice, and said once",
    "gzip",
    (text) => gzipSync(gzipped(text)),
    refused(400, "malformed_json"),
  ),
  ...both("an unknown coding", "compress", gzipped, UNKNOWN),
  ...both("a coding that objects inherit", "constructor", gzipped, UNKNOWN),
  ...both("a coding with a weight", "gzip;q=1", gzipped, UNKNOWN),
  ...both("the identity", "identity", (text) => Buffer.from(text), STORED),
];
