-- Whoever listens is told once for each transaction that raises the number, when it is committed.
CREATE FUNCTION tell_of_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('atlas_data', '');
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER data_state_is_told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON derived.data_state
	FOR EACH STATEMENT EXECUTE FUNCTION tell_of_change();
