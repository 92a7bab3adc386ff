import { Button } from "#components/ui/button.tsx";

interface LoadOlderProps {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onLoad: () => void;
  /** Said when there is nothing more. */
  readonly end: string;
}

/** The foot of a list that is read page by page. */
export function LoadOlder({ hasMore, isLoading, onLoad, end }: LoadOlderProps) {
  return (
    <div className="flex h-14 items-center justify-center text-xs text-muted">
      {hasMore ? (
        <Button onClick={onLoad} disabled={isLoading}>
          {isLoading ? "Loading…" : "Load older"}
        </Button>
      ) : (
        end
      )}
    </div>
  );
}
