-- What coders disagreed on and somebody decided stands in the history of the record.
CREATE TRIGGER coding_resolution_changes_data AFTER INSERT OR UPDATE OR DELETE ON coding_resolution
	FOR EACH STATEMENT EXECUTE FUNCTION data_has_changed();
--> statement-breakpoint
-- The first number is the time: where a database is made anew, or restored, no tag that a client still has names other data.
CREATE OR REPLACE FUNCTION data_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO derived.data_state AS state ("one", "number") VALUES (true, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
		ON CONFLICT ("one") DO UPDATE SET "number" = state."number" + 1;
	RETURN NULL;
END $$;
