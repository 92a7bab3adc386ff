import { sign } from "node:crypto";
import { once } from "node:events";
import https from "node:https";
import MessageValidator from "sns-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeScheme, type SentRequest, toSigned } from "#e2e/support/scheme-contract.ts";
import { SNS_CERTIFICATE, SNS_PRIVATE_KEY } from "#e2e/support/sns-certificate.ts";
import { configurationOf } from "#schemas/preset.ts";
import type { Source } from "#server/services/sources/directory.ts";
import { verify } from "../verify.ts";
import { createAwsSns } from "./aws-sns.ts";
import type { Handshake, Reading } from "./scheme.ts";

const ARNS = {
  secret: "arn:aws:sns:eu-central-1:123456789012:orders",
  otherSecret: "arn:aws:sns:eu-central-1:999999999999:orders",
};
const CERTIFICATE_URL = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123.pem";
const SUBSCRIBE_URL =
  "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:orders&Token=2336412f";
const AT = new Date("2026-03-15T10:00:00Z");
const SIGNED = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

type Fields = Readonly<Record<string, string>>;

const NOTIFICATION: Fields = {
  Type: "Notification",
  MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
  TopicArn: ARNS.secret,
  Message: "Grüße,\nMessageId\nof two lines",
  Timestamp: AT.toISOString(),
  SignatureVersion: "1",
  SigningCertURL: CERTIFICATE_URL,
  UnsubscribeURL: "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe",
};

const CONFIRMATION: Fields = {
  ...NOTIFICATION,
  Type: "SubscriptionConfirmation",
  Token: "2336412f",
  SubscribeURL: SUBSCRIBE_URL,
};

function send(fields: Fields): SentRequest {
  return { headers: { "content-type": "text/plain; charset=UTF-8" }, body: JSON.stringify(fields) };
}

function signed(fields: Fields): Fields {
  const text = SIGNED.filter((name) => name in fields).map((name) => `${name}\n${fields[name]}\n`);
  const hash = fields.SignatureVersion === "2" ? "sha256" : "sha1";
  return { ...fields, Signature: sign(hash, Buffer.from(text.join("")), SNS_PRIVATE_KEY).toString("base64") };
}

/** Amazon, for tools: gives out the certificate, and notes what was asked for. */
function amazon(certificate: string | null = SNS_CERTIFICATE) {
  const asked: string[] = [];
  const fetchText = (url: URL) => {
    asked.push(url.href);
    return Promise.resolve(certificate);
  };
  return { asked, tools: { fetchText } };
}

for (const SignatureVersion of ["1", "2"]) {
  describeScheme({
    preset: "aws_sns",
    scheme: createAwsSns(),
    ...ARNS,
    signsTime: true,
    signatureHeader: null,
    tools: amazon().tools,
    sign: ({ with: name, at }) =>
      send(signed({ ...NOTIFICATION, TopicArn: ARNS[name], Timestamp: at.toISOString(), SignatureVersion })),
    tamper: (request) => ({ ...request, body: request.body.replace("two lines", "ten lines") }),
    withSignature: (request, change) => {
      const { Signature = "", ...rest }: Record<string, string> = JSON.parse(request.body);
      const changed = change(Signature);
      return send(changed === null ? rest : { ...rest, Signature: changed });
    },
  });
}

async function read(fields: Fields, { tools } = amazon(), scheme = createAwsSns()): Promise<Reading> {
  return await scheme.read(toSigned(send(fields)), { toleranceSeconds: 300 }, tools);
}

async function isVerified(fields: Fields): Promise<boolean> {
  const reading = await read(fields);
  return reading.outcome === "claims" && reading.claim.matches(ARNS.secret);
}

describe("Amazon's own validator takes what these tests sign, and so do we", () => {
  const server = https.createServer({ key: SNS_PRIVATE_KEY, cert: SNS_CERTIFICATE }, (_request, response) => {
    response.end(SNS_CERTIFICATE);
  });
  const agentOptions = { ...https.globalAgent.options };

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // The validator fetches the certificate by itself, with the global agent: it is to trust the test's server.
    Object.assign(https.globalAgent.options, { ca: SNS_CERTIFICATE, checkServerIdentity: () => undefined });
  });

  afterAll(() => {
    https.globalAgent.options = agentOptions;
    server.closeAllConnections();
    server.close();
  });

  async function validate(message: Fields): Promise<void> {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    // Which certificate it is is not signed.
    const elsewhere = { ...message, SigningCertURL: `https://127.0.0.1:${port}/a.pem` };
    const validator = new MessageValidator(/^127\.0\.0\.1:\d+$/);
    await new Promise<void>((resolve, reject) => {
      validator.validate(JSON.stringify(elsewhere), (error) => (error ? reject(error) : resolve()));
    });
  }

  test.each([
    ["a notification", NOTIFICATION],
    ["a notification with a subject", { ...NOTIFICATION, Subject: "Order" }],
    ["a notification of version 2", { ...NOTIFICATION, SignatureVersion: "2" }],
    ["a confirmation", CONFIRMATION],
  ])("%s", async (_case, fields) => {
    const message = signed(fields);
    await validate(message);
    await expect(validate({ ...message, Message: "another" })).rejects.toThrow("invalid");
    expect(await isVerified(message)).toBe(true);
  });
});

describe("whose certificate is believed", () => {
  test.each([
    "http://sns.eu-central-1.amazonaws.com/a.pem",
    "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
    "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
    "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem",
    "https://user@sns.eu-central-1.amazonaws.com/a.pem",
    "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
    "https://sns.eu-central-1.amazonaws.com/a.pem?b",
    "https://sns.eu-central-1.amazonaws.com/a.pem#b",
    "https://sns.eu-central-1.amazonaws.com/a.txt",
    "https://s3.eu-central-1.amazonaws.com/a.pem",
    "https://sns.a.b.amazonaws.com/a.pem",
    "not a URL",
  ])("not what is at %s", async (SigningCertURL) => {
    const { asked, tools } = amazon();
    const reading = await read(signed({ ...NOTIFICATION, SigningCertURL }), { asked, tools });
    expect([reading.outcome, asked]).toEqual(["malformed", []]);
  });

  test("China's is", async () => {
    const SigningCertURL = "https://sns.cn-north-1.amazonaws.com.cn/a.pem";
    expect(await isVerified(signed({ ...NOTIFICATION, SigningCertURL }))).toBe(true);
  });

  test("it is fetched once, even for requests at once", async () => {
    const scheme = createAwsSns();
    const place = amazon();
    const requests = [1, 2, 3].map(() => read(signed(NOTIFICATION), place, scheme));
    await Promise.all(requests);
    await read(signed(NOTIFICATION), place, scheme);
    expect(place.asked).toEqual([CERTIFICATE_URL]);
  });

  test("what is not there, or is none, makes a signature wrong; it is asked for again", async () => {
    const scheme = createAwsSns();
    expect((await read(signed(NOTIFICATION), amazon("no certificate"), scheme)).outcome).toBe("malformed");
    expect((await read(signed(NOTIFICATION), amazon(null), scheme)).outcome).toBe("malformed");
    expect((await read(signed(NOTIFICATION), amazon(), scheme)).outcome).toBe("claims");
  });

  test("what cannot be had now is no fault of the sender", async () => {
    const scheme = createAwsSns();
    const late = { asked: [], tools: { fetchText: () => Promise.reject(new Error("No answer in time.")) } };
    await expect(read(signed(NOTIFICATION), late, scheme)).rejects.toThrow("No answer in time.");
    expect((await read(signed(NOTIFICATION), amazon(), scheme)).outcome).toBe("claims");
  });

  test("nothing is fetched for a topic that is none of the source's", async () => {
    const { asked, tools } = amazon();
    const source: Source = {
      id: "source",
      key: "sns",
      preset: "aws_sns",
      enabled: true,
      secrets: [{ id: "secret", plain: ARNS.otherSecret, expiresAt: null }],
      configuration: configurationOf("aws_sns", {}),
    };
    const request = toSigned(send(signed(NOTIFICATION)));
    const verification = await verify({ scheme: createAwsSns(), request, source, at: AT, tools });
    expect(verification).toMatchObject({ outcome: "unverified", refusal: { reason: "bad_signature" } });
    expect(asked).toEqual([]);
  });

  test("who knows the topic cannot make many requests to Amazon at once", async () => {
    const scheme = createAwsSns();
    const asked: string[] = [];
    const never = (url: URL) => {
      asked.push(url.href);
      return new Promise<string>(() => {});
    };
    for (let index = 0; index < 100; index += 1) {
      const SigningCertURL = `https://sns.eu-central-1.amazonaws.com/${index}.pem`;
      void read(
        signed({ ...NOTIFICATION, SigningCertURL }),
        { asked, tools: { fetchText: never } },
        scheme,
      ).catch(() => {});
    }
    await Promise.resolve();
    expect(asked).toHaveLength(4);
  });
});

describe("what is no message of Amazon's", () => {
  test.each([
    ["another type", { Type: "Notification2" }],
    ["a version that is not known", { SignatureVersion: "3" }],
    ["a time that is none", { Timestamp: "soon" }],
    ["a line break that shifts what is signed", { MessageId: "1\nTimestamp" }],
  ])("%s", async (_case, change) => {
    expect((await read(signed({ ...NOTIFICATION, ...change }))).outcome).toBe("malformed");
  });

  test("one without its topic", async () => {
    const { TopicArn: _topicArn, ...rest } = NOTIFICATION;
    expect((await read(signed(rest))).outcome).toBe("malformed");
  });
});

describe("Amazon's questions", () => {
  async function answer(fields: Fields, { tools } = amazon()): Promise<Handshake | null> {
    return (await createAwsSns().handshake?.(toSigned(send(fields)), ARNS.secret, tools)) ?? null;
  }

  test("a subscription is confirmed", async () => {
    const place = amazon();
    expect(await answer(signed(CONFIRMATION), place)).toMatchObject({ status: 200 });
    expect(place.asked).toEqual([SUBSCRIBE_URL]);
  });

  test("a confirmation that Amazon takes no more is not called one", async () => {
    expect(await answer(signed(CONFIRMATION), amazon(null))).toMatchObject({ status: 403 });
  });

  test("nobody else is asked", async () => {
    const place = amazon();
    const elsewhere = { ...CONFIRMATION, SubscribeURL: "https://169.254.169.254/latest/meta-data" };
    expect(await answer(signed(elsewhere), place)).toMatchObject({ status: 403 });
    expect(place.asked).toEqual([]);
  });

  test("an end of a subscription is answered, and not taken back", async () => {
    const place = amazon();
    expect(await answer(signed({ ...CONFIRMATION, Type: "UnsubscribeConfirmation" }), place)).toMatchObject({
      status: 200,
    });
    expect(place.asked).toEqual([]);
  });

  test("a notification is none", async () => {
    expect(await answer(signed(NOTIFICATION))).toBeNull();
  });
});

test("a retry an hour later is in time: Amazon repeats the time of publishing", () => {
  expect(configurationOf("aws_sns", {}).verification.toleranceSeconds).toBeGreaterThanOrEqual(3_600);
});
