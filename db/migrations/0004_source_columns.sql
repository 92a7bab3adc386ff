ALTER TABLE "sources" DROP COLUMN "secret";--> statement-breakpoint
ALTER TABLE "sources" DROP COLUMN "max_body_bytes";