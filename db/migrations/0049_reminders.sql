CREATE TABLE "told" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"role" text NOT NULL,
	"user_id" uuid,
	"coach_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"send_after" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"settled_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "told_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "told" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "time_zone" text;--> statement-breakpoint
CREATE INDEX "told_newest" ON "told" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "told" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE told FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON told TO app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON told TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_tells ON told FOR ALL TO delivery USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT UPDATE (digest_id) ON notices TO app;
--> statement-breakpoint
GRANT UPDATE (time_zone) ON organisations TO app;
--> statement-breakpoint
CREATE INDEX notices_waiting ON notices (organisation_id, send_after) WHERE state = 'waiting';
--> statement-breakpoint

-- What a person is told of a club or body, that has a row of as well: to whom, of what kind, and
-- what became of it. Never the words, and nothing of what is about their own Zoom account alone.
CREATE FUNCTION deliver_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.told AS t (organisation_id, id, kind, role, user_id, coach_id, created_at,
    send_after, state, settled_at, failure)
  SELECT NEW.of_organisation_id, NEW.id, NEW.kind, NEW.role, p.user_id,
    (NEW.facts ->> 'coach_id')::uuid, NEW.created_at, NEW.send_after, NEW.state, NEW.settled_at,
    NEW.failure
  FROM public.organisations p WHERE p.organisation_id = NEW.organisation_id
  ON CONFLICT (organisation_id, id) DO UPDATE SET created_at = excluded.created_at,
    send_after = excluded.send_after, state = excluded.state, settled_at = excluded.settled_at,
    failure = excluded.failure;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Somebody is reminded of what they are to do by a day: to sign something, or to show something
-- anew. To the person or, once they were reminded often enough, to the club's welfare officers but
-- themselves. `stage` is the place in the timetable: nobody is told the same one twice.
CREATE FUNCTION deliver_reminder(about_kind text, about uuid, due timestamptz, stage timestamptz,
  to_officers boolean, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation();
BEGIN
  RETURN QUERY SELECT w.* FROM (
    SELECT r.coach_id, coalesce(v.title, r.words) AS title
    FROM public.sign_off_requests r
    LEFT JOIN public.policy_versions v ON v.organisation_id = r.organisation_id
      AND v.id = r.version_id
    WHERE about_kind = 'sign_off_request' AND r.organisation_id = club AND r.id = about
      AND r.state IN ('sent', 'opened')
    UNION ALL
    SELECT c.coach_id, c.kind FROM public.credentials c
    WHERE about_kind = 'credential' AND c.organisation_id = club AND c.id = about
      AND c.state = 'in_force' AND c.issued_on IS NOT NULL
  ) asked
  JOIN public.coaches c ON c.organisation_id = club AND c.id = asked.coach_id AND c.ends_at IS NULL
  CROSS JOIN LATERAL (
    SELECT public.coach_in_force(club, c.id) AS person, 'coach' AS role WHERE NOT to_officers
    UNION
    SELECT o, 'welfare_officer' FROM public.officers_in_force(club) o
    WHERE to_officers AND o IS DISTINCT FROM c.person_organisation_id
  ) told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, 'reminder', club, about_kind,
    about, jsonb_build_object('coach_id', c.id, 'coach_name', c.name,
      'titles', jsonb_build_array(asked.title), 'due_at', due),
    stage, at_time, not_before) w
  WHERE told.person IS NOT NULL;
END $$;
--> statement-breakpoint

-- Every club looks once a day at what its people are to be reminded of, at a moment of its own.
CREATE FUNCTION remind_daily() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO system.due (kind, organisation_id, subject_id, at)
  VALUES ('remind', NEW.organisation_id, NEW.organisation_id,
    public.moment() + interval '1 day' * random())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- As in 0042; and a reminder stands until what it is about is done.
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
  IF n.role = 'safeguarding_lead' AND NOT EXISTS (
    SELECT FROM public.leads_in_force(n.of_organisation_id) lead WHERE lead = me)
  THEN RETURN false; END IF;
  IF n.kind = 'acceptance_asked' AND n.subject_kind = 'acceptance_request' THEN
    RETURN EXISTS (SELECT FROM public.acceptance_requests r
      WHERE r.organisation_id = n.of_organisation_id AND r.id = n.subject_id
        AND r.state = 'requested');
  END IF;
  IF n.kind IN ('acceptance_asked', 'acceptance_ending') THEN
    RETURN EXISTS (SELECT FROM public.acceptances a WHERE a.organisation_id = n.of_organisation_id
      AND a.id = (n.facts ->> 'acceptance')::uuid AND a.until > at_time
      AND a.state = CASE n.kind WHEN 'acceptance_asked' THEN 'requested' ELSE 'approved' END);
  END IF;
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
  IF n.kind IN ('sign_off_asked', 'sign_off_chased') THEN
    RETURN EXISTS (SELECT FROM public.sign_off_requests r
      WHERE r.organisation_id = n.of_organisation_id
        AND r.coach_id = (n.facts ->> 'coach_id')::uuid AND r.state IN ('sent', 'opened'));
  END IF;
  IF n.kind = 'reminder' AND n.subject_kind = 'sign_off_request' THEN
    RETURN EXISTS (SELECT FROM public.sign_off_requests r
      WHERE r.organisation_id = n.of_organisation_id AND r.id = n.subject_id
        AND r.state IN ('sent', 'opened'));
  END IF;
  IF n.kind = 'reminder' THEN
    RETURN EXISTS (SELECT FROM public.credentials c WHERE c.organisation_id = n.of_organisation_id
      AND c.id = n.subject_id AND c.state = 'in_force');
  END IF;
  IF n.kind = 'statement_lapses' THEN
    RETURN EXISTS (SELECT FROM public.statements s WHERE s.organisation_id = n.of_organisation_id
      AND s.id = n.subject_id AND s.state = 'in_force' AND s.lapses_at > at_time);
  END IF;
  IF n.kind = 'connection_ended' AND n.role = 'person' THEN
    RETURN EXISTS (SELECT FROM public.zoom_connections z WHERE z.organisation_id = me
      AND z.id = n.subject_id AND z.state = 'disconnected');
  ELSIF n.kind = 'connection_ended' AND n.facts ->> 'of' = 'account' THEN
    RETURN EXISTS (SELECT FROM public.zoom_connections z
      WHERE z.organisation_id = n.of_organisation_id AND z.id = n.subject_id
        AND z.state = 'disconnected' AND z.disconnect_reason <> 'by_person');
  ELSIF n.kind = 'connection_ended' THEN
    RETURN EXISTS (SELECT FROM public.coach_connections cc
      WHERE cc.organisation_id = n.of_organisation_id AND cc.id = n.subject_id
        AND cc.state = 'disconnected' AND cc.share_ends_at IS NULL);
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
GRANT SELECT ON credentials TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON credentials FOR SELECT TO delivery USING (true);
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('deliver_told', 'deliver_reminder', 'remind_daily')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_reminder(text, uuid, timestamptz, timestamptz, boolean,
  timestamptz, timestamptz) TO app;
--> statement-breakpoint
CREATE TRIGGER delivers_told AFTER INSERT ON notices FOR EACH ROW
WHEN (NEW.of_organisation_id IS NOT NULL) EXECUTE FUNCTION deliver_told();
--> statement-breakpoint
CREATE TRIGGER delivers_told_again AFTER UPDATE ON notices FOR EACH ROW
WHEN (NEW.of_organisation_id IS NOT NULL AND (NEW.state, NEW.created_at, NEW.failure)
  IS DISTINCT FROM (OLD.state, OLD.created_at, OLD.failure)) EXECUTE FUNCTION deliver_told();
--> statement-breakpoint
CREATE TRIGGER reminds_daily AFTER INSERT ON organisations FOR EACH ROW
WHEN (NEW.kind = 'club') EXECUTE FUNCTION remind_daily();
--> statement-breakpoint

-- What stands already.
SET LOCAL ROLE delivery;
--> statement-breakpoint
INSERT INTO told (organisation_id, id, kind, role, user_id, coach_id, created_at, send_after, state,
  settled_at, failure)
SELECT n.of_organisation_id, n.id, n.kind, n.role, p.user_id, (n.facts ->> 'coach_id')::uuid,
  n.created_at, n.send_after, n.state, n.settled_at, n.failure
FROM notices n JOIN organisations p ON p.organisation_id = n.organisation_id
WHERE n.of_organisation_id IS NOT NULL;
--> statement-breakpoint
INSERT INTO system.due (kind, organisation_id, subject_id, at)
SELECT 'remind', organisation_id, organisation_id, now() + interval '1 day' * random()
FROM organisations WHERE kind = 'club' ON CONFLICT DO NOTHING;
--> statement-breakpoint
SET LOCAL ROLE owner;
