CREATE TYPE "public"."role" AS ENUM('contributor', 'curator', 'reviewer', 'admin');--> statement-breakpoint
CREATE TYPE "public"."draft_event_type" AS ENUM('started', 'submitted', 'returned', 'accepted', 'published', 'withdrawn', 'commented');--> statement-breakpoint
CREATE TYPE "public"."draft_state" AS ENUM('draft', 'submitted', 'returned', 'accepted', 'published', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."import_state" AS ENUM('checked', 'submitted', 'returned', 'published', 'undone');--> statement-breakpoint
CREATE TYPE "public"."suggestion_state" AS ENUM('open', 'accepted', 'declined');--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"purpose" text NOT NULL,
	"client" text NOT NULL,
	"window" bigint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "attempt_purpose_client_window_pk" PRIMARY KEY("purpose","client","window"),
	CONSTRAINT "attempt_counted" CHECK ("attempt"."count" > 0)
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text,
	"act" text NOT NULL,
	"subject" text,
	"detail" jsonb
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"role" "role" NOT NULL,
	"user" text,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"role" "role" DEFAULT 'contributor' NOT NULL,
	"pseudonym" text NOT NULL,
	"show_name" boolean DEFAULT false NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_pseudonym_unique" UNIQUE("pseudonym")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coding" (
	"proposal" text PRIMARY KEY NOT NULL,
	"coder" text NOT NULL,
	"data" jsonb NOT NULL,
	"first" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "coding_finished" CHECK (("coding"."finished_at" is null) = ("coding"."first" is null))
);
--> statement-breakpoint
CREATE TABLE "coding_resolution" (
	"proposal" text NOT NULL,
	"field" text NOT NULL,
	"resolution" jsonb NOT NULL,
	"reason" text NOT NULL,
	"resolved_by" text NOT NULL,
	"resolved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coding_resolution_proposal_field_pk" PRIMARY KEY("proposal","field"),
	CONSTRAINT "coding_resolution_has_reason" CHECK ("coding_resolution"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "record_kind" NOT NULL,
	"record" text NOT NULL,
	"base_version" integer NOT NULL,
	"data" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"state" "draft_state" DEFAULT 'draft' NOT NULL,
	"author" text NOT NULL,
	"batch" text,
	"saves" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	CONSTRAINT "draft_base" CHECK ("draft"."base_version" >= 0)
);
--> statement-breakpoint
CREATE TABLE "draft_event" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"draft" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"author" text NOT NULL,
	"type" "draft_event_type" NOT NULL,
	"field" text,
	"text" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_batch" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "record_kind" NOT NULL,
	"file_name" text NOT NULL,
	"author" text NOT NULL,
	"note" text NOT NULL,
	"state" "import_state" DEFAULT 'checked' NOT NULL,
	"records" jsonb NOT NULL,
	"reviewer" text,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "suggestion" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "record_kind" NOT NULL,
	"record" text NOT NULL,
	"field" text NOT NULL,
	"present" text NOT NULL,
	"proposed" text NOT NULL,
	"source" text NOT NULL,
	"email" text,
	"state" "suggestion_state" DEFAULT 'open' NOT NULL,
	"reason" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"draft" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suggestion_declined_with_reason" CHECK ("suggestion"."state" <> 'declined' or "suggestion"."reason" <> ''),
	CONSTRAINT "suggestion_decided" CHECK (("suggestion"."state" = 'open') = ("suggestion"."decided_by" is null))
);
--> statement-breakpoint
ALTER TABLE "instrument" ADD COLUMN "retired_on" text;--> statement-breakpoint
ALTER TABLE "instrument" ADD COLUMN "retired_reason_en" text;--> statement-breakpoint
ALTER TABLE "instrument" ADD COLUMN "retired_reason_zh" text;--> statement-breakpoint
ALTER TABLE "paper" ADD COLUMN "retired_on" text;--> statement-breakpoint
ALTER TABLE "paper" ADD COLUMN "retired_reason_en" text;--> statement-breakpoint
ALTER TABLE "paper" ADD COLUMN "retired_reason_zh" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "retired_on" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "retired_reason_en" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "retired_reason_zh" text;--> statement-breakpoint
ALTER TABLE "revision" ADD COLUMN "reviewer" text;--> statement-breakpoint
ALTER TABLE "revision" ADD COLUMN "batch" text;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_user_id_fk" FOREIGN KEY ("user") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coding" ADD CONSTRAINT "coding_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coding_resolution" ADD CONSTRAINT "coding_resolution_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_event" ADD CONSTRAINT "draft_event_draft_draft_id_fk" FOREIGN KEY ("draft") REFERENCES "public"."draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_draft_draft_id_fk" FOREIGN KEY ("draft") REFERENCES "public"."draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attempt_window" ON "attempt" USING btree ("window");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factor_user" ON "two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "draft_author" ON "draft" USING btree ("author","state");--> statement-breakpoint
CREATE INDEX "draft_queue" ON "draft" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE INDEX "draft_record" ON "draft" USING btree ("kind","record");--> statement-breakpoint
CREATE INDEX "draft_event_draft" ON "draft_event" USING btree ("draft","sequence");--> statement-breakpoint
CREATE INDEX "import_batch_state" ON "import_batch" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "suggestion_record" ON "suggestion" USING btree ("kind","record");--> statement-breakpoint
CREATE INDEX "suggestion_state" ON "suggestion" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "revision_batch" ON "revision" USING btree ("batch");--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_two_pairs_of_eyes" CHECK ("revision"."reviewer" <> "revision"."author");