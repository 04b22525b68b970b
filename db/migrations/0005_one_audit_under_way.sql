CREATE UNIQUE INDEX "audits_under_way" ON "audits" USING btree ("organisation_id","connection_id") WHERE state <> 'finished';--> statement-breakpoint
-- A meeting that is gone is not delivered again: its session ended once, and stays so.
-- A finished audit, to each club of a share in force: the account's readings, the club's own
-- sessions with theirs, and one `due` row to judge them. Another club's sessions and private
-- meetings are not among them. Returns the clubs reached.
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
  FOR s IN SELECT * FROM public.shares_in_force(a.connection_id) LOOP
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

DROP FUNCTION request_audit(uuid, uuid, uuid, timestamptz);
--> statement-breakpoint
-- A club asks that a coach's connection be checked now: an audit queued in the holder's tenancy,
-- where the share is in force, or the one that is under way there. Returns its id; null, and
-- nothing written, where the share is not in force or Zoom is not connected.
CREATE FUNCTION request_audit(connection uuid, audit uuid, asked_by uuid, at_time timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  asking uuid := public.current_organisation(); h uuid; coach uuid; under_way public.audits;
BEGIN
  SELECT s.organisation_id, s.coach_id INTO h, coach
  FROM public.coach_connections cc
  JOIN public.connection_shares s ON s.organisation_id = cc.holder_organisation_id
    AND s.connection_id = cc.id AND s.club_organisation_id = asking AND s.ends_at IS NULL
  JOIN public.coaches c ON c.organisation_id = asking AND c.id = s.coach_id
    AND c.ends_at IS NULL AND c.person_organisation_id = s.organisation_id
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
--> statement-breakpoint
REVOKE ALL ON FUNCTION request_audit(uuid, uuid, uuid, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION request_audit(uuid, uuid, uuid, timestamptz) TO app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION request_audit(uuid, uuid, uuid, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
