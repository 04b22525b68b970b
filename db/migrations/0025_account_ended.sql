-- As in 0009, and for a club's own account: once to each of its welfare officers, and not once for
-- each host that is read with it.
CREATE OR REPLACE FUNCTION deliver_connection_end(connection uuid, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  holder public.organisations; z public.zoom_connections;
BEGIN
  SELECT * INTO holder FROM public.organisations o
  WHERE o.organisation_id = public.current_organisation();
  SELECT * INTO z FROM public.zoom_connections x WHERE x.organisation_id = holder.organisation_id
    AND x.id = connection AND x.state = 'disconnected' AND x.disconnect_reason <> 'by_person';
  IF z.id IS NULL THEN RETURN; END IF;
  IF z.way = 'account' THEN
    RETURN QUERY SELECT w.* FROM public.officers_in_force(holder.organisation_id) AS officer
    CROSS JOIN LATERAL public.write_notice(officer, 'welfare_officer', 'connection_ended',
      holder.organisation_id, 'connection', z.id, jsonb_build_object('of', 'account'),
      z.disconnected_at, at_time, not_before) w;
    RETURN;
  END IF;
  IF holder.kind = 'person' THEN
    RETURN QUERY SELECT * FROM public.write_notice(holder.organisation_id, 'person',
      'connection_ended', NULL, 'connection', z.id, '{}'::jsonb, z.disconnected_at, at_time,
      not_before);
  END IF;
  RETURN QUERY SELECT w.* FROM public.shares_in_force(connection) share
  JOIN public.coaches c ON c.organisation_id = share.club AND c.id = share.coach
  CROSS JOIN LATERAL public.officers_in_force(share.club) AS officer
  CROSS JOIN LATERAL public.write_notice(officer, 'welfare_officer', 'connection_ended',
    share.club, 'connection', z.id,
    jsonb_build_object('coach_id', c.id, 'coach_name', c.name, 'of', z.way), z.disconnected_at,
    at_time, not_before) w;
END $$;
--> statement-breakpoint
-- As in 0020, and for what is said of a club's own account: still so until it is connected again, or
-- the club says that it is done with it.
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
