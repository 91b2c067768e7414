CREATE FUNCTION slice_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'slices never change: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER slice_append_only BEFORE UPDATE OR DELETE ON slice
	FOR EACH ROW EXECUTE FUNCTION slice_is_append_only();
--> statement-breakpoint
CREATE TRIGGER slice_no_truncate BEFORE TRUNCATE ON slice
	FOR EACH STATEMENT EXECUTE FUNCTION slice_is_append_only();
