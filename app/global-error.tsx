"use client";

import { digestOf } from "#components/frame/page-failure.tsx";

interface ErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** The last resort: drawn without the app's own frame and styles, which may be what failed. */
export default function GlobalError({ error, retry }: ErrorProps) {
  const digest = digestOf(error);
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", margin: "4rem auto", maxWidth: "28rem" }}>
        <title>Tidings failed</title>
        <h1>Tidings could not draw this page</h1>
        <p>The server may be starting. Events that arrive are kept all the same.</p>
        {digest === null ? null : <p>Trace id {digest}</p>}
        <button type="button" onClick={retry}>
          Try again
        </button>
      </body>
    </html>
  );
}
