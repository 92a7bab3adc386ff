import type { PresetDefinition } from "./preset-definition.ts";

/**
 * What is signed is the time of publishing, and each retry repeats it. Amazon retries over HTTP for an hour at most
 * (docs.aws.amazon.com/sns, "Amazon SNS message delivery retries"); five minutes more are for the clocks.
 */
const TOLERANCE_SECONDS = 3_600 + 300;

export const awsSns: PresetDefinition = {
  title: "Amazon SNS",
  secret: "The ARN of the topic: requests of other topics are refused. Amazon signs with its own key.",
  mapping: {
    items: null,
    eventId: ["{$.MessageId}"],
    name: ["sns.{$.Subject}", "sns.{$.Type}"],
    time: ["{$.Timestamp}"],
  },
  contentTypes: ["text/plain", "application/json"],
  verification: { toleranceSeconds: TOLERANCE_SECONDS },
};
