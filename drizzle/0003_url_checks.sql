CREATE TABLE "url_check" (
	"url" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"http_status" integer,
	"final_url" text,
	"reason" text,
	"checked_at" timestamp with time zone NOT NULL,
	"first_seen_gone" timestamp with time zone,
	CONSTRAINT "url_check_state" CHECK ("url_check"."state" in ('answers', 'unclear', 'gone')),
	CONSTRAINT "url_check_gone_is_dated" CHECK ("url_check"."state" <> 'gone' or "url_check"."first_seen_gone" is not null),
	CONSTRAINT "url_check_gone_by_status" CHECK ("url_check"."state" <> 'gone' or coalesce("url_check"."http_status", 0) in (404, 410))
);
--> statement-breakpoint
CREATE INDEX "url_check_state_index" ON "url_check" USING btree ("state");