-- The orders in which the matrices of one layer open: without these, all that act on the layer are sorted for one page.
CREATE INDEX proposal_entry_institution ON derived.proposal_entry (level, institution DESC, title COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_institution_zh ON derived.proposal_entry (level, institution DESC, title_zh COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_technology ON derived.proposal_entry (level, technology DESC, title COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_technology_zh ON derived.proposal_entry (level, technology DESC, title_zh COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_subject ON derived.proposal_entry (level, subject DESC, title COLLATE "C", id COLLATE "C");
--> statement-breakpoint
CREATE INDEX proposal_entry_subject_zh ON derived.proposal_entry (level, subject DESC, title_zh COLLATE "C", id COLLATE "C");
