import { missing, type Scheme } from "./scheme.ts";
import { readTimestampedSignatures, type TimestampedForm } from "./timestamped-signatures.ts";

const FORM: TimestampedForm = {
  header: "paddle-signature",
  separator: ";",
  timestamp: "ts",
  signature: "h1",
  delimiter: ":",
};

/**
 * Paddle Billing: `paddle-signature: ts=<Unix seconds>;h1=<hex>`, HMAC-SHA256 of `<ts>:<body>` with the notification
 * destination's secret key (developer.paddle.com/webhooks/signature-verification, "Verify manually"). While a key is
 * rotated there are several `h1`.
 */
export const paddle: Scheme = {
  read({ headers, body }) {
    const value = headers.get(FORM.header);
    if (value === null) return missing(`There is no ${FORM.header} header.`);
    return readTimestampedSignatures(value, body, FORM);
  },
};
