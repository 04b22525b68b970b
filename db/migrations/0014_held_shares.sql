-- A delivery holds the shares and the rows of the register that it goes by, until it has committed:
-- whoever ends one waits for it and then ends what it wrote, and a delivery that had to wait for the
-- end delivers nothing. `delivery` may lock these rows for that, and change none of them.
GRANT UPDATE (ends_at) ON connection_shares, coaches TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_holds ON connection_shares FOR UPDATE TO delivery
  USING (true) WITH CHECK (false);
--> statement-breakpoint
CREATE POLICY delivery_holds ON coaches FOR UPDATE TO delivery USING (true) WITH CHECK (false);
--> statement-breakpoint

-- In force: the holder shares the connection with the club, and the club's register has the coach
-- linked to this holder. Both ends must agree, and go on to agree until the transaction ends.
CREATE OR REPLACE FUNCTION shares_in_force(connection uuid)
RETURNS TABLE (club uuid, coach uuid, share_ends_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.club_organisation_id, s.coach_id, s.ends_at
  FROM public.connection_shares s
  JOIN public.coaches c ON c.organisation_id = s.club_organisation_id AND c.id = s.coach_id
  WHERE s.organisation_id = public.current_organisation() AND s.connection_id = connection
    AND s.ends_at IS NULL AND c.ends_at IS NULL
    AND c.person_organisation_id = s.organisation_id
  FOR SHARE OF s, c
$$;
--> statement-breakpoint

-- The state of a connection, to each club of a share in force; how many clubs it reached. Shares are
-- held first. Then one delivery of a connection follows another, so that each tells what was
-- committed when its turn came, and none what it had read before it waited. A club's row of another
-- holder stays as it is.
CREATE OR REPLACE FUNCTION deliver_connection(connection uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  holder uuid := public.current_organisation();
  held uuid[] := ARRAY(SELECT s.club FROM public.shares_in_force(connection) s);
  reached integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('connection:' || holder || ':' || connection, 0));
  INSERT INTO public.coach_connections AS cc (organisation_id, id, coach_id,
    holder_organisation_id, state, disconnect_reason, connected_at, disconnected_at,
    last_asked_at, last_complete_at, unsorted_meetings, oldest_unsorted_at)
  SELECT s.club_organisation_id, z.id, s.coach_id, z.organisation_id, z.state,
    z.disconnect_reason, z.connected_at, z.disconnected_at, asked.at, asked.complete_at,
    unsorted.number, unsorted.oldest
  FROM public.connection_shares s
  JOIN public.zoom_connections z ON z.organisation_id = holder AND z.id = connection
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
  WHERE s.organisation_id = holder AND s.connection_id = connection AND s.ends_at IS NULL
    AND s.club_organisation_id = ANY (held)
  ON CONFLICT (organisation_id, id) DO UPDATE SET
    coach_id = excluded.coach_id, state = excluded.state,
    disconnect_reason = excluded.disconnect_reason, connected_at = excluded.connected_at,
    disconnected_at = excluded.disconnected_at, last_asked_at = excluded.last_asked_at,
    last_complete_at = excluded.last_complete_at, unsorted_meetings = excluded.unsorted_meetings,
    oldest_unsorted_at = excluded.oldest_unsorted_at, share_ends_at = NULL
    WHERE cc.holder_organisation_id = excluded.holder_organisation_id;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
--> statement-breakpoint

-- A finished audit, to each club of a share in force: the account's readings, the club's own
-- sessions with theirs, and one `due` row to judge them. Another club's sessions and private
-- meetings are not among them, and a meeting that is gone is not delivered again. Returns the clubs
-- reached.
CREATE OR REPLACE FUNCTION deliver_audit(audit uuid, at_time timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  holder uuid := public.current_organisation();
  a public.audits;
  s record;
BEGIN
  SELECT * INTO a FROM public.audits x WHERE x.organisation_id = holder AND x.id = audit;
  IF a.id IS NULL THEN RETURN; END IF;
  PERFORM public.deliver_connection(a.connection_id);
  FOR s IN
    SELECT x.club, x.coach FROM public.shares_in_force(a.connection_id) x
    JOIN public.coach_connections cc ON cc.organisation_id = x.club
      AND cc.id = a.connection_id AND cc.holder_organisation_id = holder
  LOOP
    INSERT INTO public.sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic,
      starts_at, duration_minutes)
    SELECT s.club, m.id, m.connection_id, s.coach, m.zoom_type, m.topic, m.starts_at,
      m.duration_minutes
    FROM public.meetings m
    JOIN public.meeting_sessions ms ON ms.organisation_id = m.organisation_id
      AND ms.meeting_id = m.id AND ms.club_organisation_id = s.club AND ms.ends_at IS NULL
    WHERE m.organisation_id = holder AND m.connection_id = a.connection_id
      AND m.missing_count < 2
    ON CONFLICT (organisation_id, id) DO UPDATE SET coach_id = excluded.coach_id,
      zoom_type = excluded.zoom_type, topic = excluded.topic, starts_at = excluded.starts_at,
      duration_minutes = excluded.duration_minutes, ended_at = NULL, end_reason = NULL
      WHERE public.sessions.connection_id = excluded.connection_id;
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
