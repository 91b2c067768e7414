-- Raised with every change of what readers see, in the transaction that makes it: whoever reads a number twice read the same data.
CREATE FUNCTION data_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO derived.data_state AS state ("one", "number") VALUES (true, 1)
		ON CONFLICT ("one") DO UPDATE SET "number" = state."number" + 1;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER revision_changes_data AFTER INSERT ON revision
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
CREATE TRIGGER release_changes_data AFTER INSERT OR UPDATE OR DELETE ON release
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
CREATE TRIGGER url_check_changes_data AFTER INSERT OR UPDATE OR DELETE ON url_check
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
-- How far coders agree stands beside the columns of the matrices.
CREATE TRIGGER coding_changes_data AFTER INSERT OR UPDATE OF finished_at OR DELETE ON coding
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
-- Pages tell how many suggestions are open.
CREATE TRIGGER suggestion_changes_data AFTER INSERT OR UPDATE OF state OR DELETE ON suggestion
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
-- The history names those who want to be named.
CREATE TRIGGER user_changes_data AFTER UPDATE OF name, show_name OR DELETE ON "user"
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
CREATE INDEX proposal_entry_list ON derived.proposal_entry (level, id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_by_id ON derived.proposal_entry (id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_title ON derived.proposal_entry (level, title COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_title_zh ON derived.proposal_entry (level, title_zh COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_facets ON derived.proposal_entry USING gin (facets);
--> statement-breakpoint
CREATE INDEX proposal_entry_haystack ON derived.proposal_entry USING gin (haystack gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX proposal_entry_han ON derived.proposal_entry USING gin (han);
--> statement-breakpoint
CREATE INDEX proposal_entry_like_id ON derived.proposal_entry USING gin (id gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX search_entry_han ON search_entry USING gin (han);
--> statement-breakpoint
CREATE INDEX search_entry_title ON search_entry USING gin ((lower(title_en || ' ' || title_zh)) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX search_entry_title_han ON search_entry USING gin (title_han);
