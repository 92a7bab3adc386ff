import { missing, type Scheme } from "./scheme.ts";
import { readTimestampedSignatures, type TimestampedForm } from "./timestamped-signatures.ts";

/** `v0` is there for test events alone and is no proof. */
const FORM: TimestampedForm = {
  header: "stripe-signature",
  separator: ",",
  timestamp: "t",
  signature: "v1",
  delimiter: ".",
};

/**
 * Stripe: `stripe-signature: t=<Unix seconds>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>` with the endpoint's secret as it
 * is written, `whsec_` included (docs.stripe.com/webhooks, "Verify webhook signatures manually"). While a secret is
 * rolled there is one `v1` for each.
 */
export const stripe: Scheme = {
  read({ headers, body }) {
    const value = headers.get(FORM.header);
    if (value === null) return missing(`There is no ${FORM.header} header.`);
    return readTimestampedSignatures(value, body, FORM);
  },
};
