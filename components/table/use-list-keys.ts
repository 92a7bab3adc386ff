"use client";

import { useEffect } from "react";

interface ListKeys {
  readonly ids: readonly string[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
}

/** J and K (and the arrows) walk through a list's rows, Esc closes the inspector, / goes to the search field. */
export function useListKeys({ ids, selectedId, onSelect }: ListKeys): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target))
        return;
      const next = nextSelection(event.key, ids, selectedId);
      if (next !== undefined) {
        event.preventDefault();
        onSelect(next);
        if (next !== null) reveal(next);
      } else if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLInputElement>("[data-search]")?.focus();
      }
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, [ids, selectedId, onSelect]);
}

/** The id to select, null to close, undefined when the key means nothing here. */
export function nextSelection(
  key: string,
  ids: readonly string[],
  selectedId: string | null,
): string | null | undefined {
  const present = selectedId === null ? -1 : ids.indexOf(selectedId);
  switch (key) {
    case "j":
    case "ArrowDown":
      return ids[Math.min(present + 1, ids.length - 1)];
    case "k":
    case "ArrowUp":
      return ids[Math.max(present - 1, 0)];
    case "Escape":
      return selectedId === null ? undefined : null;
    default:
      return undefined;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [role=listbox], [role=dialog], [role=menu]") !== null
  );
}

function reveal(id: string): void {
  document.querySelector(`[data-row-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
}
