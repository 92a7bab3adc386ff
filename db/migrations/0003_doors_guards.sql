-- What drizzle's table definitions cannot say about the doors' tables: rights, the revision, the limits' counters,
-- the bounds of the quarantine.

-- Secrets were encrypted in the same way before they had a table of their own.
INSERT INTO source_secrets (id, source_id, sealed, created_at)
  SELECT gen_random_uuid(), id, secret, created_at FROM sources WHERE secret IS NOT NULL;
--> statement-breakpoint
UPDATE sources SET configuration = jsonb_build_object('maxBodyBytes', max_body_bytes)
  WHERE max_body_bytes IS NOT NULL;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON source_secrets, throttles, idempotency_keys TO tidings_app;
--> statement-breakpoint
CREATE TRIGGER source_secrets_revision AFTER INSERT OR UPDATE OR DELETE ON source_secrets
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('sources');
--> statement-breakpoint

GRANT UPDATE (admitted_at) ON receipts TO tidings_app;
--> statement-breakpoint
-- A receipt that is processed once more settles its items once more.
GRANT UPDATE (outcome, reason, detail, event_row_id, event_id) ON receipt_items TO tidings_app;
--> statement-breakpoint

-- Counters of requests, shared by all processes where there is no Redis. Unlogged: after a crash counting starts
-- anew, and no request waits for the disk.
CREATE UNLOGGED TABLE rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO tidings_app;
--> statement-breakpoint

-- What nobody could verify (401), then or since, is kept for somebody to look at, within bounds: strangers choose how much there is.
-- The receipts stay; their bodies go. The application itself cannot change a body.
CREATE FUNCTION tidings_trim_quarantine(max_bodies integer, max_age interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  trimmed integer;
BEGIN
  WITH kept AS (
    SELECT id, row_number() OVER (PARTITION BY source_key ORDER BY id DESC) AS place
    FROM receipts WHERE outcome = 'quarantined' AND status = 401 AND admitted_at IS NULL AND body IS NOT NULL
  ), doomed AS (
    SELECT id FROM kept WHERE place > greatest(max_bodies, 0) OR id < tidings_uuid_floor(now() - max_age)
  )
  UPDATE receipts SET body = NULL FROM doomed 
  WHERE receipts.id = doomed.id AND outcome = 'quarantined' AND admitted_at IS NULL;
  GET DIAGNOSTICS trimmed = ROW_COUNT;
  RETURN trimmed;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tidings_trim_quarantine(integer, interval) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tidings_trim_quarantine(integer, interval) TO tidings_app;
