-- What happened stays as it happened.
CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER draft_event_append_only BEFORE UPDATE OR DELETE ON draft_event
	FOR EACH ROW EXECUTE FUNCTION record_is_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
	FOR EACH ROW EXECUTE FUNCTION record_is_append_only();
--> statement-breakpoint
-- A record is moved or retired, never both, and a retirement says why in both languages.
ALTER TABLE proposal ADD CONSTRAINT proposal_standing CHECK (
	(retired_on is null) = (retired_reason_en is null) and (retired_on is null) = (retired_reason_zh is null)
	and (moved_to is null or retired_on is null));
--> statement-breakpoint
ALTER TABLE paper ADD CONSTRAINT paper_standing CHECK (
	(retired_on is null) = (retired_reason_en is null) and (retired_on is null) = (retired_reason_zh is null)
	and (moved_to is null or retired_on is null));
--> statement-breakpoint
ALTER TABLE instrument ADD CONSTRAINT instrument_standing CHECK (
	(retired_on is null) = (retired_reason_en is null) and (retired_on is null) = (retired_reason_zh is null)
	and (moved_to is null or retired_on is null));
