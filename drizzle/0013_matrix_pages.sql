-- Made anew with the new columns when the application starts.
TRUNCATE "derived"."proposal_entry";--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD COLUMN "mechanisms" text NOT NULL;--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD COLUMN "mechanisms_zh" text NOT NULL;--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD COLUMN "actors_named" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD COLUMN "actors_inferred" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD COLUMN "secondary_remedy_types" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD COLUMN "target_problems" integer NOT NULL;--> statement-breakpoint
-- Holds all that lists are sorted by, so that any order is found without the table.
DROP INDEX "derived"."proposal_entry_title";--> statement-breakpoint
CREATE INDEX "proposal_entry_title" ON "derived"."proposal_entry" ("level", "title" COLLATE "C", "id" COLLATE "C")
	INCLUDE ("title_zh", "remedy_type", "institution", "technology", "subject", "modality", "specificity", "level_rank", "alienation_dimension",
	"actors", "actors_named", "actors_inferred", "beneficiaries", "obstacles", "secondary_remedy_types", "target_problems");--> statement-breakpoint
-- The orders in which the matrices open.
CREATE INDEX "proposal_entry_layers" ON "derived"."proposal_entry"
	("level", "institution" DESC, "technology" DESC, "subject" DESC, "title" COLLATE "C", "id" COLLATE "C");--> statement-breakpoint
CREATE INDEX "proposal_entry_layers_zh" ON "derived"."proposal_entry"
	("level", "institution" DESC, "technology" DESC, "subject" DESC, "title_zh" COLLATE "C", "id" COLLATE "C");
