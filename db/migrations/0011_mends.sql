CREATE TABLE "mending_consents" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"given_by" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "mending_consents_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "mending_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mends" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"consent_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"controls" jsonb NOT NULL,
	"undoes" uuid,
	"changes" jsonb NOT NULL,
	"state" text NOT NULL,
	"requests" integer NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"refusal" text,
	"audit_id" uuid,
	"read_back" jsonb,
	CONSTRAINT "mends_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "mends" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mending_consents" ADD CONSTRAINT "mending_consents_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mends" ADD CONSTRAINT "mends_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mending_consents_current" ON "mending_consents" USING btree ("organisation_id","connection_id") WHERE ends_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "mends_under_way" ON "mends" USING btree ("organisation_id","subject_kind","subject_id") WHERE state in ('confirmed', 'sent', 'accepted', 'unclear');--> statement-breakpoint
CREATE INDEX "mends_subject" ON "mends" USING btree ("organisation_id","subject_id","confirmed_at");--> statement-breakpoint
CREATE INDEX "mends_sent" ON "mends" USING btree ("organisation_id","connection_id","sent_at");--> statement-breakpoint
CREATE POLICY "tenant" ON "mending_consents" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "mends" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
-- What was consented to, and what was changed in Zoom: its holder's, and nobody delivers it.
ALTER TABLE mending_consents FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE mends FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON mending_consents, mends TO app;
--> statement-breakpoint
-- A consent only ends, and of a mend only what became of it is written afterwards.
GRANT UPDATE (ends_at) ON mending_consents TO app;
--> statement-breakpoint
GRANT UPDATE (state, sent_at, answered_at, settled_at, refusal, audit_id, read_back) ON mends TO app;
