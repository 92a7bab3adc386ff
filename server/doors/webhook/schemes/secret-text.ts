/** What a header's value can hold that every client sends in the same way (RFC 9110, section 5.5). */
const HEADER_TEXT = /^[\x20-\x7e]+$/;

/** For schemes whose secret is sent along in a header as it is: what keeps it from being sent, or null. */
export function headerTextFault(secret: string): string | null {
  return HEADER_TEXT.test(secret)
    ? null
    : "The secret is sent in a header, which holds ASCII letters, digits and signs alone, in one line. Use one without other characters.";
}
