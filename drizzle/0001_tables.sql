CREATE TYPE "public"."binding" AS ENUM('binding', 'not-binding', 'not-established');--> statement-breakpoint
CREATE TYPE "public"."evidence_role" AS ENUM('proposal', 'restatement', 'goal', 'obstacle', 'practice');--> statement-breakpoint
CREATE TYPE "public"."involvement" AS ENUM('primary', 'supporting', 'none');--> statement-breakpoint
CREATE TYPE "public"."layer" AS ENUM('institution', 'technology', 'subject');--> statement-breakpoint
CREATE TYPE "public"."level" AS ENUM('specific', 'umbrella');--> statement-breakpoint
CREATE TYPE "public"."naming_basis" AS ENUM('named', 'inferred');--> statement-breakpoint
CREATE TYPE "public"."proposal_relation_type" AS ENUM('broader', 'narrower', 'supports', 'tension-with');--> statement-breakpoint
CREATE TYPE "public"."confidence" AS ENUM('high', 'medium', 'low');--> statement-breakpoint
CREATE TYPE "public"."link_basis" AS ENUM('paper', 'coder');--> statement-breakpoint
CREATE TYPE "public"."link_relation" AS ENUM('enacts', 'partly-enacts', 'enables', 'precedent', 'conflicts', 'builds-on', 'models-on', 'warns-against', 'mentions');--> statement-breakpoint
CREATE TYPE "public"."record_kind" AS ENUM('vocabulary', 'paper', 'instrument', 'proposal', 'link', 'matrix');--> statement-breakpoint
CREATE TABLE "term" (
	"vocabulary" text NOT NULL,
	"code" text NOT NULL,
	"rank" integer NOT NULL,
	"label_en" text NOT NULL,
	"label_zh" text NOT NULL,
	"definition_en" text NOT NULL,
	"definition_zh" text NOT NULL,
	"parent" text,
	"level" text,
	"group" text,
	"evidence" jsonb,
	CONSTRAINT "term_vocabulary_code_pk" PRIMARY KEY("vocabulary","code"),
	CONSTRAINT "term_rank_positive" CHECK ("term"."rank" > 0)
);
--> statement-breakpoint
CREATE TABLE "vocabulary" (
	"id" text PRIMARY KEY NOT NULL,
	"title_en" text NOT NULL,
	"title_zh" text NOT NULL,
	"purpose_en" text NOT NULL,
	"purpose_zh" text NOT NULL,
	"example_en" text NOT NULL,
	"example_zh" text NOT NULL,
	"counter_example_en" text NOT NULL,
	"counter_example_zh" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "instrument" (
	"id" text PRIMARY KEY NOT NULL,
	"title_original" text NOT NULL,
	"original_language" text NOT NULL,
	"language_note_en" text,
	"title_en" text NOT NULL,
	"title_en_basis" text NOT NULL,
	"title_en_basis_in" text GENERATED ALWAYS AS ('title_en_basis') STORED,
	"title_zh" text NOT NULL,
	"title_zh_basis" text NOT NULL,
	"title_zh_basis_in" text GENERATED ALWAYS AS ('title_zh_basis') STORED,
	"short_title_en" text NOT NULL,
	"short_title_zh" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"jurisdiction_in" text GENERATED ALWAYS AS ('jurisdictions') STORED,
	"issuing_bodies" jsonb NOT NULL,
	"type" text NOT NULL,
	"type_in" text GENERATED ALWAYS AS ('instrument_types') STORED,
	"type_note_en" text,
	"binding" "binding" NOT NULL,
	"force" text NOT NULL,
	"force_in" text GENERATED ALWAYS AS ('instrument_force') STORED,
	"number" text,
	"celex" text,
	"eli" text,
	"ecli" text,
	"publication_ref" text,
	"adopted_on" text,
	"issued_on" text,
	"published_on" text,
	"in_force_from" text,
	"applicable_from" text,
	"transposition_due" text,
	"ended_on" text,
	"status" text NOT NULL,
	"status_in" text GENERATED ALWAYS AS ('instrument_status') STORED,
	"status_note_en" text,
	"status_note_zh" text,
	"url" text,
	"url_basis" text,
	"url_basis_in" text GENERATED ALWAYS AS ('url_basis') STORED,
	"url_note_en" text,
	"other_urls" text[] NOT NULL,
	"verification" text NOT NULL,
	"verification_in" text GENERATED ALWAYS AS ('instrument_verification') STORED,
	"verification_note_en" text,
	"sources" text[] NOT NULL,
	"unverified" text[] NOT NULL,
	"checked_on" text NOT NULL,
	"no_link_reason_en" text,
	"no_link_reason_zh" text,
	"moved_to" text,
	CONSTRAINT "instrument_url_with_basis" CHECK (("instrument"."url" is null) = ("instrument"."url_basis" is null)),
	CONSTRAINT "instrument_has_source" CHECK (cardinality("instrument"."sources") > 0)
);
--> statement-breakpoint
CREATE TABLE "provision" (
	"instrument" text NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"ref_en" text NOT NULL,
	"paraphrase_en" text NOT NULL,
	"paraphrase_zh" text NOT NULL,
	"verification" text NOT NULL,
	"verification_in" text GENERATED ALWAYS AS ('provision_verification') STORED,
	"applicable_from" text,
	"applicable_note_en" text,
	"ordinal" integer NOT NULL,
	CONSTRAINT "provision_instrument_number_pk" PRIMARY KEY("instrument","number"),
	CONSTRAINT "provision_number_positive" CHECK ("provision"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "instrument_citation" (
	"instrument" text NOT NULL,
	"ordinal" integer NOT NULL,
	"paper" text NOT NULL,
	"kind" text NOT NULL,
	"kind_in" text GENERATED ALWAYS AS ('cited_by_kind') STORED,
	"how_en" text NOT NULL,
	"where" text,
	CONSTRAINT "instrument_citation_instrument_ordinal_pk" PRIMARY KEY("instrument","ordinal")
);
--> statement-breakpoint
CREATE TABLE "paper" (
	"id" text PRIMARY KEY NOT NULL,
	"working_label_en" text,
	"working_label_zh" text,
	"bibliography" jsonb NOT NULL,
	"text_sha256" text NOT NULL,
	"text_contains_en" text NOT NULL,
	"text_contains_zh" text NOT NULL,
	"structure" jsonb NOT NULL,
	"named_items" jsonb NOT NULL,
	"named_items_note_en" text NOT NULL,
	"named_items_note_zh" text NOT NULL,
	"considered_not_coded" jsonb NOT NULL,
	"moved_to" text,
	CONSTRAINT "paper_has_a_name" CHECK ("paper"."bibliography" ? 'title_en' or "paper"."bibliography" ? 'title_zh' or "paper"."working_label_en" is not null)
);
--> statement-breakpoint
CREATE TABLE "paper_regulation" (
	"paper" text NOT NULL,
	"ordinal" integer NOT NULL,
	"instrument" text NOT NULL,
	"verbatim" text NOT NULL,
	"short_verbatim" text,
	"issuer_verbatim" text,
	"date_verbatim" text,
	"title_en" text NOT NULL,
	"title_zh" text NOT NULL,
	"url_in_paper" text,
	"section" text NOT NULL,
	"paragraph" integer NOT NULL,
	"page" text,
	CONSTRAINT "paper_regulation_paper_ordinal_pk" PRIMARY KEY("paper","ordinal")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" text PRIMARY KEY NOT NULL,
	"title_en" text NOT NULL,
	"title_zh" text NOT NULL,
	"summary_en" text NOT NULL,
	"summary_zh" text NOT NULL,
	"level" "level" NOT NULL,
	"modality" text NOT NULL,
	"modality_in" text GENERATED ALWAYS AS ('modality') STORED,
	"specificity" text NOT NULL,
	"specificity_in" text GENERATED ALWAYS AS ('specificity') STORED,
	"remedy_type" text NOT NULL,
	"remedy_type_in" text GENERATED ALWAYS AS ('remedy_types') STORED,
	"alienation_dimension" text,
	"alienation_dimension_in" text GENERATED ALWAYS AS ('alienation_dimensions') STORED,
	"alienation_basis" text,
	"alienation_basis_in" text GENERATED ALWAYS AS ('alienation_basis') STORED,
	"target_problem_en" text,
	"target_problem_zh" text,
	"mechanisms" jsonb NOT NULL,
	"merge_note_en" text,
	"merge_note_zh" text,
	"coding_note_en" text,
	"coding_note_zh" text,
	"moved_to" text,
	CONSTRAINT "proposal_alienation_with_basis" CHECK (("proposal"."alienation_dimension" is null) = ("proposal"."alienation_basis" is null))
);
--> statement-breakpoint
CREATE TABLE "proposal_code" (
	"proposal" text NOT NULL,
	"field" text NOT NULL,
	"ordinal" integer NOT NULL,
	"vocabulary" text NOT NULL,
	"code" text NOT NULL,
	"basis" "naming_basis",
	CONSTRAINT "proposal_code_proposal_field_code_pk" PRIMARY KEY("proposal","field","code"),
	CONSTRAINT "proposal_code_field_vocabulary" CHECK (("field" = 'secondary_remedy_types' and "vocabulary" = 'remedy_types') or ("field" = 'secondary_alienation_dimensions' and "vocabulary" = 'alienation_dimensions') or ("field" = 'target_problems' and "vocabulary" = 'target_problems') or ("field" = 'actors' and "vocabulary" = 'actors') or ("field" = 'beneficiaries' and "vocabulary" = 'beneficiaries') or ("field" = 'obstacles' and "vocabulary" = 'obstacles')),
	CONSTRAINT "proposal_code_basis" CHECK (("proposal_code"."basis" is not null) = ("proposal_code"."field" in ('actors', 'beneficiaries')))
);
--> statement-breakpoint
CREATE TABLE "proposal_evidence" (
	"proposal" text NOT NULL,
	"ordinal" integer NOT NULL,
	"paper" text NOT NULL,
	"section" text NOT NULL,
	"paragraph" integer NOT NULL,
	"page" text,
	"role" "evidence_role" NOT NULL,
	"key_terms" text[] NOT NULL,
	CONSTRAINT "proposal_evidence_proposal_ordinal_pk" PRIMARY KEY("proposal","ordinal"),
	CONSTRAINT "proposal_evidence_has_terms" CHECK (cardinality("proposal_evidence"."key_terms") > 0)
);
--> statement-breakpoint
CREATE TABLE "proposal_layer" (
	"proposal" text NOT NULL,
	"layer" "layer" NOT NULL,
	"involvement" "involvement" NOT NULL,
	"reason_en" text NOT NULL,
	"reason_zh" text NOT NULL,
	CONSTRAINT "proposal_layer_proposal_layer_pk" PRIMARY KEY("proposal","layer"),
	CONSTRAINT "proposal_layer_has_reason" CHECK ("proposal_layer"."reason_en" <> '' and "proposal_layer"."reason_zh" <> '')
);
--> statement-breakpoint
CREATE TABLE "proposal_regulation" (
	"proposal" text NOT NULL,
	"ordinal" integer NOT NULL,
	"instrument" text NOT NULL,
	"verbatim" text NOT NULL,
	"use" text NOT NULL,
	"use_in" text GENERATED ALWAYS AS ('regulation_use') STORED,
	CONSTRAINT "proposal_regulation_proposal_ordinal_pk" PRIMARY KEY("proposal","ordinal")
);
--> statement-breakpoint
CREATE TABLE "proposal_relation" (
	"proposal" text NOT NULL,
	"ordinal" integer NOT NULL,
	"type" "proposal_relation_type" NOT NULL,
	"to" text NOT NULL,
	"reason_en" text NOT NULL,
	"reason_zh" text NOT NULL,
	"basis" text NOT NULL,
	"basis_in" text GENERATED ALWAYS AS ('relation_basis') STORED,
	"scope" text NOT NULL,
	"scope_in" text GENERATED ALWAYS AS ('relation_scope') STORED,
	CONSTRAINT "proposal_relation_proposal_ordinal_pk" PRIMARY KEY("proposal","ordinal"),
	CONSTRAINT "proposal_relation_to_another" CHECK ("proposal_relation"."proposal" <> "proposal_relation"."to"),
	CONSTRAINT "proposal_relation_has_reason" CHECK ("proposal_relation"."reason_en" <> '' and "proposal_relation"."reason_zh" <> '')
);
--> statement-breakpoint
CREATE TABLE "assessment" (
	"proposal" text NOT NULL,
	"ordinal" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"jurisdiction_in" text GENERATED ALWAYS AS ('jurisdictions') STORED,
	"finding" text NOT NULL,
	"finding_in" text GENERATED ALWAYS AS ('assessment_findings') STORED,
	"as_of" text NOT NULL,
	"scope" text NOT NULL,
	"scope_in" text GENERATED ALWAYS AS ('assessment_scope') STORED,
	"strength" text NOT NULL,
	"strength_in" text GENERATED ALWAYS AS ('assessment_strength') STORED,
	"reason_en" text NOT NULL,
	"reason_zh" text NOT NULL,
	"exceptions" text[] NOT NULL,
	CONSTRAINT "assessment_proposal_ordinal_pk" PRIMARY KEY("proposal","ordinal"),
	CONSTRAINT "assessment_has_reason" CHECK ("assessment"."reason_en" <> '' and "assessment"."reason_zh" <> ''),
	CONSTRAINT "assessment_is_dated" CHECK ("assessment"."as_of" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal" text NOT NULL,
	"ordinal" integer NOT NULL,
	"instrument" text NOT NULL,
	"provision" integer NOT NULL,
	"basis" "link_basis" NOT NULL,
	"relation" "link_relation" NOT NULL,
	"reason_en" text NOT NULL,
	"reason_zh" text NOT NULL,
	"missing_en" text,
	"missing_zh" text,
	"confidence" "confidence" NOT NULL,
	"evidence_paper" text,
	"evidence_section" text,
	"evidence_paragraph" integer,
	"evidence_page" text,
	"coding_note_en" text,
	CONSTRAINT "link_has_reason" CHECK ("link"."reason_en" <> '' and "link"."reason_zh" <> ''),
	CONSTRAINT "link_paper_has_evidence" CHECK ("link"."basis" <> 'paper' or "link"."evidence_paper" is not null),
	CONSTRAINT "link_evidence_is_whole" CHECK (("link"."evidence_paper" is null) = ("link"."evidence_section" is null) and ("link"."evidence_paper" is null) = ("link"."evidence_paragraph" is null)),
	CONSTRAINT "link_relation_of_basis" CHECK (("link"."basis" = 'paper' and "link"."relation"::text in ('builds-on', 'models-on', 'warns-against', 'mentions')) or ("link"."basis" = 'coder' and "link"."relation"::text in ('enacts', 'partly-enacts', 'enables', 'precedent', 'conflicts'))),
	CONSTRAINT "link_partly_says_what_is_missing" CHECK ("link"."relation" <> 'partly-enacts' or ("link"."missing_en" is not null and "link"."missing_zh" is not null))
);
--> statement-breakpoint
CREATE TABLE "link_cover" (
	"link" text NOT NULL,
	"ordinal" integer NOT NULL,
	"code" text NOT NULL,
	"code_in" text GENERATED ALWAYS AS ('worker_groups') STORED,
	CONSTRAINT "link_cover_link_code_pk" PRIMARY KEY("link","code")
);
--> statement-breakpoint
CREATE TABLE "matrix" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release" (
	"version" text PRIMARY KEY NOT NULL,
	"released_on" text NOT NULL,
	"licence" text NOT NULL,
	"totals" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"kind" "record_kind" NOT NULL,
	"record" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"author" text NOT NULL,
	"note" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "revision_version_positive" CHECK ("revision"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "search_entry" (
	"kind" text NOT NULL,
	"record" text NOT NULL,
	"part" integer DEFAULT 0 NOT NULL,
	"title_en" text NOT NULL,
	"title_zh" text NOT NULL,
	"body_en" text NOT NULL,
	"body_zh" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "term" ADD CONSTRAINT "term_vocabulary_vocabulary_id_fk" FOREIGN KEY ("vocabulary") REFERENCES "public"."vocabulary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_title_en_basis_in_title_en_basis_term_vocabulary_code_fk" FOREIGN KEY ("title_en_basis_in","title_en_basis") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_title_zh_basis_in_title_zh_basis_term_vocabulary_code_fk" FOREIGN KEY ("title_zh_basis_in","title_zh_basis") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_jurisdiction_in_jurisdiction_term_vocabulary_code_fk" FOREIGN KEY ("jurisdiction_in","jurisdiction") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_type_in_type_term_vocabulary_code_fk" FOREIGN KEY ("type_in","type") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_force_in_force_term_vocabulary_code_fk" FOREIGN KEY ("force_in","force") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_status_in_status_term_vocabulary_code_fk" FOREIGN KEY ("status_in","status") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_url_basis_in_url_basis_term_vocabulary_code_fk" FOREIGN KEY ("url_basis_in","url_basis") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_verification_in_verification_term_vocabulary_code_fk" FOREIGN KEY ("verification_in","verification") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provision" ADD CONSTRAINT "provision_instrument_instrument_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instrument"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provision" ADD CONSTRAINT "provision_verification_in_verification_term_vocabulary_code_fk" FOREIGN KEY ("verification_in","verification") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_citation" ADD CONSTRAINT "instrument_citation_instrument_instrument_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instrument"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_citation" ADD CONSTRAINT "instrument_citation_paper_paper_id_fk" FOREIGN KEY ("paper") REFERENCES "public"."paper"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_citation" ADD CONSTRAINT "instrument_citation_kind_in_kind_term_vocabulary_code_fk" FOREIGN KEY ("kind_in","kind") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_regulation" ADD CONSTRAINT "paper_regulation_paper_paper_id_fk" FOREIGN KEY ("paper") REFERENCES "public"."paper"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_regulation" ADD CONSTRAINT "paper_regulation_instrument_instrument_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instrument"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_modality_in_modality_term_vocabulary_code_fk" FOREIGN KEY ("modality_in","modality") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_specificity_in_specificity_term_vocabulary_code_fk" FOREIGN KEY ("specificity_in","specificity") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_remedy_type_in_remedy_type_term_vocabulary_code_fk" FOREIGN KEY ("remedy_type_in","remedy_type") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_alienation_dimension_in_alienation_dimension_term_vocabulary_code_fk" FOREIGN KEY ("alienation_dimension_in","alienation_dimension") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_alienation_basis_in_alienation_basis_term_vocabulary_code_fk" FOREIGN KEY ("alienation_basis_in","alienation_basis") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_code" ADD CONSTRAINT "proposal_code_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_code" ADD CONSTRAINT "proposal_code_vocabulary_code_term_vocabulary_code_fk" FOREIGN KEY ("vocabulary","code") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_evidence" ADD CONSTRAINT "proposal_evidence_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_evidence" ADD CONSTRAINT "proposal_evidence_paper_paper_id_fk" FOREIGN KEY ("paper") REFERENCES "public"."paper"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_layer" ADD CONSTRAINT "proposal_layer_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_regulation" ADD CONSTRAINT "proposal_regulation_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_regulation" ADD CONSTRAINT "proposal_regulation_instrument_instrument_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instrument"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_regulation" ADD CONSTRAINT "proposal_regulation_use_in_use_term_vocabulary_code_fk" FOREIGN KEY ("use_in","use") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_relation" ADD CONSTRAINT "proposal_relation_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_relation" ADD CONSTRAINT "proposal_relation_to_proposal_id_fk" FOREIGN KEY ("to") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_relation" ADD CONSTRAINT "proposal_relation_basis_in_basis_term_vocabulary_code_fk" FOREIGN KEY ("basis_in","basis") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_relation" ADD CONSTRAINT "proposal_relation_scope_in_scope_term_vocabulary_code_fk" FOREIGN KEY ("scope_in","scope") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_jurisdiction_in_jurisdiction_term_vocabulary_code_fk" FOREIGN KEY ("jurisdiction_in","jurisdiction") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_finding_in_finding_term_vocabulary_code_fk" FOREIGN KEY ("finding_in","finding") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_scope_in_scope_term_vocabulary_code_fk" FOREIGN KEY ("scope_in","scope") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_strength_in_strength_term_vocabulary_code_fk" FOREIGN KEY ("strength_in","strength") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_proposal_proposal_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_evidence_paper_paper_id_fk" FOREIGN KEY ("evidence_paper") REFERENCES "public"."paper"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_instrument_provision_provision_instrument_number_fk" FOREIGN KEY ("instrument","provision") REFERENCES "public"."provision"("instrument","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_cover" ADD CONSTRAINT "link_cover_link_link_id_fk" FOREIGN KEY ("link") REFERENCES "public"."link"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_cover" ADD CONSTRAINT "link_cover_code_in_code_term_vocabulary_code_fk" FOREIGN KEY ("code_in","code") REFERENCES "public"."term"("vocabulary","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "instrument_jurisdiction" ON "instrument" USING btree ("jurisdiction");--> statement-breakpoint
CREATE INDEX "instrument_citation_paper" ON "instrument_citation" USING btree ("paper");--> statement-breakpoint
CREATE INDEX "proposal_code_by_code" ON "proposal_code" USING btree ("field","code");--> statement-breakpoint
CREATE INDEX "proposal_evidence_paper" ON "proposal_evidence" USING btree ("paper");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_layer_one_primary" ON "proposal_layer" USING btree ("proposal") WHERE "proposal_layer"."involvement" = 'primary';--> statement-breakpoint
CREATE INDEX "proposal_layer_by_involvement" ON "proposal_layer" USING btree ("layer","involvement");--> statement-breakpoint
CREATE INDEX "proposal_regulation_instrument" ON "proposal_regulation" USING btree ("instrument");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_relation_once" ON "proposal_relation" USING btree ("proposal","type","to");--> statement-breakpoint
CREATE INDEX "proposal_relation_to" ON "proposal_relation" USING btree ("to");--> statement-breakpoint
CREATE INDEX "link_proposal" ON "link" USING btree ("proposal","relation");--> statement-breakpoint
CREATE INDEX "link_provision" ON "link" USING btree ("instrument","provision");--> statement-breakpoint
CREATE UNIQUE INDEX "revision_once" ON "revision" USING btree ("kind","record","version");--> statement-breakpoint
CREATE INDEX "revision_author" ON "revision" USING btree ("author");--> statement-breakpoint
CREATE UNIQUE INDEX "search_entry_once" ON "search_entry" USING btree ("kind","record","part");--> statement-breakpoint
CREATE INDEX "search_entry_trigram" ON "search_entry" USING gin ((lower("title_en" || ' ' || "title_zh" || ' ' || "body_en" || ' ' || "body_zh")) gin_trgm_ops);