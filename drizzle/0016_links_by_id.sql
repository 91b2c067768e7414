-- drizzle-kit knows no collations: lists of links go in the order of the bytes of their ids.
CREATE INDEX link_by_id ON link (id COLLATE "C");
