-- What drizzle's table definitions cannot say: the role, the immutable log, the receipts' partitions, the revisions.

-- The application signs in as a login role that is a member of this one (server/runtime/prepare-database.ts).
-- Roles belong to the cluster, so another database of the same cluster may have made it, or an administrator for
-- an owner that may not make roles.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tidings_app') THEN
    CREATE ROLE tidings_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO tidings_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  users, sessions, accounts, verifications, sources, api_keys, workflows, patterns TO tidings_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON receipts, deliveries, revisions, heartbeats TO tidings_app;
--> statement-breakpoint
-- What was received never changes; what became of it does.
GRANT UPDATE (outcome, reason, detail, failures, processed_at) ON receipts TO tidings_app;
--> statement-breakpoint
GRANT UPDATE (status, attempts, due_at, claimed_until, finished_at) ON deliveries TO tidings_app;
--> statement-breakpoint
GRANT UPDATE (value) ON revisions TO tidings_app;
--> statement-breakpoint
GRANT UPDATE (seen_at) ON heartbeats TO tidings_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON events, receipt_items, matches, attempts, pattern_versions, audit_entries TO tidings_app;
--> statement-breakpoint

-- The log is immutable even for roles that were granted more than they should have been. ALWAYS: also when
-- session_replication_role says "replica".
CREATE FUNCTION tidings_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The log is immutable: % on % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege',
          HINT = 'Events are never changed. Publish a correcting event instead.';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_refuse_change();
--> statement-breakpoint
ALTER TABLE events ENABLE ALWAYS TRIGGER events_immutable;
--> statement-breakpoint
CREATE TRIGGER audit_entries_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_refuse_change();
--> statement-breakpoint
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_immutable;
--> statement-breakpoint

-- A receipt's id is a UUIDv7, so a day is a range of ids. Receipts of a day without a partition are not lost:
-- they go into the default one, and stay there. Making a partition locks the table for a moment; behind a long
-- reader that moment would stop all ingest, so it gives up after a second and is tried again within the hour.
CREATE TABLE receipts_default PARTITION OF receipts DEFAULT;
--> statement-breakpoint
CREATE FUNCTION tidings_uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
--> statement-breakpoint
CREATE FUNCTION tidings_ensure_receipt_partitions(days_ahead integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
  today timestamptz := date_trunc('day', now(), 'UTC');
  day timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tidings_ensure_receipt_partitions'));
  FOR ahead IN 0..least(days_ahead, 31) LOOP
    day := today + make_interval(days => ahead);
    BEGIN
      EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF receipts FOR VALUES FROM (%L) TO (%L)',
        'receipts_' || to_char(day AT TIME ZONE 'UTC', 'YYYYMMDD'),
        tidings_uuid_floor(day), tidings_uuid_floor(day + interval '1 day'));
    EXCEPTION
      WHEN check_violation THEN
        RAISE WARNING 'Receipts of % are in the default partition already and stay there.', day;
      WHEN lock_not_available THEN
        RAISE WARNING 'The partition of % is not made yet: somebody reads receipts for long.', day;
    END;
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tidings_ensure_receipt_partitions(integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tidings_ensure_receipt_partitions(integer) TO tidings_app;
--> statement-breakpoint
SELECT tidings_ensure_receipt_partitions(7);
--> statement-breakpoint

-- Processes cache configuration and look at one number to learn that it changed.
INSERT INTO revisions (name) VALUES ('patterns'), ('sources');
--> statement-breakpoint
CREATE FUNCTION tidings_bump_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE revisions SET value = value + 1 WHERE name = TG_ARGV[0];
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER patterns_revision AFTER INSERT OR UPDATE OR DELETE ON patterns
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('patterns');
--> statement-breakpoint
CREATE TRIGGER workflows_revision AFTER INSERT OR UPDATE OR DELETE ON workflows
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('patterns');
--> statement-breakpoint
CREATE TRIGGER sources_revision AFTER INSERT OR UPDATE OR DELETE ON sources
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('sources');
--> statement-breakpoint
CREATE TRIGGER api_keys_revision AFTER INSERT OR UPDATE OR DELETE ON api_keys
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('sources');
