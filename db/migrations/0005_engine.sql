CREATE TABLE "business_rule_versions" (
	"rule_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"author_label" varchar(255) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_rule_versions_rule_id_version_pk" PRIMARY KEY("rule_id","version")
);
--> statement-breakpoint
CREATE TABLE "business_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" varchar(120) NOT NULL,
	"kind" varchar(20) NOT NULL,
	"severity" varchar(10) NOT NULL,
	"definition" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"learning" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entity_states" (
	"rule_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"entity_id" varchar(255) NOT NULL,
	"state" varchar(120),
	"event_row_id" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entity_states_rule_id_generation_entity_id_pk" PRIMARY KEY("rule_id","generation","entity_id")
);
--> statement-breakpoint
CREATE TABLE "reference_tables" (
	"name" varchar(64) PRIMARY KEY NOT NULL,
	"key_column" varchar(120) NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"row_count" integer NOT NULL,
	"rows" text NOT NULL,
	"author_label" varchar(255) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_schemas" (
	"pattern" varchar(255) NOT NULL,
	"version" varchar(50) NOT NULL,
	"number" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "event_schemas_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dialect" varchar(20) NOT NULL,
	"document" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"author_label" varchar(255) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "event_schemas_pattern_version_pk" PRIMARY KEY("pattern","version")
);
--> statement-breakpoint
CREATE TABLE "schema_subjects" (
	"pattern" varchar(255) PRIMARY KEY NOT NULL,
	"compatibility" varchar(20),
	"default_version" varchar(50),
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "receipt_items" ADD COLUMN "pattern" varchar(255);--> statement-breakpoint
ALTER TABLE "receipt_items" ADD COLUMN "warnings" jsonb;--> statement-breakpoint
ALTER TABLE "receipt_items" ADD COLUMN "corrected_by" uuid;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "corrects_receipt_id" uuid;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "corrects_item" integer;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "revision" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "business_rule_versions" ADD CONSTRAINT "business_rule_versions_rule_id_business_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."business_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "business_rules_name_idx" ON "business_rules" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "event_schemas_number_idx" ON "event_schemas" USING btree ("pattern","number");--> statement-breakpoint
CREATE UNIQUE INDEX "event_schemas_id_idx" ON "event_schemas" USING btree ("id");--> statement-breakpoint
CREATE INDEX "receipt_items_rejected_idx" ON "receipt_items" USING btree ("pattern","receipt_id") WHERE outcome = 'rejected' and pattern is not null;--> statement-breakpoint
CREATE INDEX "patterns_revision_idx" ON "patterns" USING btree ("revision");