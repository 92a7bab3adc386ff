import { cn } from "./class-names.ts";

export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cn("h-3 animate-pulse rounded-sm bg-border", className)} />;
}

/** Stands where rows will be; `label` is what a screen reader hears. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key, row) => (
        <div key={key} className="flex h-8 items-center gap-6 border-b px-4">
          <Skeleton className="w-20" />
          <Skeleton className={row % 3 === 0 ? "w-48" : "w-36"} />
          <Skeleton className="hidden w-32 md:block" />
          <Skeleton className="ml-auto hidden w-24 md:block" />
        </div>
      ))}
    </div>
  );
}
