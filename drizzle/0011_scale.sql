CREATE SCHEMA "derived";
--> statement-breakpoint
CREATE TABLE "derived"."data_state" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"number" bigint NOT NULL,
	CONSTRAINT "data_state_one_row" CHECK ("one")
);
--> statement-breakpoint
CREATE TABLE "derived"."proposal_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"level" "level" NOT NULL,
	"facets" text[] NOT NULL,
	"haystack" text NOT NULL,
	"han" text[] GENERATED ALWAYS AS (han_grams(haystack)) STORED,
	"title" text NOT NULL,
	"title_zh" text NOT NULL,
	"remedy_type" integer NOT NULL,
	"institution" integer NOT NULL,
	"technology" integer NOT NULL,
	"subject" integer NOT NULL,
	"modality" integer NOT NULL,
	"specificity" integer NOT NULL,
	"level_rank" integer NOT NULL,
	"alienation_dimension" integer NOT NULL,
	"actors" integer NOT NULL,
	"beneficiaries" integer NOT NULL,
	"obstacles" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_entry" ADD COLUMN "title_han" text[] GENERATED ALWAYS AS (han_grams(title_en || ' ' || title_zh)) STORED;--> statement-breakpoint
ALTER TABLE "search_entry" ADD COLUMN "han" text[] GENERATED ALWAYS AS (han_grams(title_en || ' ' || title_zh || ' ' || body_en || ' ' || body_zh)) STORED;--> statement-breakpoint
ALTER TABLE "derived"."proposal_entry" ADD CONSTRAINT "proposal_entry_id_proposal_id_fk" FOREIGN KEY ("id") REFERENCES "public"."proposal"("id") ON DELETE cascade ON UPDATE no action;