-- What drizzle's table definitions cannot say about the engine's tables: rights, and the revisions.

GRANT SELECT, INSERT, UPDATE, DELETE ON event_schemas, schema_subjects, reference_tables, entity_states TO tidings_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON business_rules TO tidings_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON business_rule_versions TO tidings_app;
--> statement-breakpoint
GRANT UPDATE (pattern, warnings, corrected_by) ON receipt_items TO tidings_app;
--> statement-breakpoint

INSERT INTO revisions (name) VALUES ('schemas'), ('rules');
--> statement-breakpoint
CREATE TRIGGER event_schemas_revision AFTER INSERT OR UPDATE OR DELETE ON event_schemas
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('schemas');
--> statement-breakpoint
CREATE TRIGGER schema_subjects_revision AFTER INSERT OR UPDATE OR DELETE ON schema_subjects
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('schemas');
--> statement-breakpoint
CREATE TRIGGER business_rules_revision AFTER INSERT OR UPDATE OR DELETE ON business_rules
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('rules');
--> statement-breakpoint
CREATE TRIGGER reference_tables_revision AFTER INSERT OR UPDATE OR DELETE ON reference_tables
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('rules');
--> statement-breakpoint

-- Of many thousand patterns, a process loads those that changed: each row says at which revision it did. The
-- revision is taken before the rows get it, so that of two transactions the one that commits later has the higher.
DROP TRIGGER patterns_revision ON patterns;
--> statement-breakpoint
CREATE FUNCTION tidings_stamp_pattern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := (SELECT value FROM revisions WHERE name = 'patterns');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER patterns_revision BEFORE INSERT OR UPDATE ON patterns
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_bump_revision('patterns');
--> statement-breakpoint
CREATE TRIGGER patterns_stamp BEFORE INSERT OR UPDATE ON patterns
  FOR EACH ROW EXECUTE FUNCTION tidings_stamp_pattern();
--> statement-breakpoint
-- A row that is gone could not say so: patterns are switched off, and their matches keep naming them.
REVOKE DELETE ON patterns FROM tidings_app;
--> statement-breakpoint
DROP TRIGGER workflows_revision ON workflows;
--> statement-breakpoint
CREATE FUNCTION tidings_stamp_patterns_of_workflows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed JOIN earlier USING (id) WHERE changed.enabled <> earlier.enabled) THEN
    UPDATE patterns SET revision = 0 WHERE workflow_id IN (
      SELECT changed.id FROM changed JOIN earlier USING (id) WHERE changed.enabled <> earlier.enabled);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER workflows_revision AFTER UPDATE ON workflows
  REFERENCING OLD TABLE AS earlier NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tidings_stamp_patterns_of_workflows();
