import { genericSample } from "../generic-sample.ts";
import { type Provider, signed } from "../provider.ts";

/** What senders of one's own send when nothing is said. */
const EVENT = "tidings.test";

const DEFAULT_KEY_HEADER = "x-api-key";

/** The senders that sign nothing and say who they are (server/doors/webhook/schemes/{basic,bearer,api-key,ip-allow-list}.ts). */
export const basic: Provider = {
  event: EVENT,
  sample: genericSample,
  sign: ({ secret }) => signed({ authorization: `Basic ${Buffer.from(secret, "utf8").toString("base64")}` }),
};

export const bearer: Provider = {
  event: EVENT,
  sample: genericSample,
  sign: ({ secret }) => signed({ authorization: `Bearer ${secret}` }),
};

export const apiKey: Provider = {
  event: EVENT,
  sample: genericSample,
  sign: ({ secret, settings }) => signed({ [settings.header ?? DEFAULT_KEY_HEADER]: secret }),
};

export const ipAllowList: Provider = {
  event: EVENT,
  signsNothing: true,
  sample: genericSample,
  sign: () => signed({}),
};
