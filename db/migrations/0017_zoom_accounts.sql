CREATE TABLE "zoom_groups" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"zoom_group_id" text NOT NULL,
	"name" text NOT NULL,
	"members" integer,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone,
	"missing_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "zoom_groups_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "zoom_groups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "zoom_hosts" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"zoom_user_id" text NOT NULL,
	"email" text,
	"email_normalised" text,
	"name" text,
	"zoom_user_type" integer,
	"status" text NOT NULL,
	"decision" text DEFAULT 'open' NOT NULL,
	"coach_id" uuid,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"host_connection_id" uuid,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone,
	"missing_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "zoom_hosts_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "zoom_hosts_coach" CHECK ((decision = 'coach') = (coach_id is not null))
);
--> statement-breakpoint
ALTER TABLE "zoom_hosts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "zoom_connections_one";--> statement-breakpoint
ALTER TABLE "club_audits" ALTER COLUMN "coach_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ALTER COLUMN "coach_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "result_changes" ALTER COLUMN "coach_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "results_current" ALTER COLUMN "coach_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "zoom_connections" ADD COLUMN "way" text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE "zoom_connections" ADD COLUMN "app" text DEFAULT 'user' NOT NULL;--> statement-breakpoint
ALTER TABLE "zoom_connections" ADD COLUMN "via_connection_id" uuid;--> statement-breakpoint
ALTER TABLE "zoom_groups" ADD CONSTRAINT "zoom_groups_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zoom_hosts" ADD CONSTRAINT "zoom_hosts_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zoom_hosts" ADD CONSTRAINT "zoom_hosts_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_groups_zoom" ON "zoom_groups" USING btree ("organisation_id","connection_id","zoom_group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_hosts_zoom" ON "zoom_hosts" USING btree ("organisation_id","connection_id","zoom_user_id");--> statement-breakpoint
ALTER TABLE "zoom_connections" ADD CONSTRAINT "zoom_connections_organisation_id_via_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","via_connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_connections_one_account" ON "zoom_connections" USING btree ("organisation_id","zoom_account_id") WHERE state = 'connected' and way = 'account';--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_connections_one_host" ON "zoom_connections" USING btree ("organisation_id","zoom_user_id") WHERE state = 'connected' and way = 'host';--> statement-breakpoint
CREATE UNIQUE INDEX "zoom_connections_one" ON "zoom_connections" USING btree ("zoom_user_id") WHERE state = 'connected' and way = 'own';--> statement-breakpoint
ALTER TABLE "zoom_connections" ADD CONSTRAINT "zoom_connections_via" CHECK ((way = 'host') = (via_connection_id is not null));--> statement-breakpoint
CREATE POLICY "tenant" ON "zoom_groups" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "zoom_hosts" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
-- A club's own Zoom account, read with its administrator's consent. Nothing of it crosses
-- organisations: the club is holder and reader, and its hosts' connections are shared with itself.
ALTER TABLE zoom_hosts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE zoom_groups FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Whoever is gone from the account, and was nobody's coach, is forgotten.
GRANT SELECT, INSERT, UPDATE, DELETE ON zoom_hosts, zoom_groups TO app;
--> statement-breakpoint

-- In force: the holder shares the connection with the club, and the club's register has the coach
-- linked to this holder; or the holder is the club itself, and the connection a host's of its own
-- account. Both ends must agree, and go on to agree until the transaction ends.
CREATE OR REPLACE FUNCTION shares_in_force(connection uuid)
RETURNS TABLE (club uuid, coach uuid, share_ends_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.club_organisation_id, s.coach_id, s.ends_at
  FROM public.connection_shares s
  JOIN public.zoom_connections z ON z.organisation_id = s.organisation_id
    AND z.id = s.connection_id
  JOIN public.coaches c ON c.organisation_id = s.club_organisation_id AND c.id = s.coach_id
  WHERE s.organisation_id = public.current_organisation() AND s.connection_id = connection
    AND s.ends_at IS NULL AND c.ends_at IS NULL
    AND CASE z.way WHEN 'host' THEN s.club_organisation_id = s.organisation_id
      WHEN 'own' THEN c.person_organisation_id = s.organisation_id ELSE false END
  FOR SHARE OF s, c
$$;
--> statement-breakpoint

-- As in 0005, and a club may ask for the hosts of its own account.
CREATE OR REPLACE FUNCTION request_audit(connection uuid, audit uuid, asked_by uuid,
  at_time timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  asking uuid := public.current_organisation(); h uuid; coach uuid; under_way public.audits;
BEGIN
  SELECT s.organisation_id, s.coach_id INTO h, coach
  FROM public.coach_connections cc
  JOIN public.connection_shares s ON s.organisation_id = cc.holder_organisation_id
    AND s.connection_id = cc.id AND s.club_organisation_id = asking AND s.ends_at IS NULL
  JOIN public.zoom_connections z ON z.organisation_id = s.organisation_id
    AND z.id = s.connection_id
  JOIN public.coaches c ON c.organisation_id = asking AND c.id = s.coach_id AND c.ends_at IS NULL
    AND CASE z.way WHEN 'host' THEN s.organisation_id = asking
      WHEN 'own' THEN c.person_organisation_id = s.organisation_id ELSE false END
  WHERE cc.organisation_id = asking AND cc.id = connection AND cc.state = 'connected';
  IF h IS NULL THEN RETURN NULL; END IF;
  -- Where one was under way that has finished by the time we look, the next turn queues ours.
  WHILE under_way.id IS NULL LOOP
    INSERT INTO public.audits (organisation_id, id, connection_id, trigger, requested_by, state,
      queued_at)
    VALUES (h, audit, connection, 'requested', asked_by, 'queued', at_time) ON CONFLICT DO NOTHING;
    SELECT * INTO under_way FROM public.audits a
    WHERE a.organisation_id = h AND a.connection_id = connection AND a.state <> 'finished';
  END LOOP;
  INSERT INTO public.club_audits (organisation_id, id, connection_id, coach_id, trigger, state,
    queued_at)
  VALUES (asking, under_way.id, connection, coach, under_way.trigger, 'queued',
    under_way.queued_at)
  ON CONFLICT DO NOTHING;
  INSERT INTO system.due (kind, organisation_id, subject_id, at)
  VALUES ('read-account', h, under_way.id, at_time) ON CONFLICT DO NOTHING;
  RETURN under_way.id;
END $$;
