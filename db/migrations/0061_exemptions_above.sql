CREATE TABLE "exemption_requests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"club_name" text NOT NULL,
	"category_key" text NOT NULL,
	"category" text NOT NULL,
	"subject_kind" text NOT NULL,
	"said_by" uuid NOT NULL,
	"said_by_name" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"decided_by" uuid,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "exemption_requests_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "exemption_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "above_id" uuid;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "above_name" text;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "above_decision" text;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "above_by" uuid;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "above_by_name" text;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "above_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "exemption_requests_newest" ON "exemption_requests" USING btree ("organisation_id","said_at","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "exemption_requests" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE exemption_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE exemptions ADD CONSTRAINT exemptions_above CHECK (
  (above_decision IS NULL) = (above_by IS NULL) AND (above_id IS NULL) = (above_name IS NULL));
--> statement-breakpoint
GRANT SELECT, UPDATE (state, decided_by, decided_by_name, decided_at) ON exemption_requests TO app;
--> statement-breakpoint
GRANT SELECT, UPDATE (above_decision, above_by, above_by_name, above_at) ON exemptions TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON exemptions FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_changes ON exemptions FOR UPDATE TO delivery USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON exemption_requests TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON exemption_requests FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_adds ON exemption_requests FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_changes ON exemption_requests FOR UPDATE TO delivery
  USING (true) WITH CHECK (true);
--> statement-breakpoint

-- What the transaction's club says of itself where nobody else there can agree, and what became of
-- it, to the region or body that it names, while the club is under it: facts only.
CREATE FUNCTION deliver_exemption(exemption uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation();
BEGIN
  UPDATE public.exemption_requests r SET state = e.state FROM public.exemptions e
  WHERE e.organisation_id = club AND e.id = exemption AND r.organisation_id = e.above_id
    AND r.id = e.id AND r.club_organisation_id = club;
  IF FOUND THEN RETURN true; END IF;
  INSERT INTO public.exemption_requests (organisation_id, id, club_organisation_id, club_name,
    category_key, category, subject_kind, said_by, said_by_name, said_at, reason, lapses_at, state)
  SELECT e.above_id, e.id, club, o.name, e.category_key, e.category, e.subject_kind, e.said_by,
    e.said_by_name, e.said_at, e.reason, e.lapses_at, e.state
  FROM public.exemptions e
  JOIN public.organisations o ON o.organisation_id = club
  JOIN public.affiliations up ON up.organisation_id = club AND up.side = 'upper'
    AND up.other_organisation_id = e.above_id AND up.ends_at IS NULL
  JOIN public.affiliations down ON down.organisation_id = e.above_id AND down.side = 'lower'
    AND down.other_organisation_id = club AND down.ends_at IS NULL
  WHERE e.organisation_id = club AND e.id = exemption;
  RETURN FOUND;
END $$;
--> statement-breakpoint

-- What the transaction's region or body decided, to the club that asked: its worker writes it down.
-- `too_late` where the club took it back, it has lapsed, or the club has left; `concerned` where who
-- decided is who said it, or whose session it is.
CREATE FUNCTION deliver_exemption_decision(request uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  body uuid := public.current_organisation(); r public.exemption_requests; e public.exemptions;
BEGIN
  SELECT * INTO r FROM public.exemption_requests x
  WHERE x.organisation_id = body AND x.id = request AND x.state IN ('in_force', 'refused');
  IF r.id IS NULL OR NOT EXISTS (SELECT FROM public.affiliations up
    WHERE up.organisation_id = r.club_organisation_id AND up.side = 'upper'
      AND up.other_organisation_id = body AND up.ends_at IS NULL)
  THEN RETURN 'too_late'; END IF;
  SELECT * INTO e FROM public.exemptions x
  WHERE x.organisation_id = r.club_organisation_id AND x.id = request FOR UPDATE;
  IF e.id IS NULL OR e.state <> 'waiting' OR e.above_id IS DISTINCT FROM body
    OR e.above_decision IS NOT NULL
  THEN RETURN 'too_late'; END IF;
  IF r.decided_by = e.said_by OR EXISTS (SELECT FROM public.coaches c
    WHERE c.organisation_id = e.organisation_id AND c.id = e.coach_id
      AND c.user_id = r.decided_by)
  THEN RETURN 'concerned'; END IF;
  UPDATE public.exemptions x
  SET above_decision = CASE r.state WHEN 'in_force' THEN 'confirmed' ELSE 'refused' END,
    above_by = r.decided_by, above_by_name = r.decided_by_name, above_at = r.decided_at
  WHERE x.organisation_id = e.organisation_id AND x.id = e.id;
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES ('exemption', e.organisation_id, e.id, r.decided_at)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at);
  RETURN 'delivered';
END $$;
--> statement-breakpoint

-- News of an exemption of the transaction's club: that it is said, to each who can agree; what was
-- decided above, to who said it; that it is about to lapse, to who said it and the welfare officers.
-- `occasion` is then the moment when it does, which the rules may set sooner than it was said.
CREATE FUNCTION deliver_exemption_news(exemption uuid, of_kind text, occasion timestamptz,
  at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH it AS (
    SELECT e.*, c.name AS coach_name, c.user_id AS coach_user, o.name AS club_name
    FROM public.exemptions e
    JOIN public.organisations o ON o.organisation_id = e.organisation_id
    LEFT JOIN public.coaches c ON c.organisation_id = e.organisation_id AND c.id = e.coach_id
    WHERE e.organisation_id = public.current_organisation() AND e.id = exemption
  ), post AS (
    -- In the club: one post each, a welfare officer's before an administrator's.
    SELECT DISTINCT ON (m.user_id) p.organisation_id AS person, m.user_id, m.role,
      it.organisation_id AS place
    FROM it JOIN public.memberships m ON m.organisation_id = it.organisation_id
      AND m.ends_at IS NULL AND m.role IN ('welfare_officer', 'administrator')
    JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
    ORDER BY m.user_id, m.role DESC
  ), told AS (
    SELECT post.person, post.role, post.place FROM post CROSS JOIN it
    WHERE CASE WHEN of_kind = 'exemption_asked' THEN it.above_id IS NULL
        AND post.user_id <> it.said_by AND post.user_id IS DISTINCT FROM it.coach_user
      WHEN of_kind = 'exemption_decided' THEN post.user_id = it.said_by
      ELSE post.user_id = it.said_by OR post.role = 'welfare_officer' END
    UNION
    SELECT d.person, d.role, it.above_id
    FROM it CROSS JOIN LATERAL public.deciders_above(it.above_id) d
    WHERE of_kind = 'exemption_asked' AND it.above_id IS NOT NULL
      AND d.user_id <> it.said_by AND d.user_id IS DISTINCT FROM it.coach_user
  )
  SELECT w.* FROM it CROSS JOIN told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, of_kind, told.place,
    CASE WHEN told.place = it.above_id THEN 'exemption_request' ELSE 'exemption' END, it.id,
    CASE WHEN told.place = it.above_id THEN '{}'::jsonb
      ELSE jsonb_build_object('coach_id', it.coach_id, 'coach_name', it.coach_name) END
    || jsonb_build_object('club_name', it.club_name, 'category', it.category,
      'of_club', it.subject_kind = 'club', 'asked_by', it.said_by_name, 'state', it.state,
      'decided_by', it.confirmed_by_name,
      'lapses_at', CASE of_kind WHEN 'exemption_lapses' THEN occasion ELSE it.lapses_at END),
    occasion, at_time, not_before) w
  WHERE told.person IS NOT NULL
$$;
--> statement-breakpoint

-- As in 0049; and for what somebody says does not apply: while it waits, and while it counts.
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
  IF n.kind = 'exemption_asked' AND n.subject_kind = 'exemption_request' THEN
    RETURN EXISTS (SELECT FROM public.exemption_requests r
      WHERE r.organisation_id = n.of_organisation_id AND r.id = n.subject_id
        AND r.state = 'waiting');
  END IF;
  IF n.kind IN ('exemption_asked', 'exemption_lapses') THEN
    RETURN EXISTS (SELECT FROM public.exemptions e WHERE e.organisation_id = n.of_organisation_id
      AND e.id = n.subject_id AND e.lapses_at > at_time
      AND e.state = CASE n.kind WHEN 'exemption_asked' THEN 'waiting' ELSE 'in_force' END);
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

-- Of what counts already, it is said before it lapses, too.
SET LOCAL ROLE delivery;
--> statement-breakpoint
INSERT INTO system.due (kind, organisation_id, subject_id, at)
SELECT 'exemption', e.organisation_id, e.id,
  e.lapses_at - least(interval '14 days', (e.lapses_at - e.confirmed_at) / 2)
FROM exemptions e WHERE e.state = 'in_force'
ON CONFLICT DO NOTHING;
--> statement-breakpoint
SET LOCAL ROLE owner;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text; role_name text;
  granted jsonb := '{
    "deliver_exemption(uuid)": ["app"],
    "deliver_exemption_decision(uuid)": ["app"],
    "deliver_exemption_news(uuid, text, timestamptz, timestamptz, timestamptz)": ["app"]
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
