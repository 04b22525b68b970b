-- Deliveries read what was changed from here, and who is in a club's own Zoom account.
GRANT SELECT ON mends, zoom_hosts TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON mends FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_reads ON zoom_hosts FOR SELECT TO delivery USING (true);
--> statement-breakpoint

-- As in 0028; and whose Zoom user is over is a matter of the account that it is in, too, where a club
-- reads the whole of it. So is a link that was found in public, where nobody of the account who is
-- connected is its host. The account's connection is told whom it is about.
CREATE OR REPLACE FUNCTION receive_webhook(hash text, event text, event_at timestamptz, account text,
  zoom_user text, changed_by text, meeting text, topic text, facts jsonb, request text,
  at_time timestamptz)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE c record; handed integer := 0;
BEGIN
  DELETE FROM system.webhook_inbox w WHERE w.received_at < at_time - interval '30 days';
  INSERT INTO system.webhook_inbox (body_hash, event, event_at, zoom_account_id, zoom_user_id,
    zoom_meeting_id, facts, request_id, received_at, holders)
  VALUES (hash, receive_webhook.event, receive_webhook.event_at, account, zoom_user, meeting,
    receive_webhook.facts, request, at_time, 0)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  FOR c IN
    WITH mine AS (
      SELECT z.organisation_id, z.id, z.way, z.zoom_user_id = changed_by AS operated, EXISTS (
          SELECT FROM public.meetings m WHERE m.organisation_id = z.organisation_id
            AND m.connection_id = z.id AND m.zoom_meeting_id = meeting) AS knows
      FROM public.zoom_connections z
      WHERE z.state = 'connected' AND z.zoom_account_id = account
        AND CASE WHEN receive_webhook.event IN ('user.created', 'user.invitation_accepted',
            'group.created', 'group.updated')
          THEN z.way = 'account'
          -- What ends a consent names whose it is, or ends nobody's.
          WHEN receive_webhook.event IN ('app_deauthorized', 'user.deactivated', 'user.deleted',
            'user.disassociated') THEN z.zoom_user_id = zoom_user
            OR z.way = 'account' AND receive_webhook.event <> 'app_deauthorized'
          WHEN receive_webhook.event = 'meeting.risk_alert' AND z.way = 'account' THEN
            zoom_user IS NULL OR NOT EXISTS (SELECT FROM public.zoom_connections o
              WHERE o.zoom_account_id = account AND o.zoom_user_id = zoom_user
                AND o.state = 'connected' AND o.way <> 'account')
          ELSE zoom_user IS NULL OR z.zoom_user_id = zoom_user END
    )
    SELECT m.organisation_id, m.id, m.way FROM mine m
    WHERE zoom_user IS NOT NULL OR meeting IS NULL OR CASE
      WHEN EXISTS (SELECT FROM mine x WHERE x.knows) THEN m.knows
      WHEN EXISTS (SELECT FROM mine x WHERE x.operated) THEN m.operated
      ELSE true END
    -- Always in the same order: two events for one account must not wait for each other.
    ORDER BY m.id
  LOOP
    INSERT INTO public.zoom_events (organisation_id, id, connection_id, event, event_at,
      received_at, zoom_meeting_id, meeting_topic, facts)
    VALUES (c.organisation_id, uuidv7(), c.id, receive_webhook.event, receive_webhook.event_at,
      at_time, meeting, topic, CASE WHEN c.way = 'account' AND zoom_user IS NOT NULL
      THEN receive_webhook.facts || jsonb_build_object('of_user', zoom_user)
      ELSE receive_webhook.facts END);
    INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
    VALUES ('work-events', c.organisation_id, c.id, at_time)
    ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
    DO UPDATE SET at = least(d.at, excluded.at);
    handed := handed + 1;
    organisation_id := c.organisation_id;
    connection_id := c.id;
    RETURN NEXT;
  END LOOP;
  UPDATE system.webhook_inbox w SET holders = handed WHERE w.body_hash = hash;
END $$;
--> statement-breakpoint

-- Zoom found in public the link of a meeting in the club's own account that is no session of it: an
-- officer left it out, or its host is none of those who are read. The club's welfare officers are told,
-- and the host where it is one of its coaches, once a meeting and day. Names no topic.
CREATE FUNCTION deliver_club_link_posted(connection uuid, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH posted AS (
    SELECT holder.organisation_id AS club, z.way, e.event_at,
      coalesce(m.id, h.id, z.id) AS about,
      CASE WHEN m.id IS NOT NULL THEN 'meeting' WHEN h.id IS NOT NULL THEN 'host'
        ELSE 'connection' END AS about_kind,
      coalesce(m.starts_at, (e.facts ->> 'starts_at')::timestamptz) AS starts_at,
      c.id AS coach_id, coalesce(c.name, h.name) AS name
    FROM public.organisations holder
    JOIN public.zoom_connections z ON z.organisation_id = holder.organisation_id
      AND z.id = connection
    JOIN public.zoom_events e ON e.organisation_id = z.organisation_id
      AND e.connection_id = z.id AND e.event = 'meeting.risk_alert' AND e.worked_at IS NULL
    LEFT JOIN public.meetings m ON z.way = 'host' AND m.organisation_id = z.organisation_id
      AND m.connection_id = z.id AND m.zoom_meeting_id = e.zoom_meeting_id
    LEFT JOIN public.coach_connections cc ON z.way = 'host'
      AND cc.organisation_id = z.organisation_id AND cc.id = z.id
    LEFT JOIN public.coaches c ON c.organisation_id = cc.organisation_id AND c.id = cc.coach_id
    LEFT JOIN public.zoom_hosts h ON z.way = 'account' AND h.organisation_id = z.organisation_id
      AND h.connection_id = z.id AND h.zoom_user_id = e.facts ->> 'of_user'
    WHERE holder.organisation_id = public.current_organisation() AND holder.kind = 'club'
      AND z.way IN ('host', 'account')
      AND NOT EXISTS (SELECT FROM public.risk_alerts a WHERE a.id = e.id)
      -- A meeting of somebody who connected themselves is theirs: they were told, and nobody else.
      AND (z.way = 'host' OR NOT EXISTS (SELECT FROM public.zoom_connections o
        WHERE o.zoom_account_id = z.zoom_account_id AND o.state = 'connected'
          AND o.way <> 'account' AND o.zoom_user_id = e.facts ->> 'of_user'))
  )
  SELECT w.* FROM posted p
  CROSS JOIN LATERAL (
    SELECT officer AS person, 'welfare_officer' AS as_role
    FROM public.officers_in_force(p.club) officer
    UNION ALL
    SELECT host, 'coach' FROM public.coach_in_force(p.club, p.coach_id) host
    WHERE host IS NOT NULL
      AND host NOT IN (SELECT officer FROM public.officers_in_force(p.club) officer)
  ) told
  CROSS JOIN LATERAL public.write_notice(told.person, told.as_role, 'link_posted', p.club,
    p.about_kind, p.about, jsonb_build_object('coach_id', p.coach_id, 'coach_name', p.name,
      'starts_at', p.starts_at), date_trunc('day', p.event_at, 'UTC'), at_time, not_before) w
$$;
--> statement-breakpoint

-- What an officer of the transaction's club had changed in its own Zoom account, to the coaches whose
-- settings or sessions it was: one notice each, of all of it. Nobody is told of what they did.
CREATE FUNCTION deliver_changed_for_coach(made uuid[], at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH changed AS (
    SELECT m.organisation_id AS club, cc.coach_id, c.name,
      (array_agg(coalesce(m.run_id, m.id)))[1] AS about,
      max(m.confirmed_at) AS confirmed_at, (array_agg(m.confirmed_by))[1] AS confirmed_by,
      count(*) FILTER (WHERE m.subject_kind = 'meeting') AS sessions,
      bool_or(m.subject_kind = 'user') AS settings, bool_and(m.undoes IS NOT NULL) AS back,
      (array_agg(m.subject_id) FILTER (WHERE m.subject_kind = 'meeting'))[1] AS session,
      max(s.starts_at) AS starts_at
    FROM public.mends m
    JOIN public.organisations o ON o.organisation_id = m.organisation_id AND o.kind = 'club'
    JOIN public.coach_connections cc ON cc.organisation_id = m.organisation_id
      AND cc.id = m.connection_id
    JOIN public.coaches c ON c.organisation_id = cc.organisation_id AND c.id = cc.coach_id
    LEFT JOIN public.sessions s ON s.organisation_id = m.organisation_id AND s.id = m.subject_id
    WHERE m.organisation_id = public.current_organisation() AND m.id = ANY (made)
      AND m.state IN ('accepted', 'unclear')
    GROUP BY m.organisation_id, cc.coach_id, c.name
  )
  SELECT w.* FROM changed
  JOIN LATERAL (SELECT host FROM public.coach_in_force(changed.club, changed.coach_id) host
    WHERE host IS NOT NULL) x ON true
  JOIN public.organisations p ON p.organisation_id = x.host
    AND p.user_id IS DISTINCT FROM changed.confirmed_by
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(DISTINCT each ->> 'name'), '[]') AS names
    FROM public.mends m CROSS JOIN LATERAL jsonb_array_elements(m.changes) each
    JOIN public.coach_connections cc ON cc.organisation_id = m.organisation_id
      AND cc.id = m.connection_id AND cc.coach_id = changed.coach_id
    WHERE m.organisation_id = changed.club AND m.id = ANY (made)
      AND m.state IN ('accepted', 'unclear')
  ) what
  CROSS JOIN LATERAL public.write_notice(x.host, 'coach', 'changed_for_coach', changed.club,
    CASE WHEN changed.sessions = 1 AND NOT changed.settings THEN 'session' ELSE 'mends' END,
    CASE WHEN changed.sessions = 1 AND NOT changed.settings THEN changed.session
      ELSE changed.about END,
    jsonb_build_object('coach_id', changed.coach_id, 'coach_name', changed.name,
      'sessions', changed.sessions, 'names', what.names, 'is_put_back', changed.back,
      'starts_at', CASE WHEN changed.sessions = 1 THEN changed.starts_at END),
    changed.confirmed_at, at_time, not_before) w
$$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['deliver_club_link_posted(uuid, timestamptz, timestamptz)',
    'deliver_changed_for_coach(uuid[], timestamptz, timestamptz)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
