CREATE TABLE "slice" (
	"id" text PRIMARY KEY NOT NULL,
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"data_version" integer NOT NULL,
	"release" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slice_content_hash_unique" UNIQUE("content_hash"),
	CONSTRAINT "slice_hash_is_sha256" CHECK ("slice"."content_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "slice_id_is_short" CHECK (length("slice"."id") between 12 and 32)
);
--> statement-breakpoint
CREATE TABLE "slice_rate" (
	"client" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "slice_rate_client_hour_pk" PRIMARY KEY("client","hour")
);
--> statement-breakpoint
CREATE TABLE "slice_salt" (
	"day" text PRIMARY KEY NOT NULL,
	"salt" text NOT NULL
);
