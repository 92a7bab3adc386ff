import { createHash } from "node:crypto";
import twilioSdk from "twilio";
import { describe, expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { twilio } from "./twilio.ts";

const { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } = twilioSdk;

const SECRETS = { secret: "12345", otherSecret: "another auth token" };
const URL_AS_SET = "https://tidings.example/api/webhooks/twilio?from=twilio";
const FIELDS = { MessageSid: "SM0123", MessageStatus: "delivered", To: "+18005551212", Body: "Grüße & more" };
const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

type Fields = Readonly<Record<string, string | string[]>>;

function sendForm(
  secret: string,
  { fields = FIELDS, url = URL_AS_SET }: { fields?: Fields; url?: string } = {},
) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
  const signature = getExpectedTwilioSignature(secret, url, { ...fields });
  const body = new URLSearchParams(pairs).toString();
  return { url, headers: { ...FORM, "x-twilio-signature": signature }, body };
}

function sendJson(secret: string): SentRequest & { url: string } {
  const body = '{"specversion":"1.0","type":"com.twilio.messaging.message.delivered"}';
  const url = `${URL_AS_SET}&bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-twilio-signature": getExpectedTwilioSignature(secret, url, {}),
  };
  return { url, headers, body };
}

describe("forms", () => {
  describeScheme({
    preset: "twilio",
    scheme: twilio,
    ...SECRETS,
    signsTime: false,
    signatureHeader: "x-twilio-signature",
    sign: ({ with: name }) => sendForm(SECRETS[name]),
  });
});

describe("other bodies", () => {
  describeScheme({
    preset: "twilio",
    scheme: twilio,
    ...SECRETS,
    signsTime: false,
    signatureHeader: "x-twilio-signature",
    sign: ({ with: name }) => sendJson(SECRETS[name]),
  });

  test("Twilio's own library takes the same", () => {
    const { url, headers, body } = sendJson(SECRETS.secret);
    expect(validateRequestWithBody(SECRETS.secret, headers["x-twilio-signature"] ?? "", url, body)).toBe(
      true,
    );
  });

  test("are refused when the URL does not say their hash: nothing of them would be signed", async () => {
    const signature = getExpectedTwilioSignature(SECRETS.secret, URL_AS_SET, {});
    const bare: SentRequest = { url: URL_AS_SET, headers: { "x-twilio-signature": signature }, body: "" };
    expect(await isSignedWith(twilio, bare, SECRETS.secret)).toBe(true);
    for (const contentType of ["application/json", "text/plain", ""]) {
      const request = { ...bare, body: "{}", headers: { ...bare.headers, "content-type": contentType } };
      expect(await isSignedWith(twilio, request, SECRETS.secret)).toBe(false);
    }
  });
});

test("the documented example is verified", async () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const fields = {
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675310",
    Digits: "1234",
    From: "+14158675310",
    To: "+18005551212",
  };
  const request = sendForm(SECRETS.secret, { url, fields });
  expect(request.headers["x-twilio-signature"]).toBe("GvWf1cFY/Q7PnoempGyD5oXAezc=");
  expect(await isSignedWith(twilio, request, SECRETS.secret)).toBe(true);
});

test("fields that come several times are signed as Twilio's own library does", async () => {
  const request = sendForm(SECRETS.secret, { fields: { b: ["2", "10", "2"], a: "", B: "x" } });
  expect(await isSignedWith(twilio, request, SECRETS.secret)).toBe(true);
});

test("the URLs that Twilio's own library takes for one another are so here, and no others", async () => {
  const received = [
    "https://tidings.example/hook",
    "https://tidings.example:443/hook",
    "http://tidings.example/hook",
    "http://tidings.example:80/hook?a='b c'",
    "http://tidings.example/hook?a='b c'",
    "http://tidings.example/hook?a=%27b%20c%27",
    "http://tidings.example/hook?a='b%20c'",
    "https://tidings.example:8443/hook",
    "https://user:123@tidings.example/hook?x=%27",
    "https://[::1]/hook?x=1",
    "https://[::1]:8443/hook",
    "https://tidings.example",
    "https://tidings.example/hook?e=a%20b+c",
    "https://tidings.example/hook?e=a%20b%20c",
  ];
  for (const signed of received) {
    for (const url of received) {
      const request = { ...sendForm(SECRETS.secret, { url: signed }), url };
      const theirs = validateRequest(SECRETS.secret, request.headers["x-twilio-signature"], url, FIELDS);
      expect([signed, url, await isSignedWith(twilio, request, SECRETS.secret)]).toEqual([
        signed,
        url,
        theirs,
      ]);
    }
  }
});

test("what parsers pass over at a form's beginning is not passed over: it would be a field's name later", async () => {
  const request = sendForm(SECRETS.secret);
  for (const prefix of ["?", "\u{FEFF}"]) {
    const changed = { ...request, body: prefix + request.body };
    expect([prefix, await isSignedWith(twilio, changed, SECRETS.secret)]).toEqual([prefix, false]);
  }
});

test("a form of more fields than Twilio ever sends is refused before it is sorted", async () => {
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, "x"]));
  expect(await isSignedWith(twilio, sendForm(SECRETS.secret, { fields: fields(1000) }), SECRETS.secret)).toBe(
    true,
  );
  expect(await isSignedWith(twilio, sendForm(SECRETS.secret, { fields: fields(1001) }), SECRETS.secret)).toBe(
    false,
  );
});
