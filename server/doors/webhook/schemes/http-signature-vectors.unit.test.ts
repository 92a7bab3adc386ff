import { parseDictionary } from "structured-headers";
import { expect, test } from "vitest";
import { type SentRequest, toSigned } from "#e2e/support/scheme-contract.ts";
import { httpSignature } from "./http-signature.ts";
import { readHttpSignatureKey } from "./http-signature-key.ts";
import { createSignatureBase } from "./signature-base.ts";

/** RFC 9421, appendix B.2: the request that its examples sign. */
const REQUEST: SentRequest = {
  method: "POST",
  url: "https://example.com/foo?param=Value&Pet=dog",
  headers: {
    host: "example.com",
    date: "Tue, 20 Apr 2021 02:07:55 GMT",
    "content-type": "application/json",
    "content-digest":
      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
    "content-length": "18",
  },
  body: '{"hello": "world"}',
};
const CREATED_MS = 1_618_884_473_000;

/** Appendix B.1. */
const KEYS = {
  "test-key-rsa-pss": `-----BEGIN PUBLIC KEY-----
MIIBIDALBgkqhkiG9w0BAQoDggEPADCCAQoCggEBAK+LZpt69tFnfz26rz9bNvkB
Lb6bkWlfGKuNII1EfMtkY8WunaRthlx2z37zLPHLfi4dRh+OcdvEcN0cud5pvqAF
48kPOjpw5GeTfJWG4IA+Dt8OjOqQLy5IZPeQJ3U64n2yBTzVPDzzDuzsqxQB6oA7
M54zxZkzrQhHDdmdRaVoHIcLmCzy/lqJKpbXddZ6qs4vmyfXL0igA2HVAADeVlLc
3aYsui204EsT+6HIlOE59IOSOmg2SewPC86NCksmWKAOPOZqnDtBlQHVcPZauGjk
/b+nfp2+G5zZEFZJS0N31QLyZvsXQzqfSwjQjePFdqZwzpBVevlPZ1eaMnOlyNsC
AwEAAQ==
-----END PUBLIC KEY-----`,
  "test-key-ed25519": `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----`,
  "test-shared-secret": JSON.stringify({
    kty: "oct",
    k: "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ",
  }),
} as const;

interface Vector {
  readonly section: string;
  readonly key: keyof typeof KEYS;
  readonly input: string;
  readonly signature: string;
}

const VECTORS: readonly Vector[] = [
  {
    section: "B.2.1",
    key: "test-key-rsa-pss",
    input: '();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd"',
    signature:
      "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==",
  },
  {
    section: "B.2.2",
    key: "test-key-rsa-pss",
    input:
      '("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example"',
    signature:
      "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==",
  },
  {
    section: "B.2.3",
    key: "test-key-rsa-pss",
    input:
      '("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"',
    signature:
      "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==",
  },
  {
    section: "B.2.5",
    key: "test-shared-secret",
    input: '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
    signature: "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=",
  },
  {
    section: "B.2.6",
    key: "test-key-ed25519",
    input:
      '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    signature: "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
  },
];

function isRight({ key, input, signature }: Vector, request: SentRequest): boolean {
  const covered = parseDictionary(`sig=${input}`).get("sig");
  const base = createSignatureBase(
    toSigned(request),
    Array.isArray(covered?.[0]) ? [covered[0], covered[1]] : [[], new Map()],
  );
  const read = readHttpSignatureKey(KEYS[key]);
  if (base.outcome === "unreadable" || read === null) return false;
  return read.algorithms.some(({ verify }) => verify(base.bytes, read.key, Buffer.from(signature, "base64")));
}

test.each(VECTORS)("the signature of RFC 9421, $section, is right for its request alone", (vector) => {
  expect(isRight(vector, REQUEST)).toBe(true);
  const other = { ...REQUEST, url: "https://example.org/bar?Pet=cat" };
  expect(isRight(vector, other)).toBe(vector.section === "B.2.1");
});

test.each(VECTORS.filter(({ input }) => input.includes("content-digest")))(
  "the whole scheme verifies the request of $section",
  async ({ key, input, signature }) => {
    const headers = {
      ...REQUEST.headers,
      "signature-input": `sig=${input}`,
      signature: `sig=:${signature}:`,
    };
    const tools = { fetchText: () => Promise.reject(new Error("Keys are never fetched.")) };
    const reading = await httpSignature.read(
      toSigned({ ...REQUEST, headers }),
      { toleranceSeconds: 300 },
      tools,
    );
    expect(reading).toMatchObject({ outcome: "claims", claim: { signedAtMs: CREATED_MS } });
    expect(reading.outcome === "claims" && reading.claim.matches(KEYS[key])).toBe(true);
  },
);
