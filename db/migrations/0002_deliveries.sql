-- Deliveries: what one organisation shares is written into the receiver's own tenancy, by these
-- functions and no others. Each takes ids, checks that the affiliation or share is in force, and
-- reads what it delivers itself. The giver is always the transaction's organisation.

CREATE FUNCTION current_organisation() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE organisation uuid := nullif(current_setting('app.organisation_id', true), '')::uuid;
BEGIN
  IF organisation IS NULL THEN
    RAISE EXCEPTION 'no organisation is set for this transaction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN organisation;
END $$;
--> statement-breakpoint

-- A membership, to the person whose it is.
CREATE FUNCTION deliver_membership(membership uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.my_memberships (organisation_id, id, of_organisation_id, of_kind, of_name,
    of_slug, role, coach_id, starts_at, ends_at)
  SELECT person.organisation_id, m.id, o.organisation_id, o.kind, o.name, o.slug, m.role,
    m.coach_id, m.starts_at, m.ends_at
  FROM public.memberships m
  JOIN public.organisations o ON o.organisation_id = m.organisation_id
  JOIN public.organisations person ON person.user_id = m.user_id
  WHERE m.organisation_id = public.current_organisation() AND m.id = membership
  ON CONFLICT (organisation_id, id) DO UPDATE
    SET of_name = excluded.of_name, of_slug = excluded.of_slug, ends_at = excluded.ends_at;
END $$;
--> statement-breakpoint

-- In force: the holder shares the connection with the club, and the club's register has the coach
-- linked to this holder. Both ends must agree.
CREATE FUNCTION shares_in_force(connection uuid)
RETURNS TABLE (club uuid, coach uuid, share_ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.club_organisation_id, s.coach_id, s.ends_at
  FROM public.connection_shares s
  JOIN public.coaches c ON c.organisation_id = s.club_organisation_id AND c.id = s.coach_id
  WHERE s.organisation_id = public.current_organisation() AND s.connection_id = connection
    AND s.ends_at IS NULL AND c.ends_at IS NULL
    AND c.person_organisation_id = s.organisation_id
$$;
--> statement-breakpoint

-- The state of a connection, to each club of a share in force; how many clubs it reached.
CREATE FUNCTION deliver_connection(connection uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE reached integer;
BEGIN
  INSERT INTO public.coach_connections AS cc (organisation_id, id, coach_id,
    holder_organisation_id, state, disconnect_reason, connected_at, disconnected_at,
    last_asked_at, last_complete_at, unsorted_meetings, oldest_unsorted_at)
  SELECT s.club, z.id, s.coach, z.organisation_id, z.state, z.disconnect_reason, z.connected_at,
    z.disconnected_at, asked.at, asked.complete_at, unsorted.number, unsorted.oldest
  FROM public.shares_in_force(connection) s
  JOIN public.zoom_connections z
    ON z.organisation_id = public.current_organisation() AND z.id = connection
  CROSS JOIN LATERAL (
    SELECT max(a.finished_at) AS at, max(a.finished_at) FILTER (WHERE a.complete) AS complete_at
    FROM public.audits a
    WHERE a.organisation_id = z.organisation_id AND a.connection_id = z.id
  ) asked
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS number, min(m.first_seen_at) AS oldest
    FROM public.meetings m
    WHERE m.organisation_id = z.organisation_id AND m.connection_id = z.id
      AND m.sorted = 'unsorted'
  ) unsorted
  ON CONFLICT (organisation_id, id) DO UPDATE SET
    coach_id = excluded.coach_id, state = excluded.state,
    disconnect_reason = excluded.disconnect_reason, connected_at = excluded.connected_at,
    disconnected_at = excluded.disconnected_at, last_asked_at = excluded.last_asked_at,
    last_complete_at = excluded.last_complete_at, unsorted_meetings = excluded.unsorted_meetings,
    oldest_unsorted_at = excluded.oldest_unsorted_at, share_ends_at = NULL;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
--> statement-breakpoint

-- A finished audit, to each club of a share in force: the account's readings, the club's own
-- sessions with theirs, and one `due` row to judge them. Another club's sessions and private
-- meetings are not among them. Returns the clubs reached.
CREATE FUNCTION deliver_audit(audit uuid, at_time timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  holder uuid := public.current_organisation();
  a public.audits;
  s record;
BEGIN
  SELECT * INTO a FROM public.audits x WHERE x.organisation_id = holder AND x.id = audit;
  IF a.id IS NULL THEN RETURN; END IF;
  PERFORM public.deliver_connection(a.connection_id);
  FOR s IN SELECT * FROM public.shares_in_force(a.connection_id) LOOP
    INSERT INTO public.sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic,
      starts_at, duration_minutes)
    SELECT s.club, m.id, m.connection_id, s.coach, m.zoom_type, m.topic, m.starts_at,
      m.duration_minutes
    FROM public.meetings m
    JOIN public.meeting_sessions ms ON ms.organisation_id = m.organisation_id
      AND ms.meeting_id = m.id AND ms.club_organisation_id = s.club AND ms.ends_at IS NULL
    WHERE m.organisation_id = holder AND m.connection_id = a.connection_id
    ON CONFLICT (organisation_id, id) DO UPDATE SET coach_id = excluded.coach_id,
      zoom_type = excluded.zoom_type, topic = excluded.topic, starts_at = excluded.starts_at,
      duration_minutes = excluded.duration_minutes, ended_at = NULL, end_reason = NULL;
    UPDATE public.sessions x SET ended_at = at_time, end_reason = CASE
        WHEN m.missing_count >= 2 THEN 'removed' ELSE 'no_longer_a_session' END
    FROM public.meetings m
    WHERE x.organisation_id = s.club AND x.connection_id = a.connection_id AND x.ended_at IS NULL
      AND m.organisation_id = holder AND m.id = x.id
      AND (m.missing_count >= 2 OR NOT EXISTS (
        SELECT FROM public.meeting_sessions ms WHERE ms.organisation_id = holder
          AND ms.meeting_id = m.id AND ms.club_organisation_id = s.club AND ms.ends_at IS NULL));
    INSERT INTO public.readings (organisation_id, hash, body_kind, body, first_read_at)
    SELECT DISTINCT ON (r.hash) s.club, r.hash, r.body_kind, r.body, c.read_at
    FROM public.reading_confirmations c
    JOIN public.readings r ON r.organisation_id = holder AND r.hash = c.reading_hash
    WHERE c.organisation_id = holder AND c.audit_id = audit
      AND (c.body_kind <> 'meeting' OR EXISTS (SELECT FROM public.sessions x
        WHERE x.organisation_id = s.club AND x.id = c.subject_id AND x.ended_at IS NULL))
    ON CONFLICT DO NOTHING;
    INSERT INTO public.reading_confirmations (organisation_id, id, audit_id, body_kind,
      subject_id, reading_hash, could_not_check_reason, read_at)
    SELECT s.club, c.id, c.audit_id, c.body_kind, c.subject_id, c.reading_hash,
      c.could_not_check_reason, c.read_at
    FROM public.reading_confirmations c
    WHERE c.organisation_id = holder AND c.audit_id = audit
      AND (c.body_kind <> 'meeting' OR EXISTS (SELECT FROM public.sessions x
        WHERE x.organisation_id = s.club AND x.id = c.subject_id AND x.ended_at IS NULL))
    ON CONFLICT DO NOTHING;
    INSERT INTO public.club_audits (organisation_id, id, connection_id, coach_id, trigger, state,
      queued_at, read_at, complete, could_not_check_reason)
    VALUES (s.club, a.id, a.connection_id, s.coach, a.trigger, 'delivered', a.queued_at,
      a.finished_at, a.complete, a.could_not_check_reason)
    ON CONFLICT (organisation_id, id) DO UPDATE SET state = 'delivered',
      read_at = excluded.read_at, complete = excluded.complete,
      could_not_check_reason = excluded.could_not_check_reason
      WHERE public.club_audits.state = 'queued';
    INSERT INTO system.due (kind, organisation_id, subject_id, at)
    VALUES ('judge-club', s.club, a.id, at_time) ON CONFLICT DO NOTHING;
    RETURN NEXT s.club;
  END LOOP;
END $$;
--> statement-breakpoint

-- A club asks that a coach's connection be checked now: an audit queued in the holder's tenancy,
-- where the share is in force. Returns false, and writes nothing, where it is not.
CREATE FUNCTION request_audit(connection uuid, audit uuid, asked_by uuid, at_time timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE asking uuid := public.current_organisation(); h uuid; coach uuid;
BEGIN
  SELECT s.organisation_id, s.coach_id INTO h, coach
  FROM public.coach_connections cc
  JOIN public.connection_shares s ON s.organisation_id = cc.holder_organisation_id
    AND s.connection_id = cc.id AND s.club_organisation_id = asking AND s.ends_at IS NULL
  JOIN public.coaches c ON c.organisation_id = asking AND c.id = s.coach_id
    AND c.ends_at IS NULL AND c.person_organisation_id = s.organisation_id
  WHERE cc.organisation_id = asking AND cc.id = connection AND cc.state = 'connected';
  IF h IS NULL THEN RETURN false; END IF;
  INSERT INTO public.audits (organisation_id, id, connection_id, trigger, requested_by, state, queued_at)
  VALUES (h, audit, connection, 'requested', asked_by, 'queued', at_time);
  INSERT INTO public.club_audits (organisation_id, id, connection_id, coach_id, trigger, state, queued_at)
  VALUES (asking, audit, connection, coach, 'requested', 'queued', at_time);
  INSERT INTO system.due (kind, organisation_id, subject_id, at)
  VALUES ('read-account', h, audit, at_time);
  RETURN true;
END $$;
--> statement-breakpoint

-- A club's status, to each body and region above it with an affiliation in force: one row, made
-- from the club's own rows. Returns how many readers it reached. `fresh_for` is how long a
-- result may be believed.
CREATE FUNCTION deliver_status(at_time timestamptz, fresh_for interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE c uuid := public.current_organisation(); reached integer;
BEGIN
  INSERT INTO public.roll_ups (organisation_id, club_organisation_id, club_name, coaches,
    coaches_not_connected, blocking, advisory, could_not_check, met, oldest_blocking_at,
    oldest_checked_at, last_checked_at, good_until, updated_at)
  SELECT up.other_organisation_id, c, o.name, people.number, people.not_connected, open.blocking,
    open.advisory, now_so.unknown, now_so.met, open.oldest, checked.oldest, checked.newest,
    checked.oldest + fresh_for, at_time
  FROM public.affiliations up
  JOIN public.affiliations down ON down.organisation_id = up.other_organisation_id
    AND down.other_organisation_id = c AND down.side = 'lower' AND down.ends_at IS NULL
  JOIN public.organisations o ON o.organisation_id = c
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS number,
      (count(*) FILTER (WHERE x.coaches_under_18s_online AND NOT EXISTS (
        SELECT FROM public.coach_connections cc WHERE cc.organisation_id = c
          AND cc.coach_id = x.id AND cc.state = 'connected' AND cc.share_ends_at IS NULL
      )))::integer AS not_connected
    FROM public.coaches x WHERE x.organisation_id = c AND x.ends_at IS NULL
  ) people
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE f.level = 'MUST'))::integer AS blocking,
      (count(*) FILTER (WHERE f.level = 'SHOULD'))::integer AS advisory,
      min(f.opened_at) FILTER (WHERE f.level = 'MUST') AS oldest
    FROM public.findings f WHERE f.organisation_id = c AND f.state = 'open'
  ) open
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE r.result = 'could_not_check' AND r.level = 'MUST'))::integer
        AS unknown,
      (count(*) FILTER (WHERE r.result = 'met'))::integer AS met
    FROM public.results_current r WHERE r.organisation_id = c
  ) now_so
  CROSS JOIN LATERAL (
    SELECT min(cc.last_complete_at) AS oldest, max(cc.last_asked_at) AS newest
    FROM public.coach_connections cc
    JOIN public.coaches x ON x.organisation_id = c AND x.id = cc.coach_id AND x.ends_at IS NULL
    WHERE cc.organisation_id = c AND cc.share_ends_at IS NULL
  ) checked
  WHERE up.organisation_id = c AND up.side = 'upper' AND up.ends_at IS NULL
  ON CONFLICT (organisation_id, club_organisation_id) DO UPDATE SET
    club_name = excluded.club_name, coaches = excluded.coaches,
    coaches_not_connected = excluded.coaches_not_connected, blocking = excluded.blocking,
    advisory = excluded.advisory, could_not_check = excluded.could_not_check, met = excluded.met,
    oldest_blocking_at = excluded.oldest_blocking_at,
    oldest_checked_at = excluded.oldest_checked_at, last_checked_at = excluded.last_checked_at,
    good_until = excluded.good_until, updated_at = excluded.updated_at;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
