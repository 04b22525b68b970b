-- Somebody is not cleared to start: the club's welfare officers are told, each as what they are.
GRANT SELECT (organisation_id, coach_id, starts_at, started_by, started_by_name, ends_at,
  carried_from) ON suspensions TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON suspensions FOR SELECT TO delivery USING (true);
--> statement-breakpoint
GRANT SELECT (organisation_id, coach_id, role, accepted_at, starts_at, ends_at) ON appointments
  TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON appointments FOR SELECT TO delivery USING (true);
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint

-- That somebody on the transaction's club's register is not cleared, to its welfare officers: never
-- to that person, nor to who said it. Where it holds for a new entry, to who said it first as well.
-- A deputy is told as one; whoever has no post on the register, as one who leads.
CREATE FUNCTION deliver_not_cleared(coach uuid, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH it AS (
    SELECT s.organisation_id AS club, s.coach_id, s.starts_at, s.started_by, s.started_by_name,
      s.carried_from IS NOT NULL AS again, c.user_id
    FROM public.suspensions s
    JOIN public.coaches c ON c.organisation_id = s.organisation_id AND c.id = s.coach_id
    WHERE s.organisation_id = public.current_organisation() AND s.coach_id = coach
      AND s.ends_at IS NULL
  ), held AS (
    SELECT c.user_id, bool_or(a.role = 'welfare_officer') AS leads
    FROM public.appointments a
    JOIN public.coaches c ON c.organisation_id = a.organisation_id AND c.id = a.coach_id
    WHERE a.organisation_id = public.current_organisation()
      AND a.role IN ('welfare_officer', 'deputy_welfare_officer') AND a.accepted_at IS NOT NULL
      AND a.starts_at <= at_time AND (a.ends_at IS NULL OR a.ends_at > at_time)
      AND c.user_id IS NOT NULL AND c.ends_at IS NULL
    GROUP BY c.user_id
  ), told AS (
    SELECT DISTINCT p.organisation_id AS person, held.leads IS FALSE AS deputy
    FROM it JOIN public.memberships m ON m.organisation_id = it.club
      AND m.role = 'welfare_officer' AND m.ends_at IS NULL
    JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
    LEFT JOIN held ON held.user_id = m.user_id
    WHERE m.user_id IS DISTINCT FROM it.user_id
      AND (it.again OR m.user_id IS DISTINCT FROM it.started_by)
  )
  SELECT w.* FROM it CROSS JOIN told
  CROSS JOIN LATERAL public.write_notice(told.person, 'welfare_officer', 'not_cleared', it.club,
    'coach', it.coach_id,
    jsonb_build_object('deputy', told.deputy, 'again', it.again, 'asked_by', it.started_by_name),
    it.starts_at, at_time, not_before) w
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION deliver_not_cleared(uuid, timestamptz, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_not_cleared(uuid, timestamptz, timestamptz) TO app;
--> statement-breakpoint
ALTER FUNCTION deliver_not_cleared(uuid, timestamptz, timestamptz) OWNER TO delivery;
--> statement-breakpoint

-- As in 0061; and of somebody not cleared for as long as they are not.
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
  IF n.kind = 'not_cleared' THEN
    RETURN EXISTS (SELECT FROM public.suspensions s WHERE s.organisation_id = n.of_organisation_id
      AND s.coach_id = n.subject_id AND s.ends_at IS NULL);
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
REVOKE CREATE ON SCHEMA public FROM delivery;
