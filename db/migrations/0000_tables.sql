CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE SCHEMA "system";
--> statement-breakpoint
CREATE TABLE "audits" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"requested_by" uuid,
	"state" text NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"complete" boolean,
	"could_not_check_reason" text,
	"steps_done" integer DEFAULT 0 NOT NULL,
	"steps_total" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "audits_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "audits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "club_audits" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"state" text NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"complete" boolean,
	"could_not_check_reason" text,
	"judged_at" timestamp with time zone,
	"profile" text,
	"met" integer,
	"not_met" integer,
	"could_not_check" integer,
	CONSTRAINT "club_audits_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "club_audits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coaches" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"teams" text DEFAULT '' NOT NULL,
	"coaches_under_18s_online" boolean NOT NULL,
	"user_id" uuid,
	"person_organisation_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "coaches_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "coaches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evidence_packs" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"ready_at" timestamp with time zone,
	"bytes" bigint,
	"files" integer,
	"sha256" text,
	"failure" text,
	"delete_after" timestamp with time zone NOT NULL,
	CONSTRAINT "evidence_packs_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "evidence_packs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evidence_records" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"record" text NOT NULL,
	"entry" text NOT NULL,
	"leaf" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "evidence_records_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "evidence_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."attempts" (
	"what" text NOT NULL,
	"window_starts_at" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "attempts_what_window_starts_at_pk" PRIMARY KEY("what","window_starts_at")
);
--> statement-breakpoint
CREATE TABLE "identity"."logins" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."user_emails" (
	"email" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"verified_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "identity"."verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "meeting_sessions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "meeting_sessions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meetings" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"zoom_meeting_id" text NOT NULL,
	"sorted" text NOT NULL,
	"zoom_type" integer NOT NULL,
	"topic" text,
	"starts_at" timestamp with time zone,
	"duration_minutes" integer,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone,
	"missing_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "meetings_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "meetings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"zoom_type" integer NOT NULL,
	"topic" text,
	"starts_at" timestamp with time zone,
	"duration_minutes" integer,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	CONSTRAINT "sessions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "affiliations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"side" text NOT NULL,
	"other_organisation_id" uuid NOT NULL,
	"other_name" text NOT NULL,
	"other_kind" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "affiliations_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "affiliations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"coach_id" uuid,
	"club_name" text,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	CONSTRAINT "invitations_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "join_requests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"club_name" text NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"user_email" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"club_organisation_id" uuid,
	CONSTRAINT "join_requests_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "join_requests_once" UNIQUE("organisation_id","user_id","club_name")
);
--> statement-breakpoint
ALTER TABLE "join_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"coach_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "memberships_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "my_memberships" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"of_organisation_id" uuid NOT NULL,
	"of_kind" text NOT NULL,
	"of_name" text NOT NULL,
	"of_slug" text NOT NULL,
	"role" text NOT NULL,
	"coach_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "my_memberships_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "my_memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organisations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reading_confirmations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"body_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"reading_hash" text,
	"could_not_check_reason" text,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reading_confirmations_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "reading_confirmations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "readings" (
	"organisation_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"body_kind" text NOT NULL,
	"body" text NOT NULL,
	"first_read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "readings_organisation_id_hash_pk" PRIMARY KEY("organisation_id","hash")
);
--> statement-breakpoint
ALTER TABLE "readings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "finding_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"event" text NOT NULL,
	"close_reason" text,
	"because" text NOT NULL,
	"audit_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "finding_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "finding_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "findings" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"control" text NOT NULL,
	"control_version" integer NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"because" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"close_reason" text,
	"times_opened" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "findings_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "findings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "result_changes" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"control" text NOT NULL,
	"control_version" integer NOT NULL,
	"profile" text NOT NULL,
	"level" text NOT NULL,
	"result" text NOT NULL,
	"reason" text,
	"because" text NOT NULL,
	"audit_id" uuid NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "result_changes_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "result_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "results_current" (
	"organisation_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"control" text NOT NULL,
	"control_version" integer NOT NULL,
	"profile" text NOT NULL,
	"level" text NOT NULL,
	"result" text NOT NULL,
	"reason" text,
	"because" text NOT NULL,
	"audit_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "results_current_organisation_id_subject_kind_subject_id_control_pk" PRIMARY KEY("organisation_id","subject_kind","subject_id","control")
);
--> statement-breakpoint
ALTER TABLE "results_current" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roll_ups" (
	"organisation_id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"club_name" text NOT NULL,
	"coaches" integer NOT NULL,
	"coaches_not_connected" integer NOT NULL,
	"blocking" integer NOT NULL,
	"advisory" integer NOT NULL,
	"could_not_check" integer NOT NULL,
	"met" integer NOT NULL,
	"oldest_blocking_at" timestamp with time zone,
	"oldest_checked_at" timestamp with time zone,
	"last_checked_at" timestamp with time zone,
	"good_until" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roll_ups_organisation_id_club_organisation_id_pk" PRIMARY KEY("organisation_id","club_organisation_id")
);
--> statement-breakpoint
ALTER TABLE "roll_ups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."due" (
	"kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "due_kind_organisation_id_subject_id_pk" PRIMARY KEY("kind","organisation_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "system"."public_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "system"."workers_seen" (
	"worker" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trail" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_user_id" uuid,
	"actor" text NOT NULL,
	"command" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"detail" jsonb NOT NULL,
	CONSTRAINT "trail_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "trail" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coach_connections" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"holder_organisation_id" uuid NOT NULL,
	"state" text NOT NULL,
	"disconnect_reason" text,
	"connected_at" timestamp with time zone NOT NULL,
	"disconnected_at" timestamp with time zone,
	"last_asked_at" timestamp with time zone,
	"last_complete_at" timestamp with time zone,
	"unsorted_meetings" integer DEFAULT 0 NOT NULL,
	"oldest_unsorted_at" timestamp with time zone,
	"share_ends_at" timestamp with time zone,
	CONSTRAINT "coach_connections_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "coach_connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connection_shares" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "connection_shares_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "connection_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "zoom_connections" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"zoom_user_id" text NOT NULL,
	"zoom_account_id" text NOT NULL,
	"zoom_user_type" integer,
	"state" text NOT NULL,
	"disconnect_reason" text,
	"scopes" text NOT NULL,
	"api_url" text NOT NULL,
	"consented_by" uuid NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	"disconnected_at" timestamp with time zone,
	CONSTRAINT "zoom_connections_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "zoom_connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "zoom_tokens" (
	"organisation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"access_sealed" text NOT NULL,
	"refresh_sealed" text NOT NULL,
	"key_id" text NOT NULL,
	"version" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "zoom_tokens_organisation_id_connection_id_pk" PRIMARY KEY("organisation_id","connection_id")
);
--> statement-breakpoint
ALTER TABLE "zoom_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."logins" ADD CONSTRAINT "logins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."user_emails" ADD CONSTRAINT "user_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_sessions" ADD CONSTRAINT "meeting_sessions_organisation_id_meeting_id_meetings_organisation_id_id_fk" FOREIGN KEY ("organisation_id","meeting_id") REFERENCES "public"."meetings"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coach_connections" ADD CONSTRAINT "coach_connections_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_shares" ADD CONSTRAINT "connection_shares_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zoom_tokens" ADD CONSTRAINT "zoom_tokens_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audits_connection" ON "audits" USING btree ("organisation_id","connection_id","queued_at");--> statement-breakpoint
CREATE INDEX "club_audits_connection" ON "club_audits" USING btree ("organisation_id","connection_id","queued_at");--> statement-breakpoint
CREATE INDEX "evidence_records_recorded" ON "evidence_records" USING btree ("organisation_id","recorded_at");--> statement-breakpoint
CREATE INDEX "logins_user" ON "identity"."logins" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_sessions_current" ON "meeting_sessions" USING btree ("organisation_id","meeting_id","club_organisation_id") WHERE ends_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_zoom" ON "meetings" USING btree ("organisation_id","connection_id","zoom_meeting_id");--> statement-breakpoint
CREATE INDEX "sessions_coming" ON "sessions" USING btree ("organisation_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "affiliations_current" ON "affiliations" USING btree ("organisation_id","other_organisation_id","side") WHERE ends_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_current" ON "memberships" USING btree ("organisation_id","user_id","role") WHERE ends_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_slug" ON "organisations" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_person" ON "organisations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "reading_confirmations_audit" ON "reading_confirmations" USING btree ("organisation_id","audit_id");--> statement-breakpoint
CREATE INDEX "reading_confirmations_read" ON "reading_confirmations" USING btree ("organisation_id","read_at");--> statement-breakpoint
CREATE INDEX "finding_events_finding" ON "finding_events" USING btree ("organisation_id","finding_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_one" ON "findings" USING btree ("organisation_id","subject_kind","subject_id","control");--> statement-breakpoint
CREATE INDEX "findings_coach" ON "findings" USING btree ("organisation_id","coach_id","state");--> statement-breakpoint
CREATE INDEX "result_changes_subject" ON "result_changes" USING btree ("organisation_id","subject_kind","subject_id","control","valid_from");--> statement-breakpoint
CREATE INDEX "roll_ups_worst" ON "roll_ups" USING btree ("organisation_id","blocking","club_name");--> statement-breakpoint
CREATE INDEX "due_at" ON "system"."due" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "public_tokens_subject" ON "system"."public_tokens" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "trail_at" ON "trail" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "coach_connections_coach" ON "coach_connections" USING btree ("organisation_id","coach_id");--> statement-breakpoint
CREATE UNIQUE INDEX "connection_shares_current" ON "connection_shares" USING btree ("organisation_id","connection_id","club_organisation_id") WHERE ends_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_connections_one" ON "zoom_connections" USING btree ("zoom_user_id") WHERE state = 'connected';--> statement-breakpoint
CREATE POLICY "tenant" ON "audits" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "club_audits" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "coaches" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "evidence_packs" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "evidence_records" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "meeting_sessions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "meetings" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "sessions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "affiliations" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "invitations" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "join_requests" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "memberships" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "my_memberships" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "organisations" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "reading_confirmations" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "readings" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "finding_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "findings" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "result_changes" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "results_current" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "roll_ups" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "trail" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "coach_connections" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "connection_shares" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "zoom_connections" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "zoom_tokens" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));