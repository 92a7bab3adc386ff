import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";

/** Answers stay fresh this long: going back to a list shows it at once, and no sooner asks again. */
const STALE_MS = 5_000;

/** A dropped connection is worth two more tries; a refusal is not. */
const MAX_RETRIES = 2;

const FIRST_ERROR_WITH_STATUS = 400;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < MAX_RETRIES && statusOf(error) === null,
        refetchOnWindowFocus: false,
      },
    },
  });
}

/** HTTP status of a failed call, or null when no answer came. */
function statusOf(error: unknown): number | null {
  if (!isTRPCClientError<AppRouter>(error)) return null;
  const status = error.data?.httpStatus ?? 0;
  return status >= FIRST_ERROR_WITH_STATUS ? status : null;
}

function leaveWhenSignedOut(error: unknown): void {
  if (statusOf(error) !== 401) return;
  const back = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?from=${encodeURIComponent(back)}`);
}
