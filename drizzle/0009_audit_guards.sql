-- A table is emptied by TRUNCATE without a trigger on its rows being asked.
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit
	FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only();
--> statement-breakpoint
CREATE TRIGGER draft_event_no_truncate BEFORE TRUNCATE ON draft_event
	FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only();
