CREATE SCHEMA "derived";
--> statement-breakpoint
CREATE TABLE "derived"."data_state" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"number" bigint NOT NULL,
	CONSTRAINT "data_state_one_row" CHECK ("one")
);
