import { type KeyObject, verify } from "node:crypto";
import { isEqual } from "./equal.ts";
import { claims, type Handshake, malformed, missing, type Scheme } from "./scheme.ts";
import { createSnsCertificates, readCertificateUrl, readSnsUrl } from "./sns-certificates.ts";
import { readSnsMessage, type SnsMessage } from "./sns-message.ts";
import { refuseLarge } from "./unverified-body.ts";

/** docs.aws.amazon.com, "Actions, resources, and condition keys for Amazon SNS"; names as CreateTopic takes them. */
const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/;

/**
 * Amazon SNS: an RSA signature in the body, over SHA-1 (SignatureVersion 1) or SHA-256 (2), by the certificate that the
 * body names (docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages"). Amazon signs for everybody
 * with the same key, so a source's secret is the ARN of its topic: anybody could have a topic.
 *
 * The signed time is that of publishing, and retries, which go on for an hour, repeat it: the preset tolerates that
 * hour and five minutes for the clocks. Duplicates inside it are told by their MessageId.
 */
export function createAwsSns(): Scheme {
  const certificates = createSnsCertificates();
  return {
    secretFault: (secret) =>
      TOPIC_ARN.test(secret)
        ? null
        : "The secret is the ARN of the topic, such as arn:aws:sns:eu-central-1:123456789012:orders. Copy it from the topic's page; the ARN of a subscription is longer.",
    misdirected({ body }, topicArns) {
      const reading = refuseLarge(body) === null ? readSnsMessage(body) : null;
      if (reading?.outcome !== "message") return null;
      const { topicArn } = reading.message;
      const isOurs = topicArns.filter((known) => isEqual(topicArn, known)).length > 0;
      return isOurs ? null : "The TopicArn is none of the source's: its secret is the ARN of another topic.";
    },
    async read({ body }, _settings, tools) {
      const refused = refuseLarge(body);
      if (refused) return refused;
      const reading = readSnsMessage(body);
      if (reading.outcome === "unsigned") {
        return missing(
          "The body has no Signature. Turn off raw message delivery: it sends unsigned messages.",
        );
      }
      if (reading.outcome === "unreadable") return malformed("The body is no message of Amazon SNS.");
      const { message } = reading;
      const url = readCertificateUrl(message.certificateUrl);
      if (url === null) return malformed("The SigningCertURL is not one of Amazon SNS.");
      const key = await certificates.keyAt(url, tools);
      if (key === null) return malformed("There is no certificate of Amazon SNS at the SigningCertURL.");
      const isRight = isSigned(message, key);
      return claims({
        signedAtMs: message.publishedAtMs,
        matches: (topicArn) => isEqual(message.topicArn, topicArn) && isRight,
      });
    },
    async handshake({ body }, _topicArn, tools) {
      const reading = readSnsMessage(body);
      if (reading.outcome !== "message" || reading.message.type === "Notification") return null;
      // Confirming an UnsubscribeConfirmation would subscribe again, which is not ours to decide.
      if (reading.message.type === "UnsubscribeConfirmation") return answer(200, "");
      const url = readSnsUrl(reading.message.subscribeUrl);
      if (url === null) return answer(403, "The SubscribeURL is not one of Amazon SNS.");
      const confirmation = await tools.fetchText(url);
      return confirmation === null
        ? answer(
            403,
            "Amazon takes this confirmation no more. Request the confirmation again at the subscription.",
          )
        : answer(200, "");
    },
  };
}

export const awsSns: Scheme = createAwsSns();

function isSigned({ hash, signed, signature }: SnsMessage, key: KeyObject): boolean {
  return key.asymmetricKeyType === "rsa" && verify(hash, Buffer.from(signed), key, signature);
}

function answer(status: Handshake["status"], body: string): Handshake {
  return { status, contentType: "text/plain", body };
}
