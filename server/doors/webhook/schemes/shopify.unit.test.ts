import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { getHmac } from "@shopify/shopify-api/test-helpers";
import "@shopify/shopify-api/adapters/web-api";
import { expect, test } from "vitest";
import { describeScheme } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { shopify } from "./shopify.ts";

const BODY = '{"id":820982911946154508,"name":"#9999","note":"für dich"}';
const SECRETS = { secret: "hush", otherSecret: "shpss_0123456789abcdef" };

describeScheme({
  preset: "shopify",
  scheme: shopify,
  ...SECRETS,
  signsTime: false,
  signatureHeader: "x-shopify-hmac-sha256",
  sign: ({ with: name }) => ({
    headers: { "x-shopify-hmac-sha256": getHmac(BODY, SECRETS[name]) },
    body: BODY,
  }),
});

test("the header of the newer event subscriptions is verified", async () => {
  const request = { headers: { "shopify-hmac-sha256": getHmac(BODY, SECRETS.secret) }, body: BODY };
  expect(await isSignedWith(shopify, request, SECRETS.secret)).toBe(true);
  expect(await isSignedWith(shopify, request, SECRETS.otherSecret)).toBe(false);
});

test("Shopify's own library takes what its test helper signed", async () => {
  const { webhooks } = shopifyApi({
    apiKey: "an API key",
    apiSecretKey: SECRETS.secret,
    apiVersion: ApiVersion.January26,
    hostName: "tidings.example",
    isEmbeddedApp: false,
  });
  const rawRequest = new Request("https://tidings.example/", {
    method: "POST",
    headers: {
      "x-shopify-hmac-sha256": getHmac(BODY, SECRETS.secret),
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "johns-apparel.myshopify.com",
      "x-shopify-api-version": "2026-01",
      "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    },
  });
  expect(await webhooks.validate({ rawBody: BODY, rawRequest })).toMatchObject({ valid: true });
});
