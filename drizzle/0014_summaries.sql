CREATE TABLE "derived"."cross_count" (
	"level" "level" NOT NULL,
	"rows" text NOT NULL,
	"cols" text NOT NULL,
	"counts" json NOT NULL,
	CONSTRAINT "cross_count_rows_cols_level_pk" PRIMARY KEY("rows","cols","level")
);
