import { cn } from "#components/ui/class-names.ts";

/** The mark: three tide lines, the lowest the fullest. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className={cn("size-5 text-accent", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M7 4.5c1-1.2 2-1.2 3 0s2 1.2 3 0" />
      <path d="M4.5 10c1.4-1.5 2.7-1.5 4.1 0s2.7 1.5 4.1 0 1.9-1.4 2.8-.6" />
      <path d="M2 15.5c1.6-1.7 3.2-1.7 4.8 0s3.2 1.7 4.8 0 3.2-1.7 4.8 0" />
    </svg>
  );
}
