CREATE TABLE "import_rows" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"typed" jsonb,
	"state" text DEFAULT 'new' NOT NULL,
	"plan" text,
	"person_key" text,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"coach_id" uuid,
	CONSTRAINT "import_rows_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"encoding" text NOT NULL,
	"separator" text NOT NULL,
	"headers" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"date_order" text,
	"online" text,
	"state" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_by_name" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"erase_at" timestamp with time zone NOT NULL,
	"rows" integer NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"same" integer DEFAULT 0 NOT NULL,
	"left_out" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"left_out_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "imports_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mail_pending" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_organisation_id_import_id_imports_organisation_id_id_fk" FOREIGN KEY ("organisation_id","import_id") REFERENCES "public"."imports"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_number" ON "import_rows" USING btree ("organisation_id","import_id","number");--> statement-breakpoint
CREATE INDEX "import_rows_state" ON "import_rows" USING btree ("organisation_id","import_id","state","number");--> statement-breakpoint
CREATE INDEX "import_rows_person" ON "import_rows" USING btree ("organisation_id","import_id","person_key") WHERE person_key is not null;--> statement-breakpoint
CREATE INDEX "imports_newest" ON "imports" USING btree ("organisation_id","uploaded_at");--> statement-breakpoint
CREATE POLICY "tenant" ON "import_rows" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "imports" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE imports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_rows FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What a file held is erased when it is done, or when its time is over: only its rows, never that it was.
GRANT SELECT, INSERT ON imports, import_rows TO app;
--> statement-breakpoint
GRANT UPDATE (columns, date_order, online, state, confirmed_by, confirmed_at, ended_at, added,
  changed, same, left_out, left_out_count, file_name, headers) ON imports TO app;
--> statement-breakpoint
GRANT UPDATE (typed, state, plan, person_key, problems, notes, coach_id) ON import_rows TO app;
--> statement-breakpoint
GRANT DELETE ON import_rows TO app;
--> statement-breakpoint
CREATE TRIGGER says_added AFTER INSERT ON imports FOR EACH ROW EXECUTE FUNCTION say_changed('');
--> statement-breakpoint
CREATE TRIGGER says_changed AFTER UPDATE ON imports FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION say_changed('');
--> statement-breakpoint
SELECT as_of.make_views();
