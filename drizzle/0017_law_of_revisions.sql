CREATE INDEX "revision_at" ON "revision" USING btree ("at");
--> statement-breakpoint
-- The instruments that the links of a version lead to, and the places searched for it, marked `in:`: who follows a law asks for these.
CREATE FUNCTION law_in(data jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT array(
		SELECT split_part(provision #>> '{}', '#', 1) FROM jsonb_path_query(data, '$.links[*].provision') AS provision
		UNION
		SELECT 'in:' || (place #>> '{}') FROM jsonb_path_query(data, '$.assessments[*].jurisdiction') AS place
	)
$$;
--> statement-breakpoint
CREATE INDEX revision_law ON revision USING gin (law_in(data)) WHERE kind = 'link';
