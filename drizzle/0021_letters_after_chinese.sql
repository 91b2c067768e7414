-- Also two letters or figures that follow a Chinese character, as in 生成式AI: a word begins there, of which no trigram tells.
CREATE OR REPLACE FUNCTION han_grams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(array_agg(DISTINCT gram), '{}') FROM (
		SELECT substr(run[1], place, size) AS gram
		FROM regexp_matches(source, '[㐀-鿿]+', 'g') AS run,
			generate_series(1, length(run[1])) AS place, generate_series(1, 2) AS size
		WHERE place + size - 1 <= length(run[1])
		UNION ALL
		SELECT start[1] FROM regexp_matches(lower(source), '[㐀-鿿]([a-z0-9]{2})', 'g') AS start
	) AS grams
$$;
--> statement-breakpoint
ALTER TABLE derived.proposal_entry DROP COLUMN han;
--> statement-breakpoint
ALTER TABLE derived.proposal_entry ADD COLUMN han text[] GENERATED ALWAYS AS (han_grams(haystack)) STORED;
--> statement-breakpoint
CREATE INDEX proposal_entry_han ON derived.proposal_entry USING gin (han);
--> statement-breakpoint
ALTER TABLE search_entry DROP COLUMN title_han, DROP COLUMN han;
--> statement-breakpoint
ALTER TABLE search_entry
	ADD COLUMN title_han text[] GENERATED ALWAYS AS (han_grams(title_en || ' ' || title_zh)) STORED,
	ADD COLUMN han text[] GENERATED ALWAYS AS (han_grams(title_en || ' ' || title_zh || ' ' || body_en || ' ' || body_zh)) STORED;
--> statement-breakpoint
CREATE INDEX search_entry_han ON search_entry USING gin (han);
--> statement-breakpoint
CREATE INDEX search_entry_title_han ON search_entry USING gin (title_han);
