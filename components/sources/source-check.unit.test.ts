import { expect, test } from "vitest";
import { checkDraft } from "./source-check.ts";
import { EMPTY_DRAFT, type SourceDraft } from "./source-draft.ts";

const NAMED: SourceDraft = { ...EMPTY_DRAFT, name: "Shop" };

function errorsOf(draft: Partial<SourceDraft>) {
  const checked = checkDraft({ ...NAMED, ...draft });
  return checked.outcome === "invalid" ? checked.errors : {};
}

function sourceFor(draft: Partial<SourceDraft>) {
  const checked = checkDraft({ ...NAMED, ...draft });
  if (checked.outcome === "invalid") throw new Error(JSON.stringify(checked.errors));
  return checked.source;
}

test("a secret that the provider gives has to be pasted, whatever was chosen for the preset before", () => {
  expect(errorsOf({ preset: "stripe" })).toEqual({ secret: "Use a secret of at least 8 characters." });
  expect(sourceFor({ preset: "stripe", secret: "whsec_12345678" }).secret).toBe("whsec_12345678");
});

test("a secret that was pasted is used as it is, and a key of several lines without what surrounds it", () => {
  const secret = " 0123456789abcdef";
  expect(errorsOf({ secretFrom: "pasted", secret }).secret).toMatch("begins or ends with a space");
  expect(sourceFor({ preset: "http_signature", secret: `${secret}\n` }).secret).toBe(secret.trim());
});

test("a secret is made where both sides can choose it", () => {
  expect(sourceFor({ preset: "bearer", secret: "left over" }).secret).toBeNull();
});

test("addresses are separated by lines, spaces or commas, and the wrong one is named", () => {
  const addresses = "203.0.113.7,  2001:db8::/32\n198.51.100.0/24";
  expect(sourceFor({ preset: "ip_allow_list", addresses }).configuration.allowedAddresses).toEqual([
    "203.0.113.7",
    "2001:db8::/32",
    "198.51.100.0/24",
  ]);
  expect(errorsOf({ preset: "ip_allow_list", addresses: "203.0.113.7, shop.example" })).toEqual({
    addresses: "Give an IP address or a range such as 203.0.113.0/24. “shop.example” is none.",
  });
  expect(errorsOf({ preset: "ip_allow_list", addresses: " " })).toEqual({ addresses: "Fill this in." });
});

test("an HMAC needs the header of the signature, and a template that has the signature in it", () => {
  expect(errorsOf({ preset: "hmac", headerTemplate: "sha256=" })).toEqual({
    signatureHeader: "Give a header's name, such as X-Signature.",
    headerTemplate: "Name {signature} once.",
  });
  const { configuration } = sourceFor({ preset: "hmac", signatureHeader: "X-Signature" });
  expect(configuration.verification?.hmac).toMatchObject({
    header: "x-signature",
    headerTemplate: "{signature}",
    signedTemplate: "{body}",
    algorithm: "sha256",
    encoding: "hex",
  });
});

test("settings of a preset that was chosen before are left out", () => {
  expect(sourceFor({ signatureHeader: "X-Signature", addresses: "nowhere" }).configuration).toEqual({});
});
