CREATE TABLE "exemption_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"exemption_id" uuid NOT NULL,
	"event" text NOT NULL,
	"by_user_id" uuid,
	"by_name" text,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "exemption_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "exemption_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exemptions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"category_key" text NOT NULL,
	"category" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid,
	"reason" text NOT NULL,
	"said_by" uuid NOT NULL,
	"said_by_name" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"confirmed_by" uuid,
	"confirmed_by_name" text,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "exemptions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "exemptions_second" CHECK (confirmed_by is null or confirmed_by <> said_by),
	CONSTRAINT "exemptions_confirmed" CHECK (state <> 'in_force' or confirmed_at is not null),
	CONSTRAINT "exemptions_ended" CHECK ((state in ('waiting', 'in_force')) = (ended_at is null)),
	CONSTRAINT "exemptions_reason" CHECK (length(trim(reason)) > 0)
);
--> statement-breakpoint
ALTER TABLE "exemptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "equivalent_key" text;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "equivalent" text;--> statement-breakpoint
ALTER TABLE "exemption_events" ADD CONSTRAINT "exemption_events_organisation_id_exemption_id_exemptions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","exemption_id") REFERENCES "public"."exemptions"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exemption_events_exemption" ON "exemption_events" USING btree ("organisation_id","exemption_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "exemptions_live" ON "exemptions" USING btree ("organisation_id","subject_kind","subject_id","category_key") WHERE state in ('waiting', 'in_force');--> statement-breakpoint
CREATE INDEX "exemptions_newest" ON "exemptions" USING btree ("organisation_id","said_at","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "exemption_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "exemptions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE exemptions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE exemption_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What was said stands as it was said: only its end, and who agreed, are written afterwards.
GRANT SELECT, INSERT ON exemptions, exemption_events TO app;
--> statement-breakpoint
GRANT UPDATE (state, ended_at, confirmed_by, confirmed_by_name, confirmed_at) ON exemptions TO app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON exemption_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON exemption_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER says_added AFTER INSERT ON exemptions FOR EACH ROW
  EXECUTE FUNCTION say_changed('coach_id');
--> statement-breakpoint
CREATE TRIGGER says_changed AFTER UPDATE ON exemptions FOR EACH ROW
  EXECUTE FUNCTION say_changed('coach_id');
