CREATE FUNCTION revision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'revisions are append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE ON revision
	FOR EACH ROW EXECUTE FUNCTION revision_is_append_only();
--> statement-breakpoint
CREATE TRIGGER revision_no_truncate BEFORE TRUNCATE ON revision
	FOR EACH STATEMENT EXECUTE FUNCTION revision_is_append_only();
--> statement-breakpoint
-- Checked at commit, when all rows of the proposal are there.
CREATE FUNCTION proposal_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	subject_id text;
	layer_count int;
	primary_count int;
BEGIN
	IF TG_TABLE_NAME = 'proposal' THEN
		subject_id := NEW.id;
	ELSIF TG_OP = 'DELETE' THEN
		subject_id := OLD.proposal;
	ELSE
		subject_id := NEW.proposal;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM proposal WHERE id = subject_id) THEN
		RETURN NULL;
	END IF;
	SELECT count(*), count(*) FILTER (WHERE involvement = 'primary')
		INTO layer_count, primary_count FROM proposal_layer WHERE proposal = subject_id;
	IF layer_count <> 3 OR primary_count <> 1 THEN
		RAISE EXCEPTION 'proposal % needs three layers, one of them primary; it has % and %', subject_id, layer_count, primary_count
			USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_is_whole';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM proposal_evidence WHERE proposal = subject_id) THEN
		RAISE EXCEPTION 'proposal % has no evidence', subject_id
			USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_is_whole';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposal_is_whole AFTER INSERT OR UPDATE ON proposal
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proposal_is_whole();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposal_layer_is_whole AFTER UPDATE OR DELETE ON proposal_layer
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proposal_is_whole();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposal_evidence_is_whole AFTER UPDATE OR DELETE ON proposal_evidence
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proposal_is_whole();
--> statement-breakpoint
-- Law that has ended, is only proposed or is soft is never shown as enacting.
CREATE FUNCTION link_within_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.relation IN ('enacts', 'partly-enacts') AND EXISTS (
		SELECT 1 FROM instrument WHERE id = NEW.instrument
			AND force IN ('repealed-or-ended', 'proposal-or-unverified', 'treaty-not-in-force', 'soft-law')
	) THEN
		RAISE EXCEPTION 'link %: an instrument of this force cannot be shown as enacting', NEW.id
			USING ERRCODE = 'check_violation', CONSTRAINT = 'link_within_force';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER link_within_force AFTER INSERT OR UPDATE ON link
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_within_force();
