"use client";

import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

/** Typing is over after this pause. */
const PAUSE_MS = 350;

interface NameSearchProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The event's name, or the beginning of names followed by `*`. `/` jumps here. */
export function NameSearch({ value, onChange }: NameSearchProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="relative w-full sm:w-72">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        data-search
        type="search"
        value={text}
        readOnly={!useHydrated()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onChange(text.trim());
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        placeholder="Event name, or github.*"
        aria-label="Event name"
        title="An exact name, or a beginning followed by *  ( / )"
        autoComplete="off"
        spellCheck={false}
        className="pl-8"
      />
    </div>
  );
}
