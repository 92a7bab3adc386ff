import { hmacValidator as HmacValidator, Types } from "@adyen/api-library";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { adyen } from "./adyen.ts";
import { MAX_SIGNATURES } from "./limits.ts";

const { EventCodeEnum, SuccessEnum } = Types.notification.NotificationRequestItem;
/** Without the class around it. */
type Item = Pick<
  Types.notification.NotificationRequestItem,
  keyof Types.notification.NotificationRequestItem
>;

const SECRETS = {
  secret: "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
  otherSecret: "DFB1EB5485895CFA84146406857104ABB4CBCABDC8AAF103A624C8F6A3EAAB00",
};

function itemOf(key: string, pspReference = "7914073381342284"): Item {
  const item: Item = {
    pspReference,
    merchantAccountCode: "TestMerchant",
    merchantReference: "TestPayment-1407325143704",
    amount: { value: 1130, currency: "EUR" },
    eventCode: EventCodeEnum.Authorisation,
    eventDate: "2014-08-06T17:15:34+02:00",
    success: SuccessEnum.True,
  };
  return { ...item, additionalData: { hmacSignature: new HmacValidator().calculateHmac(item, key) } };
}

function send(...items: readonly unknown[]): SentRequest {
  const notificationItems = items.map((NotificationRequestItem) => ({ NotificationRequestItem }));
  return { headers: {}, body: JSON.stringify({ live: "false", notificationItems }) };
}

function change(request: SentRequest, changed: (signature: string) => string | null): SentRequest {
  const item = itemOf(SECRETS.secret);
  const signature = signatureOf(request);
  const hmacSignature = changed(signature);
  return send({ ...item, additionalData: hmacSignature === null ? {} : { hmacSignature } });
}

function signatureOf({ body }: SentRequest): string {
  const found = /"hmacSignature":"([^"]+)"/.exec(body)?.[1];
  if (found === undefined) throw new Error("The request has no signature.");
  return found;
}

describeScheme({
  preset: "adyen",
  scheme: adyen,
  ...SECRETS,
  signsTime: false,
  signatureHeader: null,
  withSignature: change,
  tamper: (request) => ({ ...request, body: request.body.replace('"value":1130', '"value":1131') }),
  sign: ({ with: name }) => send(itemOf(SECRETS[name])),
});

test("the example that Adyen's libraries are tested with is verified", async () => {
  const item = { ...itemOf(SECRETS.secret), originalReference: "" };
  const documented = { hmacSignature: "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=" };
  expect(await isSignedWith(adyen, send({ ...item, additionalData: documented }), SECRETS.secret)).toBe(true);
});

test("all items must be right", async () => {
  const [first, second] = [itemOf(SECRETS.secret, "1"), itemOf(SECRETS.secret, "2")];
  expect(await isSignedWith(adyen, send(first, second), SECRETS.secret)).toBe(true);
  expect(await isSignedWith(adyen, send(first, itemOf(SECRETS.otherSecret, "2")), SECRETS.secret)).toBe(
    false,
  );
  expect(await isSignedWith(adyen, send(first, { ...second, success: "false" }), SECRETS.secret)).toBe(false);
  expect(await isSignedWith(adyen, send(first, null), SECRETS.secret)).toBe(false);
});

test.each([
  ["an amount that is text", { amount: { value: "1130", currency: "EUR" } }],
  ["a reference that is a number", { pspReference: 7914073381342284 }],
])("%s is not what Adyen signs, even where it would be written the same", async (_case, wrong) => {
  const item = { ...itemOf(SECRETS.secret), ...wrong };
  const text = [item.pspReference, "", item.merchantAccountCode, item.merchantReference];
  const signed = [...text, item.amount.value, item.amount.currency, item.eventCode, item.success].join(":");
  const hmacSignature = new HmacValidator().calculateHmac(signed, SECRETS.secret);
  const request = send({ ...item, additionalData: { hmacSignature } });
  expect(await isSignedWith(adyen, request, SECRETS.secret)).toBe(false);
});

test("only so many items are looked at", async () => {
  const items = Array.from({ length: MAX_SIGNATURES + 1 }, (_, index) => itemOf(SECRETS.secret, `${index}`));
  expect(await isSignedWith(adyen, send(...items), SECRETS.secret)).toBe(false);
  expect(await isSignedWith(adyen, send(...items.slice(1)), SECRETS.secret)).toBe(true);
});

test.each([
  "",
  "[]",
  "null",
  "{",
  '{"notificationItems":{}}',
  '{"notificationItems":[]}',
  '{"notificationItems":[5]}',
])("a body that is %j is none of Adyen's", async (body) => {
  expect(await isSignedWith(adyen, { headers: {}, body }, SECRETS.secret)).toBe(false);
});
