CREATE TABLE "derived"."coverage_step" (
	"place" text NOT NULL,
	"day" text NOT NULL,
	"level" "level" NOT NULL,
	"layer" "layer" NOT NULL,
	"links" integer NOT NULL,
	"law" integer NOT NULL,
	"not_operative" integer NOT NULL,
	"undated" integer NOT NULL,
	CONSTRAINT "coverage_step_place_day_level_layer_pk" PRIMARY KEY("place","day","level","layer")
);
--> statement-breakpoint
CREATE TABLE "derived"."cross_count" (
	"level" "level" NOT NULL,
	"rows" text NOT NULL,
	"cols" text NOT NULL,
	"counts" json NOT NULL,
	CONSTRAINT "cross_count_rows_cols_level_pk" PRIMARY KEY("rows","cols","level")
);
