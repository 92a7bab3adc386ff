import { Compass } from "lucide-react";
import Link from "next/link";
import { buttonStyle } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <Notice
        icon={Compass}
        heading="h1"
        title="There is no page at this address"
        action={
          <Link href="/events" className={buttonStyle()}>
            Go to the events
          </Link>
        }
      >
        The address may be mistyped, or what it named is gone.
      </Notice>
    </main>
  );
}
