"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, splitLink } from "@trpc/client";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import type { AppRouter } from "#server/api/root.ts";
import { TRPCProvider } from "./client.ts";
import { createQueryClient } from "./query-client.ts";

const PROCEDURES_URL = "/api/trpc";

/** The page's own colours: a theme that a person chose is not known to the toasts. */
const TOAST_STYLE = {
  background: "var(--raised)",
  color: "var(--foreground)",
  borderColor: "var(--border-strong)",
  fontFamily: "var(--font-geist-sans), sans-serif",
};

/** Procedures that answer piece by piece. */
const STREAMED: ReadonlySet<string> = new Set(["backTests.run", "schemas.try"]);

interface ProvidersProps {
  /** Of the page's Content-Security-Policy: the theme is chosen by an inline script before the first paint. */
  readonly nonce: string;
  readonly children: ReactNode;
}

/** Everything that pages find around them: theme, URL state, queries, procedures, tooltips, toasts. */
export function Providers({ nonce, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: ({ path }) => STREAMED.has(path),
          true: httpBatchStreamLink({ url: PROCEDURES_URL }),
          false: httpBatchLink({ url: PROCEDURES_URL }),
        }),
      ],
    }),
  );
  return (
    <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
      <NuqsAdapter>
        <QueryClientProvider client={queryClient}>
          <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
            {children}
            <Toaster position="bottom-right" toastOptions={{ style: TOAST_STYLE }} />
          </TRPCProvider>
        </QueryClientProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
