"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Whether React has taken over the page that the server drew. Until then a form would be sent by the browser itself, with
 * its fields in the address, so its button waits.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
