import { cn } from "#components/ui/class-names.ts";
import type { OpenApiMethod } from "#schemas/openapi.ts";

const COLOURS: Readonly<Record<OpenApiMethod, string>> = {
  get: "text-accent",
  post: "text-success",
  put: "text-warning",
  patch: "text-warning",
  delete: "text-danger",
};

/** The method's own word, in a colour that helps to find it again. */
export function MethodBadge({
  method,
  className,
}: {
  readonly method: OpenApiMethod;
  readonly className?: string;
}) {
  return (
    <span className={cn("shrink-0 font-mono text-xs font-semibold uppercase", COLOURS[method], className)}>
      {method}
    </span>
  );
}
