-- An audit may be about some meetings of an account, with the settings that these follow. It says
-- nothing of the account as a whole: not that it was asked, and not that it was read.
ALTER TABLE "audits" ADD COLUMN "only_meetings" uuid[];--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "again_meetings" uuid[];--> statement-breakpoint
ALTER TABLE "club_audits" ADD COLUMN "whole" boolean DEFAULT true NOT NULL;
--> statement-breakpoint

-- As in 0014, but for when it was last asked: only an audit of the whole account says that of it.
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
      AND a.only_meetings IS NULL
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

-- As in 0014; and whether the audit was of the whole account.
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
      queued_at, read_at, whole, complete, could_not_check_reason)
    VALUES (s.club, a.id, a.connection_id, s.coach, a.trigger, 'delivered', a.queued_at,
      a.finished_at, a.only_meetings IS NULL, a.complete, a.could_not_check_reason)
    ON CONFLICT (organisation_id, id) DO UPDATE SET state = 'delivered',
      read_at = excluded.read_at, whole = excluded.whole, complete = excluded.complete,
      could_not_check_reason = excluded.could_not_check_reason
      WHERE public.club_audits.state = 'queued';
    INSERT INTO system.due (kind, organisation_id, subject_id, at)
    VALUES ('judge-club', s.club, a.id, at_time) ON CONFLICT DO NOTHING;
    RETURN NEXT s.club;
  END LOOP;
END $$;
--> statement-breakpoint

-- The audit that is asked for is of the whole account, whatever is under way.
GRANT UPDATE (only_meetings, read_again, again_meetings) ON audits TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_widens ON audits FOR UPDATE TO delivery USING (true) WITH CHECK (true);
--> statement-breakpoint
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
    -- Of one that is about some of the meetings becomes one of the whole account or, where it runs,
    -- one more follows that is.
    IF under_way.only_meetings IS NOT NULL THEN
      UPDATE public.audits a SET again_meetings = NULL, read_again = a.state = 'running',
        only_meetings = CASE a.state WHEN 'running' THEN a.only_meetings END
      WHERE a.organisation_id = h AND a.id = under_way.id AND a.state <> 'finished'
      RETURNING * INTO under_way;
    END IF;
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
--> statement-breakpoint

-- As in 0003; with whom the work is for, so that it is not asked for by itself.
DROP FUNCTION due_claim(text, uuid, uuid, timestamptz, interval);
--> statement-breakpoint
CREATE FUNCTION due_claim(kind text, organisation uuid, subject uuid, at_time timestamptz, lease interval)
RETURNS TABLE (token uuid, attempt integer, organisation_kind text, organisation_name text,
  organisation_slug text)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH held AS (
    UPDATE system.due d SET lease_token = uuidv7(), lease_until = at_time + lease,
      attempts = d.attempts + 1
    WHERE d.kind = due_claim.kind AND d.organisation_id = organisation AND d.subject_id = subject
      AND d.at <= at_time AND (d.lease_until IS NULL OR d.lease_until <= at_time)
    RETURNING d.lease_token, d.attempts)
  SELECT h.lease_token, h.attempts, o.kind, o.name, o.slug
  FROM held h LEFT JOIN public.organisations o ON o.organisation_id = organisation
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION due_claim(text, uuid, uuid, timestamptz, interval) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION due_claim(text, uuid, uuid, timestamptz, interval) TO system;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION due_claim(text, uuid, uuid, timestamptz, interval) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
