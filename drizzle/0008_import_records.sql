CREATE TYPE "public"."import_outcome" AS ENUM('wrong', 'new', 'changed', 'unchanged');--> statement-breakpoint
CREATE TABLE "import_record" (
	"batch" text NOT NULL,
	"place" integer NOT NULL,
	"row" integer NOT NULL,
	"record" text NOT NULL,
	"outcome" "import_outcome" NOT NULL,
	"base_version" integer NOT NULL,
	"data" jsonb NOT NULL,
	"problems" jsonb NOT NULL,
	"duplicates" jsonb NOT NULL,
	CONSTRAINT "import_record_batch_place_pk" PRIMARY KEY("batch","place"),
	CONSTRAINT "import_record_base" CHECK ("import_record"."base_version" >= 0)
);
--> statement-breakpoint
ALTER TABLE "import_batch" ALTER COLUMN "note" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "format" text NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "problems" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "undone_by" text;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_batch_import_batch_id_fk" FOREIGN KEY ("batch") REFERENCES "public"."import_batch"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_record_outcome" ON "import_record" USING btree ("batch","outcome","place");--> statement-breakpoint
ALTER TABLE "import_batch" DROP COLUMN "records";