"use client";

import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { RELATIVE_RANGES, type RelativeRange } from "#schemas/event-search.ts";
import { fromLocalInput, toLocalInput } from "./local-time.ts";

export interface TimeRange {
  readonly range: RelativeRange | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

const RANGE_LABELS: Readonly<Record<RelativeRange, string>> = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

interface TimeFilterProps {
  readonly value: TimeRange;
  readonly onChange: (value: TimeRange) => void;
}

/** When the event happened: a range that ends now, or two instants in the reader's time zone. */
export function TimeFilter({ value, onChange }: TimeFilterProps) {
  const [open, setOpen] = useState(false);
  const choose = (next: TimeRange) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="Time range"
      trigger={
        <Button>
          <CalendarClock aria-hidden />
          {labelOf(value)}
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-1">
        <Button variant={isAnyTime(value) ? "primary" : "secondary"} onClick={() => choose(ANY_TIME)}>
          Any time
        </Button>
        {RELATIVE_RANGES.map((range) => (
          <Button
            key={range}
            variant={value.range === range ? "primary" : "secondary"}
            onClick={() => choose({ range, from: null, to: null })}
          >
            {RANGE_LABELS[range]}
          </Button>
        ))}
      </div>
      <BetweenForm value={value} onChange={choose} />
    </Popover>
  );
}

const ANY_TIME: TimeRange = { range: null, from: null, to: null };

function isAnyTime({ range, from, to }: TimeRange): boolean {
  return range === null && from === null && to === null;
}

function BetweenForm({ value, onChange }: TimeFilterProps) {
  const [from, setFrom] = useState(toLocalInput(value.from));
  const [to, setTo] = useState(toLocalInput(value.to));
  return (
    <form
      className="mt-3 flex flex-col gap-2 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ range: null, from: fromLocalInput(from), to: fromLocalInput(to) });
      }}
    >
      <Field id="from" label="From">
        <Input
          id="from"
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </Field>
      <Field id="to" label="Until" hint={`Times are in ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`}>
        <Input id="to" type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" disabled={from === "" && to === ""}>
        Apply
      </Button>
    </form>
  );
}

function labelOf({ range, from, to }: TimeRange): string {
  if (range !== null) return RANGE_LABELS[range];
  if (from !== null && to !== null) return `${short(from)} – ${short(to)}`;
  if (from !== null) return `Since ${short(from)}`;
  return to === null ? "Any time" : `Until ${short(to)}`;
}

function short(date: Date): string {
  return date.toLocaleString(undefined, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}
