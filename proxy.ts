import { type NextRequest, NextResponse } from "next/server";

/** 128 bits, as CSP level 3 section 7.1 advises. */
const NONCE_BYTES = 16;

/**
 * Gives every page a Content-Security-Policy with a fresh nonce: only scripts that Next itself put into the page
 * run. Inline styles are allowed, since pop-ups are positioned by style attributes.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Never in front of the doors or of static files: it would read and buffer their requests. */
export const config = { matcher: ["/((?!api/|_next/|icon.svg).*)"] };

function contentSecurityPolicy(nonce: string): string {
  // React's development build compiles code at run time; the production build does not.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
