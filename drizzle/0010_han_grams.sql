-- Every Chinese character and every pair of neighbours: words of one and two characters, which have no trigram, are found by these.
CREATE FUNCTION han_grams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(array_agg(DISTINCT gram), '{}') FROM (
		SELECT substr(run[1], place, size) AS gram
		FROM regexp_matches(source, '[㐀-鿿]+', 'g') AS run,
			generate_series(1, length(run[1])) AS place, generate_series(1, 2) AS size
		WHERE place + size - 1 <= length(run[1])
	) AS grams
$$;
