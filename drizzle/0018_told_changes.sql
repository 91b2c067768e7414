-- Whoever listens is told once for each transaction that changes what readers see, when it is committed.
CREATE OR REPLACE FUNCTION data_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO derived.data_state AS state ("one", "number") VALUES (true, 1)
		ON CONFLICT ("one") DO UPDATE SET "number" = state."number" + 1;
	PERFORM pg_notify('atlas_data', '');
	RETURN NULL;
END $$;
