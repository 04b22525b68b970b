-- What is told of sign-offs, and what delivery reads for it.
GRANT SELECT ON sign_off_requests, sign_offs TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON sign_off_requests FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_reads ON sign_offs FOR SELECT TO delivery USING (true);
--> statement-breakpoint
-- The drill is asked of everybody once at a time, as a version of a policy is.
CREATE UNIQUE INDEX sign_off_requests_drill ON sign_off_requests (organisation_id, coach_id, words)
WHERE kind = 'drill' AND state IN ('not_sent', 'sent', 'opened', 'declined');
--> statement-breakpoint

-- The transaction's club asks people to sign, or reminds them: one notice a person, however many
-- things it is. Of requests that wait for an answer, and have reached who is asked.
CREATE FUNCTION deliver_sign_offs_asked(requests uuid[], of_kind text, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation();
BEGIN
  IF of_kind NOT IN ('sign_off_asked', 'sign_off_chased') THEN
    RAISE EXCEPTION 'no such notice' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY SELECT w.* FROM (
    SELECT r.coach_id, c.name, min(r.due_at) AS due_at, count(*) AS things,
      (array_agg(r.id ORDER BY r.due_at, r.id))[1] AS first,
      to_jsonb((array_agg(coalesce(v.title, r.words) ORDER BY r.due_at, r.id))[1:5]) AS titles
    FROM public.sign_off_requests r
    JOIN public.coaches c ON c.organisation_id = r.organisation_id AND c.id = r.coach_id
    LEFT JOIN public.policy_versions v ON v.organisation_id = r.organisation_id
      AND v.id = r.version_id
    WHERE r.organisation_id = club AND r.id = ANY (requests) AND r.state IN ('sent', 'opened')
    GROUP BY r.coach_id, c.name
  ) asked
  CROSS JOIN LATERAL (SELECT public.coach_in_force(club, asked.coach_id) AS person) told
  CROSS JOIN LATERAL public.write_notice(told.person, 'coach', of_kind, club, 'sign_off_request',
    asked.first, jsonb_build_object('coach_id', asked.coach_id, 'coach_name', asked.name,
      'titles', asked.titles, 'things', asked.things, 'due_at', asked.due_at),
    at_time, at_time, not_before) w
  WHERE told.person IS NOT NULL;
END $$;
--> statement-breakpoint

-- That somebody signed, to themselves: the receipt.
CREATE FUNCTION deliver_sign_off_receipt(sign_off uuid, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT w.* FROM public.sign_offs s
  CROSS JOIN LATERAL (SELECT public.coach_in_force(s.organisation_id, s.coach_id) AS person) told
  CROSS JOIN LATERAL public.write_notice(told.person, 'coach', 'sign_off_receipt',
    s.organisation_id, 'sign_off_request', s.request_id, jsonb_build_object(
      'coach_id', s.coach_id, 'coach_name', s.name, 'titles', jsonb_build_array(s.title),
      'version', s.version, 'statement', s.statement, 'sha256', s.sha256, 'receipt', s.receipt,
      'signed_at', s.signed_at),
    s.signed_at, at_time, not_before) w
  WHERE s.organisation_id = public.current_organisation() AND s.id = sign_off
    AND told.person IS NOT NULL
$$;
--> statement-breakpoint

-- Somebody has a question about what they are asked to sign, or does not agree: to the club's
-- welfare officers but themselves or, where it has none, to its administrators. What they wrote
-- stays on the club's page.
CREATE FUNCTION deliver_sign_off_said(request uuid, of_kind text, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation();
BEGIN
  IF of_kind NOT IN ('sign_off_question', 'sign_off_declined') THEN
    RAISE EXCEPTION 'no such notice' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY SELECT w.* FROM public.sign_off_requests r
  JOIN public.coaches c ON c.organisation_id = r.organisation_id AND c.id = r.coach_id
  LEFT JOIN public.policy_versions v ON v.organisation_id = r.organisation_id
    AND v.id = r.version_id
  CROSS JOIN LATERAL (
    SELECT o AS person, 'welfare_officer' AS role FROM public.officers_in_force(club) o
    WHERE o IS DISTINCT FROM c.person_organisation_id
    UNION
    SELECT p.organisation_id, 'administrator' FROM public.memberships m
    JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
    WHERE m.organisation_id = club AND m.role = 'administrator' AND m.ends_at IS NULL
      AND NOT EXISTS (SELECT FROM public.officers_in_force(club) o
        WHERE o IS DISTINCT FROM c.person_organisation_id)
  ) told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, of_kind, club,
    'sign_off_request', r.id, jsonb_build_object('coach_id', r.coach_id, 'coach_name', c.name,
      'titles', jsonb_build_array(coalesce(v.title, r.words))),
    at_time, at_time, not_before) w
  WHERE r.organisation_id = club AND r.id = request;
END $$;
--> statement-breakpoint

-- As in 0032; and for what somebody is asked to sign, while they have not answered.
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

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('deliver_sign_offs_asked', 'deliver_sign_off_receipt', 'deliver_sign_off_said')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
