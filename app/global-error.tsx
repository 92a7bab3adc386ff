"use client";

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** The last resort: drawn without the app's own frame and styles, which may be what failed. */
export default function GlobalError({ error, reset }: ErrorProps) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", margin: "4rem auto", maxWidth: "28rem" }}>
        <title>Tidings failed</title>
        <h1>Tidings could not draw this page</h1>
        <p>The server may be starting. Events that arrive are kept all the same.</p>
        {error.digest ? <p>Trace id {error.digest}</p> : null}
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
