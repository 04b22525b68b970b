CREATE TABLE "mend_requests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_on" date NOT NULL,
	CONSTRAINT "mend_requests_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "mend_requests_once" UNIQUE("organisation_id","subject_kind","subject_id","asked_on")
);
--> statement-breakpoint
ALTER TABLE "mend_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mend_runs" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"undoes" uuid,
	"confirmed_by" uuid NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"left_over" integer NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "mend_runs_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "mend_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consent_returns" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state_hash" text NOT NULL,
	"return_to" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consent_returns_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "consent_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mends" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "mends" ADD COLUMN "readings_before" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "mends" ADD COLUMN "readings_after" jsonb;--> statement-breakpoint
ALTER TABLE "mend_requests" ADD CONSTRAINT "mend_requests_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mend_runs" ADD CONSTRAINT "mend_runs_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mend_runs_under_way" ON "mend_runs" USING btree ("organisation_id","connection_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "mend_runs_newest" ON "mend_runs" USING btree ("organisation_id","connection_id","confirmed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_returns_state" ON "consent_returns" USING btree ("organisation_id","state_hash");--> statement-breakpoint
ALTER TABLE "mends" ADD CONSTRAINT "mends_organisation_id_run_id_mend_runs_organisation_id_id_fk" FOREIGN KEY ("organisation_id","run_id") REFERENCES "public"."mend_runs"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mends_run" ON "mends" USING btree ("organisation_id","run_id");--> statement-breakpoint
CREATE POLICY "tenant" ON "mend_requests" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "mend_runs" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "consent_returns" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE mend_runs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE mend_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE consent_returns FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Runs are their holder's, as the mends in them are. Of a run only its end is written afterwards.
GRANT SELECT, INSERT ON mend_runs TO app;
--> statement-breakpoint
GRANT UPDATE (ended_at) ON mend_runs TO app;
--> statement-breakpoint
GRANT UPDATE (readings_after) ON mends TO app;
--> statement-breakpoint
-- Used up with the state, or erased when it is too old.
GRANT SELECT, INSERT, DELETE ON consent_returns TO app;
--> statement-breakpoint
GRANT SELECT, INSERT ON mend_requests TO app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON mend_requests
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON mend_requests
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
GRANT SELECT ON mend_requests TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON mend_requests FOR SELECT TO delivery USING (true);
--> statement-breakpoint

-- What is open of what a host was asked to mend, in the club: one finding, or a session's own.
CREATE FUNCTION asked_findings(club uuid, about_kind text, about uuid, coach uuid)
RETURNS SETOF public.findings
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.* FROM public.findings f
  WHERE f.organisation_id = club AND f.coach_id = coach AND f.state = 'open'
    AND CASE about_kind WHEN 'finding' THEN f.id = about
      ELSE f.subject_kind = 'meeting' AND f.subject_id = about END
$$;
--> statement-breakpoint

-- What the transaction's club just asked of a host, to the host: which rules, of which account or
-- session, and who asks. Nothing where none of it is open, or the coach has no record of their own.
CREATE FUNCTION deliver_mend_request(request uuid, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  club uuid := public.current_organisation(); r public.mend_requests; c public.coaches; host uuid;
  facts jsonb; starts timestamptz;
BEGIN
  SELECT * INTO r FROM public.mend_requests x WHERE x.organisation_id = club AND x.id = request;
  SELECT * INTO c FROM public.coaches x WHERE x.organisation_id = club AND x.id = r.coach_id;
  host := public.coach_in_force(club, c.id);
  IF r.id IS NULL OR host IS NULL THEN RETURN; END IF;
  SELECT jsonb_build_object('subject_kind', (array_agg(f.subject_kind))[1],
    'subject', (array_agg(f.subject_id))[1], 'controls', jsonb_agg(f.control ORDER BY f.control),
    'is_own', bool_and(EXISTS (SELECT FROM public.coach_connections cc
      WHERE cc.organisation_id = club AND cc.holder_organisation_id = host
        AND cc.id = coalesce((SELECT s.connection_id FROM public.sessions s
          WHERE s.organisation_id = club AND s.id = f.subject_id), f.subject_id))))
  INTO facts FROM public.asked_findings(club, r.subject_kind, r.subject_id, c.id) f
  HAVING count(*) > 0;
  IF facts IS NULL THEN RETURN; END IF;
  SELECT s.starts_at INTO starts FROM public.sessions s
  WHERE s.organisation_id = club AND s.id = (facts ->> 'subject')::uuid;
  facts := facts || jsonb_build_object('coach_id', c.id, 'coach_name', c.name,
    'asked_by', r.asked_by_name, 'starts_at', starts);
  RETURN QUERY SELECT * FROM public.write_notice(host, 'coach', 'mend_asked', club,
    r.subject_kind, r.subject_id, facts, r.asked_on::timestamp AT TIME ZONE 'UTC', at_time,
    not_before);
END $$;
--> statement-breakpoint

-- What of these findings of the transaction's club was asked for and is mended: to each who asked
-- since it was opened, once, as what they are in the club now. Of a session when nothing is left.
CREATE FUNCTION deliver_mended(closed uuid[], at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT w.* FROM (
    SELECT DISTINCT ON (r.subject_kind, r.subject_id, r.asked_by)
      r.organisation_id AS club, r.subject_kind, r.subject_id, r.asked_by, r.asked_at,
      c.id AS coach_id, c.name AS coach_name
    FROM public.findings f
    JOIN public.mend_requests r ON r.organisation_id = f.organisation_id
      AND r.asked_at >= f.opened_at AND CASE r.subject_kind WHEN 'finding' THEN r.subject_id = f.id
        ELSE f.subject_kind = 'meeting' AND r.subject_id = f.subject_id
          AND NOT EXISTS (SELECT FROM public.asked_findings(r.organisation_id, 'session',
            r.subject_id, r.coach_id)) END
    JOIN public.coaches c ON c.organisation_id = r.organisation_id AND c.id = r.coach_id
    WHERE f.organisation_id = public.current_organisation() AND f.id = ANY (closed)
      AND f.state = 'closed' AND f.close_reason = 'mended'
    ORDER BY r.subject_kind, r.subject_id, r.asked_by, r.asked_at DESC
  ) asked
  JOIN public.organisations p ON p.user_id = asked.asked_by AND p.kind = 'person'
  JOIN LATERAL (SELECT m.role FROM public.memberships m
    WHERE m.organisation_id = asked.club AND m.user_id = asked.asked_by AND m.ends_at IS NULL
      AND m.role IN ('welfare_officer', 'administrator') ORDER BY m.role DESC LIMIT 1) post ON true
  CROSS JOIN LATERAL public.write_notice(p.organisation_id, post.role, 'mended', asked.club,
    asked.subject_kind, asked.subject_id,
    jsonb_build_object('coach_id', asked.coach_id, 'coach_name', asked.coach_name), asked.asked_at,
    at_time, not_before) w
$$;
--> statement-breakpoint

-- As in 0009, and for what is asked of a host and what came of it.
CREATE OR REPLACE FUNCTION notice_stands(notice uuid, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  me uuid := public.current_organisation(); n public.notices; starts timestamptz;
  latest timestamptz;
BEGIN
  SELECT * INTO n FROM public.notices x
  WHERE x.organisation_id = me AND x.id = notice AND x.state = 'waiting';
  IF n.id IS NULL THEN RETURN false; END IF;
  IF n.role = 'coach' AND me IS DISTINCT FROM
    public.coach_in_force(n.of_organisation_id, (n.facts ->> 'coach_id')::uuid)
  THEN RETURN false; END IF;
  IF n.role = 'welfare_officer' AND NOT EXISTS (
    SELECT FROM public.officers_in_force(n.of_organisation_id) officer WHERE officer = me)
  THEN RETURN false; END IF;
  IF n.role = 'administrator' AND NOT EXISTS (
    SELECT FROM public.memberships m JOIN public.organisations p ON p.user_id = m.user_id
    WHERE p.organisation_id = me AND m.organisation_id = n.of_organisation_id
      AND m.role = 'administrator' AND m.ends_at IS NULL)
  THEN RETURN false; END IF;
  IF n.kind IN ('session_unsafe', 'session_unsafe_soon') THEN
    starts := (n.facts ->> 'starts_at')::timestamptz;
    -- From two hours before, the second warning takes the place of the first.
    latest := CASE n.kind WHEN 'session_unsafe' THEN starts - interval '2 hours' ELSE starts END;
    RETURN at_time < latest AND public.musts_open(n.of_organisation_id, n.subject_id) > 0 AND EXISTS (
      SELECT FROM public.sessions s WHERE s.organisation_id = n.of_organisation_id
        AND s.id = n.subject_id AND s.starts_at = starts);
  END IF;
  IF n.kind IN ('mend_asked', 'mended') THEN
    RETURN (n.kind = 'mend_asked') = EXISTS (SELECT FROM public.asked_findings(
      n.of_organisation_id, n.subject_kind, n.subject_id, (n.facts ->> 'coach_id')::uuid));
  END IF;
  IF n.kind = 'connection_ended' AND n.role = 'person' THEN
    RETURN EXISTS (SELECT FROM public.zoom_connections z WHERE z.organisation_id = me
      AND z.id = n.subject_id AND z.state = 'disconnected');
  ELSIF n.kind = 'connection_ended' THEN
    RETURN EXISTS (SELECT FROM public.coach_connections cc
      WHERE cc.organisation_id = n.of_organisation_id AND cc.id = n.subject_id
        AND cc.state = 'disconnected' AND cc.share_ends_at IS NULL);
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text; role_name text;
  granted jsonb := '{
    "asked_findings(uuid, text, uuid, uuid)": ["delivery"],
    "deliver_mend_request(uuid, timestamptz, timestamptz)": ["app"],
    "deliver_mended(uuid[], timestamptz, timestamptz)": ["app"]
  }';
BEGIN
  FOR f IN SELECT jsonb_object_keys(granted) LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    FOR role_name IN SELECT jsonb_array_elements_text(granted -> f) LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, role_name);
    END LOOP;
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
